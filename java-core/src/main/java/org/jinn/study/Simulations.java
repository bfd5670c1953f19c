package org.jinn.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jinn.analysis.ColumnFile;
import org.jinn.analysis.PressureVolume;
import org.jinn.lammps.LammpsLog;
import org.jinn.lammps.LammpsRun;
import org.jinn.system.Pace;
import org.jinn.system.SideBySide;

/**
 * The LAMMPS runs of the demo: the scripts of lammps-examples/silicon, shortened, two at a time.
 */
final class Simulations {
    private static final List<String> PRESSURES = List.of("-20000", "0", "20000");

    private final Path lammps;
    private final Path examples;
    private final Path output;
    private final Consumer<String> tell;

    Simulations(Path lammps, Path examples, Path output, Consumer<String> tell) {
        this.lammps = lammps;
        this.examples = examples;
        this.output = output;
        this.tell = tell;
    }

    /** Where a run ("static", "npt", "pressure") leaves its files. */
    Path folder(String run) {
        return output.resolve(run);
    }

    /**
     * Runs all with the potential in {@code file}.
     *
     * @param range largest change of the lattice constant in the volume scan, as a fraction
     * @throws IOException with LAMMPS's own words if a run fails
     */
    void run(Path file, double range) throws IOException, InterruptedException {
        // relative to the folders of the runs: LAMMPS splits a variable at blanks, and the path of
        // the user's folder may hold some
        String potential = folder("static").relativize(file).toString();
        // two cores: the long runs side by side, the short one first
        one("static", "in.bulk_static", potential, List.of("range=" + range));
        try (SideBySide<Void> pool = new SideBySide<>(2)) {
            List<String> steps = List.of("equilibrate=2000", "steps=6000");
            pool.begin(() -> one("npt", "in.npt", potential, steps));
            List<String> pressures =
                    List.of(
                            "equilibrate=1000",
                            "steps=3000",
                            "pressure=" + String.join(" ", PRESSURES));
            pool.begin(() -> one("pressure", "in.bulk_npt", potential, pressures));
            pool.next();
            pool.next();
        }
    }

    private Void one(String name, String script, String potential, List<String> variables)
            throws IOException, InterruptedException {
        Path folder = folder(name);
        Files.createDirectories(folder);
        LammpsRun run =
                new LammpsRun(List.of(lammps.toString()), folder).variable("potential", potential);
        for (String variable : variables) {
            String[] parts = variable.split("=", 2);
            run.variable(parts[0], parts[1].split(" "));
        }
        Pace pace = new Pace();
        LammpsRun.Outcome outcome =
                run.run(
                        examples.resolve(script).toAbsolutePath().toString(),
                        (number, step, end) -> {
                            if (pace.due()) {
                                tell.accept(
                                        String.format(
                                                Locale.ROOT,
                                                "  %s: run %d, step %d of %d",
                                                script,
                                                number,
                                                step,
                                                end));
                            }
                        });
        if (!outcome.succeeded()) {
            throw new IOException(script + ": " + outcome.error().orElse("failed"));
        }
        return null;
    }

    PressureVolume pressureVolume() throws IOException {
        List<PressureVolume.Point> points = new ArrayList<>();
        for (String pressure : PRESSURES) {
            points.add(
                    PressureVolume.Point.of(
                            ColumnFile.read(
                                    folder("pressure").resolve("bulk_npt_" + pressure + ".dat"))));
        }
        return PressureVolume.fit(points);
    }

    /** Of the last run of the NPT script; 0 if its log does not tell. */
    double atomStepsPerSecond() throws IOException {
        return LammpsLog.read(folder("npt").resolve("log.lammps"))
                .performance()
                .map(LammpsLog.Performance::atomStepsPerSecond)
                .orElse(0.0);
    }
}
