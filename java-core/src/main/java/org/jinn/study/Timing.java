package org.jinn.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.jinn.lammps.LammpsLog;
import org.jinn.lammps.LammpsRun;
import org.jinn.structure.Structure;
import org.jinn.system.WholeFile;

/**
 * The step that times one potential in LAMMPS. The steps of all sets follow one another, after all
 * else and one at a time.
 */
final class Timing {
    static final String FOLDER = "timing";
    static final String MICROSECONDS = "microseconds_per_atom_step";

    private static final String SCRIPT = "in.timing";

    /** Atoms, at least. */
    private static final int ATOMS = 500;

    /** Atoms times steps that let Java compile, and of each run that is timed. */
    private static final long WARM = 500_000;

    private static final long TIMED = 150_000;
    private static final int RUNS = 3;
    private static final double SECONDS = 15;

    private Timing() {}

    /**
     * A step.
     *
     * @param training what trains the potential, beside whose folder this one's is
     * @param lammps the command that starts LAMMPS
     */
    static Step step(Step training, Structure structure, List<String> lammps) {
        String data = MolecularDynamics.data(structure);
        String script = script(structure);
        return new Step(
                training.beside(FOLDER),
                script + data,
                List.of(training),
                SECONDS,
                true,
                (folder, progress) -> {
                    WholeFile.write(folder.resolve(NptScript.DATA), data);
                    WholeFile.write(folder.resolve(SCRIPT), script);
                    return run(folder, lammps, progress);
                });
    }

    private static StepResult run(Path folder, List<String> lammps, DoubleConsumer progress)
            throws IOException, InterruptedException {
        LammpsRun.Outcome outcome =
                new LammpsRun(lammps, folder)
                        .run(
                                SCRIPT,
                                (run, step, last) -> progress.accept((run - 1) / (RUNS + 1.0)));
        if (!outcome.succeeded()) {
            return StepResult.failed(MolecularDynamics.failure(folder, outcome));
        }
        List<Optional<LammpsLog.Performance>> runs = LammpsLog.read(outcome.log()).runs();
        double fastest =
                runs.subList(Math.max(0, runs.size() - RUNS), runs.size()).stream()
                        .flatMap(Optional::stream)
                        .mapToDouble(Timing::microseconds)
                        .min()
                        .orElse(Double.NaN);
        return StepResult.of(Map.of(MICROSECONDS, fastest));
    }

    /** Of a core: where others were at work too, LAMMPS says what share of one it had. */
    private static double microseconds(LammpsLog.Performance p) {
        double use = Double.isNaN(p.cpuUse()) ? 1 : p.cpuUse() / 100;
        return 1e6 * use * p.processes() / p.atomStepsPerSecond();
    }

    private static String script(Structure structure) {
        int n = (int) Math.ceil(Math.cbrt((double) ATOMS / structure.size()));
        long atoms = (long) n * n * n * structure.size();
        return String.format(
                Locale.ROOT,
                """
                # How long an atom and a step take; written by jinn study.
                units metal
                atom_style atomic
                boundary p p p
                read_data %s
                replicate %d %d %d
                pair_style jinn
                pair_coeff * * ../train/potential_saved %s

                neighbor 1.0 bin
                neigh_modify every 1 delay 0 check yes
                # atoms that all but stand still: as much work with a bad potential as with a good one
                timestep 1.0e-9
                fix md all nve
                thermo 1000000
                run %d
                """
                        + "run %d\n".formatted(steps(TIMED, atoms)).repeat(RUNS),
                NptScript.DATA,
                n,
                n,
                n,
                MolecularDynamics.symbols(structure),
                steps(WARM, atoms));
    }

    private static long steps(long work, long atoms) {
        return Math.max(5, work / atoms);
    }
}
