package org.jinn.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.descriptor.PaperSet;
import org.jinn.lammps.LammpsLog;
import org.jinn.lammps.LammpsRun;
import org.jinn.network.Activation;
import org.jinn.network.FeedForward;
import org.jinn.potential.AtomicModel;
import org.jinn.potential.Potential;
import org.jinn.potential.PotentialFile;
import org.jinn.structure.Element;
import org.jinn.system.FolderLock;

/**
 * Speed of molecular dynamics in LAMMPS: random potentials with the descriptors of the silicon
 * study, 30-30 nodes, on a crystal that all but stands still (in.bench of lammps-examples).
 */
public final class MdBenchmark {
    private static final Path STATUS = Path.of("memory.txt");

    /**
     * What to run.
     *
     * @param lammps program and what comes before it, such as {@code [mpirun, -np, 2, lmp-jinn]}
     * @param script in.bench
     * @param style pair_style and its arguments
     * @param cutoff rc of all functions, angstrom
     * @param cells cubic cells of eight atoms along each edge
     * @param warm atoms times steps before the clock starts
     * @param timed atoms times steps on the clock
     */
    public record Settings(
            List<String> lammps,
            Path script,
            String style,
            double cutoff,
            int cells,
            long warm,
            long timed) {
        /** Number of atoms. */
        public long atoms() {
            return 8L * cells * cells * cells;
        }
    }

    /**
     * One line of the table.
     *
     * @param startSeconds from the start of LAMMPS to the first forces
     * @param atomStepsPerSecond all processes together, wall time
     * @param cpuUse percent of a core that LAMMPS says its first process had
     * @param memoryMegabytes largest resident memory of the first process
     * @param share of the time that evaluating takes: gathering, descriptor, network, forces; empty
     *     if another program evaluates
     */
    public record Result(
            String set,
            int functions,
            double startSeconds,
            double atomStepsPerSecond,
            double cpuUse,
            double memoryMegabytes,
            Map<String, Double> share) {
        /** Wall time of one atom and step, all processes together. */
        public double microseconds() {
            return 1e6 / atomStepsPerSecond;
        }
    }

    private final Settings settings;
    private final Path folder;

    /**
     * @param folder for potentials and logs
     */
    public MdBenchmark(Settings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    /**
     * Runs one set.
     *
     * @throws IOException with LAMMPS's own words if it fails
     */
    public Result run(PaperSet set) throws IOException, InterruptedException {
        return FolderLock.within(folder, "jinn bench", () -> time(set));
    }

    private Result time(PaperSet set) throws IOException, InterruptedException {
        Path file = folder.resolve(set.word() + ".potential_saved");
        Potential potential = random(set, settings.cutoff);
        PotentialFile.write(file, potential);
        Path wrapper = folder.resolve("in." + set.word());
        Files.writeString(
                wrapper,
                "include \""
                        + settings.script.toAbsolutePath()
                        + "\"\nshell \"grep VmHWM /proc/$PPID/status >"
                        + STATUS
                        + "\"\n");
        long atoms = settings.atoms();
        LammpsRun run =
                new LammpsRun(settings.lammps, folder)
                        .variable("potential", file.getFileName().toString())
                        .variable("pair", settings.style)
                        .variable("n", Integer.toString(settings.cells))
                        .variable("warm", Long.toString(Math.max(2, settings.warm / atoms)))
                        .variable("steps", Long.toString(Math.max(5, settings.timed / atoms)))
                        .log(Path.of(set.word() + ".log"));
        long start = System.nanoTime();
        long[] first = {0};
        LammpsRun.Outcome outcome =
                run.run(
                        wrapper.getFileName().toString(),
                        (number, step, last) -> {
                            if (first[0] == 0) {
                                first[0] = System.nanoTime() - start;
                            }
                        });
        if (!outcome.succeeded()) {
            throw new IOException(set.word() + ": " + outcome.error().orElse("failed"));
        }
        LammpsLog.Performance performance =
                LammpsLog.read(outcome.log())
                        .performance()
                        .orElseThrow(
                                () -> new IOException(outcome.log() + ": has no 'Loop time' line"));
        return new Result(
                set.word(),
                set.length(),
                first[0] * 1e-9,
                performance.atomStepsPerSecond(),
                performance.cpuUse(),
                megabytes(folder.resolve(STATUS)),
                settings.style.startsWith("jinn")
                        ? new EvaluationProfile(potential, settings.cells).shares()
                        : Map.of());
    }

    /** "VmHWM: 125148 kB". */
    private static double megabytes(Path status) throws IOException {
        return Double.parseDouble(Files.readString(status).replaceAll("\\D", "")) / 1024;
    }

    /** Silicon with a network of small random weights: as fast as a trained one. */
    static Potential random(PaperSet set, double cutoff) {
        DescriptorSet descriptor = set.functions(List.of(Element.SI), cutoff);
        int n = descriptor.size();
        FeedForward network =
                new FeedForward(
                        new int[] {n, 30, 30, 1},
                        new Activation[] {Activation.TANH, Activation.TANH, Activation.LINEAR});
        Random random = new Random(1);
        for (int i = 0; i < network.parameters().length; i++) {
            network.parameters()[i] = 0.1 * random.nextGaussian();
        }
        double[] width = new double[n];
        java.util.Arrays.fill(width, 1);
        return new Potential(
                List.of(Element.SI),
                Map.of(
                        Element.SI,
                        new AtomicModel(descriptor, new double[n], width, network, false)));
    }
}
