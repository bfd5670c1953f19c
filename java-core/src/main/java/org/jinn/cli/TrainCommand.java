package org.jinn.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jinn.analysis.Errors;
import org.jinn.analysis.Plot;
import org.jinn.dataset.Dataset;
import org.jinn.mpi.Mpi;
import org.jinn.potential.Evaluator;
import org.jinn.potential.PotentialFile;
import org.jinn.structure.Frame;
import org.jinn.system.WholeFile;
import org.jinn.train.Epoch;
import org.jinn.train.Ranks;
import org.jinn.train.TrainInput;
import org.jinn.train.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jinn train}: fits potentials to labelled frames. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Fits a potential to energies, forces and stress.",
        footerHeading = "%nA whole input.yaml:%n",
        footer = {
            "  descriptor: {set: table1-64, cutoff: 6.3, elements: [Si]}",
            "                                # or, instead of this line, SIMPLE-NN's files:",
            "                                # params: {Si: params_Si}",
            "  data: {files: [qe/], weights: {liquid: 0.5}}",
            "                                # files, folders, patterns such as ice_*.out",
            "  output: potential_saved",
            "  random_seed: 1",
            "  # initial: old/potential_saved  start from its weights; its scaling is kept",
            "  replicas: 1                   # more potentials from other weights: _1, _2",
            "  memory_mb: 1000               # for derivatives of descriptors",
            "  preprocessing: {valid_rate: 0.1, scale_type: minmax, calc_pca: true,",
            "                  min_whiten_level: 1.0e-3}",
            "  neural_network: {nodes: 30-30, acti_func: tanh, total_epoch: 1000,",
            "                   energy_coeff: 40, force_coeff: 0.1, stress_coeff: 3.0e-4,",
            "                   optimizer: {method: L-BFGS}}",
            "                                # or Adam; beside it batch_size, learning_rate;",
            "                                # max_minutes: 10 ends a training early",
            "",
            "More keys, as SIMPLE-NN has them. neural_network: method L-BFGS, Adam or LM; "
                    + "acti_func tanh, sigmoid, relu, selu or swish; l2_regularization (1e-6), "
                    + "weight_initializer, use_force, use_stress, energy_criteria, "
                    + "force_criteria, stress_criteria, show_interval (10); with Adam "
                    + "full_batch, decay_rate, dropout, F_loss_type. preprocessing: scale_type "
                    + "minmax, meanstd or uniform gas (with scale_rho), scale_width, pca_whiten, "
                    + "calc_atomic_weights.",
            "",
            "Without 'files' an input is SIMPLE-NN's own: structure_list is read, and "
                    + "what the input leaves open is as there. So is its 'neural_network: {train: "
                    + "false, test: true}': errors of a potential on those frames; 'continue: "
                    + "checkpoint_latest.pth.tar' goes on from JINN's own checkpoint.",
            "",
            "Beside the potential: LOG, learning_curve.png and .svg, a .checkpoint every "
                    + "few seconds, and .range, which lets LAMMPS and evaluate tell of atoms "
                    + "unlike those trained on: keep it with the file.",
            "",
            "Replicas are a committee: pair_style jinn committee N, evaluate -p A -p B, "
                    + "or their mean in one file: jinn potential mean A B -o mean.",
            "",
            "Ctrl-C ends the training; the best potential so far is written, --continue "
                    + "goes on.",
            "",
            "More than one machine: mpirun -np 4 ./jinn train input.yaml (or srun). Each "
                    + "rank keeps its own part of the frames, so memory_mb and 'threads' are those "
                    + "of a rank; the result is the same to the bit while all derivatives fit into "
                    + "memory_mb. Without 'threads' the ranks of a machine share the processors "
                    + "that mpirun binds them to (--bind-to none: all)."
        })
final class TrainCommand implements Callable<Integer> {
    /** Nanoseconds for rank 0 to tell first what goes wrong on all. */
    private static final long GRACE = 1_000_000_000L;

    @Parameters(
            paramLabel = "INPUT",
            defaultValue = "input.yaml",
            description = "What to train, on what (default ${DEFAULT-VALUE}).")
    Path file;

