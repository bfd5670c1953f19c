package org.jinn.cli;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jinn.dataset.Dataset;
import org.jinn.format.ReadOptions;
import org.jinn.potential.Potential;
import org.jinn.potential.PotentialFile;
import org.jinn.structure.Frame;
import org.jinn.structure.WholeFile;
import org.jinn.train.TrainInput;
import org.jinn.train.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jinn train}: fits a potential to labelled frames. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Fits a potential to energies, forces and stress.",
        footerHeading = "%nA whole input.yaml:%n",
        footer = {
            "  descriptor: {set: table1-64, cutoff: 6.3, elements: [Si]}   # or params: {Si:"
                    + " params_Si}",
            "  data: {files: [qe/]}                   # files or folders, any format jinn reads",
            "  output: potential_saved",
            "  random_seed: 1",
            "  preprocessing: {valid_rate: 0.1, scale_type: minmax, calc_pca: true}",
            "  neural_network: {nodes: 30-30, acti_func: tanh, total_epoch: 1000, batch_size: 8,",
            "                   learning_rate: 0.003, energy_coeff: 1, force_coeff: 0.1,"
                    + " stress_coeff: 1e-5}",
            "  # optimizer: {method: L-BFGS} fits small sets better than Adam; an epoch is then one step",
            "",
            "Ctrl-C ends the training; the best potential so far is written."
        })
final class TrainCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "INPUT",
            defaultValue = "input.yaml",
            description = "What to train, on what (default ${DEFAULT-VALUE}).")
    Path file;

    @Option(names = "--json", description = "One JSON object per epoch.")
    boolean json;

    @Spec CommandSpec spec;

    private long lastPrint;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        TrainInput input = TrainInput.read(file);
        WholeFile.check(input.output());
        Dataset data = Dataset.read(input.data(), new ReadOptions(false, input.elements()));
        Dataset.Split split = data.split(input.validRate(), input.seed());
        if (!json) {
            out.println(
                    split.training().size()
                            + " frames to train on, "
                            + split.test().size()
                            + " to validate, "
                            + data.rejected().size()
                            + " refused");
            SummaryText.reasons(data.summary(), out);
            out.flush();
        }
        if (split.training().isEmpty()) {
            throw new IllegalArgumentException(
                    file + ": no frame to train on in the files of 'data'; see jinn inspect");
        }
        if (split.training().stream()
                .map(Frame::labels)
                .allMatch(l -> l.energy().isEmpty() && l.forces() == null && l.stress() == null)) {
            throw new IllegalArgumentException(
                    file + ": no frame of 'data' has an energy, forces or a stress to train on");
        }
        Trainer trainer =
                new Trainer(
                        input,
                        split.training(),
                        split.test(),
                        done -> progress(out, "descriptors", done));
        CountDownLatch finished = new CountDownLatch(1);
        Thread hook =
                new Thread(
                        () -> {
                            trainer.stop();
                            try {
                                finished.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            int[] epochs = {0};
            boolean[] better = {false};
            Potential potential =
                    trainer.run(
                            epoch -> {
                                epochs[0] = epoch.epoch();
                                better[0] |= epoch.best();
                                report(out, epoch);
                            });
            if (epochs[0] == 0) {
                out.println("stopped before the first epoch: nothing written");
                return 1;
            }
            if (!better[0]) {
                throw new IllegalArgumentException(
                        file
                                + ": the loss was never a number, nothing written; a smaller"
                                + " 'learning_rate' may help");
            }
            PotentialFile.write(input.output(), potential);
            if (!json) {
                out.println("written: " + input.output());
            }
            out.flush();
        } catch (IOException | RuntimeException e) {
            if (hook.isAlive()) { // the program ends with this block: nobody else could tell
                spec.commandLine().getErr().println("jinn: " + Jinn.sentence(e));
                spec.commandLine().getErr().flush();
                return 1;
            }
            throw e;
        } finally {
            finished.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // the hook is what made us stop
            }
        }
        return 0;
    }

    private synchronized void progress(PrintWriter out, String what, double done) {
        long now = System.nanoTime();
        if (!json && (now - lastPrint > 3_000_000_000L || done >= 1)) {
            lastPrint = now;
            out.printf(Locale.ROOT, "%s %3.0f %%%n", what, 100 * done);
            out.flush();
        }
    }

    private void report(PrintWriter out, Trainer.Epoch e) {
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("epoch", e.epoch());
            fields.put("seconds", e.seconds());
            fields.put("best", e.best());
            fields.put("training", e.training());
            fields.put("validation", e.validation());
            out.println(
                    new Gson()
                            .newBuilder()
                            .serializeSpecialFloatingPointValues()
                            .create()
                            .toJson(fields));
            out.flush();
            return;
        }
        long now = System.nanoTime();
        if (now - lastPrint < 2_000_000_000L && e.epoch() != e.epochs() && e.epoch() != 1) {
            return;
        }
        lastPrint = now;
        out.println(e.line());
        out.flush();
    }
}
