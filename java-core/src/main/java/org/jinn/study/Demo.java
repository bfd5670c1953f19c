package org.jinn.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jinn.analysis.BlockAverage;
import org.jinn.analysis.ColumnFile;
import org.jinn.analysis.EquationOfState;
import org.jinn.analysis.Errors;
import org.jinn.analysis.PressureVolume;
import org.jinn.analysis.RadialDistribution;
import org.jinn.analysis.RdfFile;
import org.jinn.dataset.Dataset;
import org.jinn.potential.Evaluator;
import org.jinn.potential.Potential;
import org.jinn.potential.PotentialFile;
import org.jinn.system.FolderLock;
import org.jinn.system.Pace;
import org.jinn.train.Epoch;
import org.jinn.train.TrainInput;
import org.jinn.train.Trainer;

/**
 * The whole road once: reads Quantum ESPRESSO outputs, trains a potential, evaluates it, runs
 * LAMMPS with it, and compares radial distribution function and bulk modulus with DFT.
 */
public final class Demo {
    private final TrainInput input;
    private final Path output;
    private final Simulations simulations;
    private final Consumer<String> tell;

    private final List<Epoch> epochs = new ArrayList<>();

    /**
     * What the demo found.
     *
     * @param input what was trained
     * @param data frames read
     * @param training frames trained on; the others validated
     * @param epochs of the training
     * @param fit errors on the training frames
     * @param validation errors on frames not trained on
     * @param dft equation of state of the volume scan among the frames
     * @param dftVolumes angstrom&sup3;/atom, and {@code dftEnergies} in eV/atom
     * @param model the same from the potential, in LAMMPS
     * @param scan columns volume, energy of the scan in LAMMPS
     * @param rdf of the crystal at 300 K
     * @param lattice lattice constant at 300 K and 1 atm, angstrom, over time
     * @param hot volumes under pressure at 300 K
     * @param atomSteps atom-steps per second in the NPT run
     */
    record Findings(
            TrainInput input,
            Dataset data,
            int training,
            List<Epoch> epochs,
            Errors fit,
            Errors validation,
            EquationOfState dft,
            double[] dftVolumes,
            double[] dftEnergies,
            EquationOfState model,
            ColumnFile scan,
            RadialDistribution rdf,
            BlockAverage lattice,
            PressureVolume hot,
            double atomSteps,
            Map<String, Double> seconds) {}

    /**
     * A demo that has not run.
     *
     * @param input what to train; its output is written below {@code output} instead
     * @param output folder for everything the demo makes
     * @param lammps the program that runs LAMMPS with pair style jinn
     * @param examples folder with the LAMMPS scripts
     * @param tell hears what is going on, a line at a time
     */
    public Demo(TrainInput input, Path output, Path lammps, Path examples, Consumer<String> tell) {
        this.input = input;
        this.output = output;
        this.tell = tell;
        simulations = new Simulations(lammps, examples, output, tell);
    }

    /**
     * Runs everything and writes report.html, summary.json's content and the pictures.
     *
     * @return the numbers of the report, for a summary
     */
    public Map<String, Object> run() throws IOException, InterruptedException {
        return FolderLock.within(output, "jinn demo", this::demonstrate);
    }

    private Map<String, Object> demonstrate() throws IOException, InterruptedException {
        Map<String, Double> seconds = new LinkedHashMap<>();
        long begin = System.nanoTime();

        tell.accept("1 of 4: reading Quantum ESPRESSO outputs");
        Dataset data = input.readFrames();
        data.rejected().forEach(r -> tell.accept("  refused: " + r.sentence()));
        tell.accept("  " + data.frames().size() + " frames: " + data.summary().groups());
        Dataset.Split split = data.split(input.data().validRate(), input.seed());
        seconds.put("reading", since(begin));

        tell.accept("2 of 4: training on " + split.training().size() + " frames");
        long mark = System.nanoTime();
        Path file = output.resolve("potential_saved");
        train(split, file);
        Potential potential = PotentialFile.read(file);
        seconds.put("training", since(mark));

        tell.accept("3 of 4: evaluating on frames it has not seen");
        Evaluator evaluator = new Evaluator(potential);
        Errors fit = Errors.of(evaluator::evaluate, split.training());
        Errors validation = Errors.of(evaluator::evaluate, split.test());
        tell.accept(
                String.format(
                        Locale.ROOT,
                        "  mean absolute errors: %.2f meV/atom, %.4f eV/A",
                        validation.deltaEnergy(),
                        validation.deltaForce()));

        tell.accept("4 of 4: LAMMPS: volume scan, crystal at 300 K, crystal under pressure");
        mark = System.nanoTime();
        VolumeScan dft = VolumeScan.of(data.frames(), "volume");
        simulations.run(file, dft.range());
        seconds.put("LAMMPS", since(mark));
        ColumnFile scan = ColumnFile.read(simulations.folder("static").resolve("bulk_static.dat"));
        Path npt = simulations.folder("npt");
        ColumnFile volumes = ColumnFile.read(npt.resolve("volume_npt.dat"));
        List<RadialDistribution> blocks = RdfFile.read(npt.resolve("rdf_npt.dat"), 1);
        seconds.put("all", since(begin));
        Findings findings =
                new Findings(
                        input,
                        data,
                        split.training().size(),
                        epochs,
                        fit,
                        validation,
                        EquationOfState.fit(dft.volumes(), dft.energies()),
                        dft.volumes(),
                        dft.energies(),
                        EquationOfState.fit(scan.column(0), scan.column(1)),
                        scan,
                        blocks.get(blocks.size() - 1),
                        BlockAverage.of(
                                java.util.Arrays.stream(volumes.column("v_volume"))
                                        .map(v -> Math.cbrt(v * 8 / volumes.column("v_atoms")[0]))
                                        .toArray()),
                        simulations.pressureVolume(),
                        simulations.atomStepsPerSecond(),
                        seconds);
        DemoReport report = new DemoReport(findings);
        report.write(output);
        return report.summary();
    }

    private void train(Dataset.Split split, Path file) throws IOException {
        Pace pace = new Pace();
        Trainer trainer =
                new Trainer(
                        input,
                        split.training(),
                        split.test(),
                        done -> {
                            if (pace.due()) {
                                tell.accept(
                                        String.format(
                                                Locale.ROOT, "  descriptors %3.0f %%", 100 * done));
                            }
                        });
        trainer.run(
                0,
                file,
                false,
                epoch -> {
                    epochs.add(epoch);
                    if (pace.due() || epoch.epoch() == epoch.epochs()) {
                        tell.accept("  " + epoch.line());
                    }
                });
        Files.deleteIfExists(Trainer.checkpoint(file));
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) * 1e-9;
    }
}