    @Option(
            names = "--continue",
            description = "Go on from the checkpoint of an earlier run, if there is one.")
    boolean resume;

    @Option(names = "--force", description = "Train anew and replace the potential that is there.")
    boolean force;

    @Option(names = "--json", description = "One JSON object per epoch.")
    boolean json;

    @Spec CommandSpec spec;

    private Ranks ranks = Ranks.ALONE;
    private PrintWriter out;
    private TrainingScreen screen;

    @Override
    public Integer call() throws IOException {
        out = spec.commandLine().getOut();
        screen = screen(out);
        if (Mpi.started() == 1) {
            return train();
        }
        ranks = Mpi.start();
        if (ranks.rank() > 0) {
            out = new PrintWriter(Writer.nullWriter());
            screen = screen(out);
        }
        try {
            return train();
        } catch (Throwable e) {
            return failed(e);
        }
    }

    private TrainingScreen screen(PrintWriter to) {
        return new TrainingScreen(new Account(to, json), spec.commandLine().getErr());
    }

    /** Tells what went wrong, and ends the other ranks, which would wait for this one for ever. */
    private int failed(Throwable e) {
        String who = "";
        if (ranks.rank() > 0) {
            who = "rank " + ranks.rank() + " of " + ranks.size() + ": ";
            LockSupport.parkNanos(GRACE);
        }
        int code = Jinn.failed(who, e, spec.commandLine().getErr());
        ranks.abort();
        return code;
    }

    private int train() throws IOException {
        TrainInput input = TrainInput.read(file);
        resume |= input.resumes();
        if (ranks.rank() == 0) {
            WholeFile.check(input.output());
            refuseToReplace(input);
        }
        Dataset data = input.readFrames();
        if (input.tested().isPresent()) {
            test(input.tested().get(), data);
            ranks.end();
            return 0;
        }
        Dataset.Split split = data.split(input.data().validRate(), input.seed());
        screen.data(input, data, split);
        check(input, split);
        Trainer trainer =
                new Trainer(input, split.training(), split.test(), ranks, screen::descriptors);
        screen.memory(trainer.derivativeBytes()[0], trainer.derivativeBytes()[1]);
        if (trainer.allAlike()) {
            screen.tell(
                    "warning: every symmetry function has one value in all frames, which tells"
                            + " nothing of energies: is the cutoff too short?");
        }
        if (ranks.size() > 1) {
            screen.tell(ranks.size() + " ranks; threads of the first: " + trainer.threads());
        }
        Plot.prepare();
        CountDownLatch finished = new CountDownLatch(1);
        Thread hook = new Thread(() -> stop(trainer, finished));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            for (int replica = 0; replica < input.replicas(); replica++) {
                if (ranks.any(hook.isAlive())) {
                    break;
                }
                if (!train(trainer, input, replica)) {
                    ranks.end();
                    return 1;
                }
            }
            ranks.end();
        } catch (IOException | RuntimeException e) {
            if (hook.isAlive()) { // the program ends with this block: nobody else could tell
                return failed(e);
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

    /** SIMPLE-NN's test: the errors of a potential on the frames of the input. */
    private void test(Path potential, Dataset data) throws IOException {
        Evaluator evaluator = new Evaluator(PotentialFile.read(potential));
        Errors errors = Errors.of(evaluator::evaluate, data.frames());
        String table =
                "errors of "
                        + potential
                        + "\n"
                        + ErrorTable.text(errors, data.frames().size(), data.rejected().size());
        out.print(json ? Json.LINE.toJson(ErrorTable.fields(errors::pairs)) + "\n" : table);
        out.flush();
        if (ranks.rank() == 0) {
            WholeFile.write(beside(potential, "LOG"), table);
        }
    }

    /** A potential takes the place of an earlier one if asked to, never of anything else. */
    private void refuseToReplace(TrainInput input) throws IOException {
        Path output = input.output();
        String name = output.getFileName().toString();
        boolean ours = name.matches("LOG(_\\d+)?");
        if (!ours && Files.isRegularFile(output) && Files.size(output) > 0) {
            try (InputStream in = Files.newInputStream(output)) {
                byte[] head = in.readNBytes(9);
                ours = !new String(head, StandardCharsets.US_ASCII).equals("ELEM_LIST");
            }
        }
        if (ours) {
            throw new IllegalArgumentException(
                    file
                            + ": 'output' would replace a file that is no potential, name another: "
                            + output);
        }
        for (int n = 0; n < input.replicas() && input.tested().isEmpty(); n++) {
            Path potential = replica(output, n);
            boolean begun = Files.exists(Trainer.checkpoint(potential));
            if (!force && !(resume && begun) && Files.exists(potential)) {
                throw new IllegalArgumentException(
                        potential
                                + ": exists already, "
                                + (begun ? "--continue would go on with its training, " : "")
                                + "--force would train anew and replace it");
            }
        }
    }

    private void check(TrainInput input, Dataset.Split split) {
        if (split.training().isEmpty()) {
            throw new IllegalArgumentException(
                    file + ": no frame to train on in the files of 'data'; see jinn inspect");
        }
        if (split.training().stream()
                .allMatch(
                        f -> Double.valueOf(0).equals(input.data().weights().get(f.group("-"))))) {
            throw new IllegalArgumentException(
                    file + ": all frames to train on are of groups with the weight 0");
        }
        if (split.training().stream()
                .map(Frame::labels)
                .allMatch(l -> l.energy().isEmpty() && l.forces() == null && l.stress() == null)) {
            throw new IllegalArgumentException(
                    file + ": no frame of 'data' has an energy, forces or a stress to train on");
        }
    }

    private static void stop(Trainer trainer, CountDownLatch finished) {
        trainer.stop();
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Trains one potential; false if it was stopped before there was one. */
    private boolean train(Trainer trainer, TrainInput input, int replica) throws IOException {
        String suffix = suffix(replica);
        Path output = replica(input.output(), replica);
        boolean there = ranks.rank() == 0 && Files.exists(Trainer.checkpoint(output));
        boolean goesOn = resume && ranks.any(there);
        if (resume && !goesOn) {
            screen.tell("no checkpoint " + Trainer.checkpoint(output) + ": a new run");
        }
        if (ranks.rank() > 0) {
            trainer.run(replica, output, goesOn, epoch -> {});
            return ranks.any(false);
        }
        List<Epoch> epochs = new ArrayList<>();
        try (TrainingLog log =
                new TrainingLog(beside(output, "LOG" + suffix), goesOn, input.showInterval())) {
            log.line("jinn train " + file + (replica > 0 ? ", replica " + replica : ""));
            trainer.run(
                    replica,
                    output,
                    goesOn,
                    epoch -> {
                        epochs.add(epoch);
                        log.epoch(epoch);
                        screen.epoch(epoch, replica);
                    });
            boolean done = goesOn || !epochs.isEmpty(); // an older potential may be there
            if (!ranks.any(done && Files.exists(output))) {
                log.line("stopped before the first epoch");
                screen.tell("stopped before the first epoch: no potential written");
                return false;
            }
            String best = best(epochs);
            log.line("Best potential: " + output.getFileName() + best);
            if (trainer.ended().isPresent()) {
                log.line(trainer.ended().get());
                screen.tell(trainer.ended().get());
            }
            screen.tell("written: " + output + best);
        }
        if (epochs.size() > 1) {
            LearningCurve.plot(epochs, beside(output, "learning_curve" + suffix));
        }
        return true;
    }

    /** Which epoch's potential was written, if it is one of these. */
    private static String best(List<Epoch> epochs) {
        return epochs.stream()
                .filter(Epoch::best)
                .reduce((first, second) -> second)
                .map(
                        e ->
                                String.format(
                                        Locale.ROOT,
                                        ", of epoch %d, the best on %s",
                                        e.epoch(),
                                        e.validation() == null
                                                ? "the training frames"
                                                : "validation frames"))
                .orElse("");
    }

    private static String suffix(int replica) {
        return replica == 0 ? "" : "_" + replica;
    }

    private static Path replica(Path output, int replica) {
        return beside(output, output.getFileName() + suffix(replica));
    }

    private static Path beside(Path output, String name) {
        return output.toAbsolutePath().resolveSibling(name);
    }
}
