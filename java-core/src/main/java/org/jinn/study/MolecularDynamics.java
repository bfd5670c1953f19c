package org.jinn.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jinn.analysis.BlockAverage;
import org.jinn.analysis.ColumnFile;
import org.jinn.analysis.PressureVolume;
import org.jinn.format.Formats;
import org.jinn.format.FrameWriter;
import org.jinn.format.lammps.LammpsBox;
import org.jinn.lammps.LammpsLog;
import org.jinn.lammps.LammpsRun;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Origin;
import org.jinn.structure.Structure;
import org.jinn.system.WholeFile;

/**
 * The step that runs one potential in LAMMPS at one pressure. Its folder holds the script and the
 * structure: {@code jinn lmp -in in.npt} there does the same again.
 */
final class MolecularDynamics {
    static final String VOLUME = "volume_A3_per_atom";
    static final String VOLUME_ERROR = "volume_error_A3_per_atom";
    static final String TEMPERATURE = "temperature_K";
    static final String MICROSECONDS = "microseconds_per_atom_step";
    static final String RDF = "rdf.dat";
    static final String VOLUMES = "volume.dat";

    /** One atmosphere in GPa. */
    static final double ATMOSPHERE = 1.01325e-4;

    /** Range of radial distribution functions in angstrom, and how many bins they have. */
    static final double RANGE = 8;

    static final int BINS = 320;

    /** Steps from one line of {@value #VOLUMES} to the next. */
    static final int INTERVAL = 100;

    private static final double BAR_PER_GPA = 1e4;
    private static final String SCRIPT = "in.npt";
    private static final String DATA = "start.data";

    /** Start of LAMMPS and Java. */
    private static final double START = 3;

    private MolecularDynamics() {}

    /** The name of the folder, such as {@code crystal_1atm} or {@code crystal_-2GPa}. */
    static String folder(StudyInput.Start start, double pressure) {
        return start.name()
                + "_"
                + (pressure == ATMOSPHERE ? "1atm" : StudyInput.number(pressure) + "GPa");
    }

    /**
     * A step.
     *
     * @param training what trains the potential, beside whose folder this one's is
     * @param functions the length of its descriptor, and how many of them are angular
     * @param pressure GPa
     * @param lammps the command that starts LAMMPS
     */
    static Step step(
            Step training,
            int[] functions,
            StudyInput.Dynamics md,
            StudyInput.Start start,
            double pressure,
            int seed,
            List<String> lammps) {
        String home = training.name().substring(0, training.name().lastIndexOf('/'));
        Structure structure = start.structure();
        double time = pressure == ATMOSPHERE ? md.time() : md.pressureTime();
        long equilibrate = Math.round(1000 * md.equilibrate() / md.timestep());
        long steps = Math.round(1000 * time / md.timestep());
        String script = script(structure, md, pressure, equilibrate, steps, seed);
        String data = data(structure);
        double microseconds = 2 + (functions[1] > 0 ? 3.5 : 0) + 0.07 * functions[1];
        return new Step(
                home + "/" + folder(start, pressure),
                script + data,
                List.of(training),
                START + 1e-6 * structure.size() * (equilibrate + steps) * microseconds,
                (folder, progress) -> {
                    WholeFile.write(folder.resolve(SCRIPT), script);
                    WholeFile.write(folder.resolve(DATA), data);
                    double all = equilibrate + steps;
                    LammpsRun.Outcome outcome =
                            new LammpsRun(lammps, folder)
                                    .run(
                                            SCRIPT,
                                            (run, step, last) ->
                                                    progress.accept(
                                                            (run == 1 ? step : equilibrate + step)
                                                                    / all));
                    return outcome.succeeded() ? result(folder) : failure(folder, outcome);
                });
    }

    private static StepResult result(Path folder) throws IOException {
        Map<String, Double> numbers = new LinkedHashMap<>();
        ColumnFile columns = ColumnFile.read(folder.resolve(VOLUMES));
        PressureVolume.Point point = PressureVolume.Point.of(columns);
        numbers.put(VOLUME, point.volume());
        numbers.put(VOLUME_ERROR, point.error());
        numbers.put(TEMPERATURE, BlockAverage.of(columns.column("c_thermo_temp")).mean());
        LammpsLog.read(folder.resolve("log.lammps"))
                .performance()
                .ifPresent(p -> numbers.put(MICROSECONDS, microseconds(p)));
        return StepResult.of(numbers);
    }

    /** Of a core: where others were at work too, LAMMPS says what share of one it had. */
    private static double microseconds(LammpsLog.Performance p) {
        double use = Double.isNaN(p.cpuUse()) ? 1 : p.cpuUse() / 100;
        return 1e6 * use / p.atomStepsPerSecond();
    }

    /**
     * What LAMMPS says for itself (lost atoms, a pressure that is no number) is the potential's
     * fault, and a result.
     */
    private static StepResult failure(Path folder, LammpsRun.Outcome outcome) throws IOException {
        String why = outcome.error().orElse("failed");
        LammpsLog log = Files.exists(outcome.log()) ? LammpsLog.read(outcome.log()) : null;
        if (log == null || log.runs().isEmpty() || log.error().isEmpty()) {
            throw new IOException(folder + ": " + why); // it did not begin, or was killed
        }
        return StepResult.failed(why);
    }

    /** The elements in the order of the atom types of {@link #data}, as pair_coeff has them. */
    static String symbols(Structure structure) {
        return structure.elements().stream().map(Element::symbol).collect(Collectors.joining(" "));
    }

    /** The text of a LAMMPS data file. */
    static String data(Structure structure) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        try (FrameWriter writer = Formats.named("lammps-data").orElseThrow().writer(out)) {
            writer.write(new Frame(structure, Labels.NONE, new Origin("", 1, 1), Map.of()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e); // memory cannot fail
        }
        return out.toString(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static String script(
            Structure structure,
            StudyInput.Dynamics md,
            double pressure,
            long equilibrate,
            long steps,
            int seed) {
        boolean rdf = pressure == ATMOSPHERE;
        double dt = 1e-3 * md.timestep();
        String bar = StudyInput.number(pressure * BAR_PER_GPA);
        String coupling =
                coupling(structure) + " " + bar + " " + bar + " " + StudyInput.number(1000 * dt);
        String out =
                """
                # Constant temperature and pressure; written by jinn study.
                units metal
                atom_style atomic
                boundary p p p
                read_data start.data
                pair_style jinn
                pair_coeff * * ../train/potential_saved %s

                neighbor 1.0 bin
                neigh_modify every 1 delay 0 check yes
                %stimestep %s
                # twice the temperature, because half of it turns into potential energy
                velocity all create %s %d mom yes rot no dist gaussian

                variable target equal %s
                variable atoms equal atoms
                variable volume equal vol
                variable begin equal $(vol)
                variable ratio equal vol/v_begin
                # a potential that does not hold its atoms together is soon known
                fix swollen all halt 100 v_ratio > 1.6 error hard
                fix collapsed all halt 100 v_ratio < 0.6 error hard
                thermo_style custom step temp pe press vol
                thermo %d
                fix npt all npt temp %s %s %s %s
                run %d

                reset_timestep 0
                %sfix volume all ave/time 10 10 %d v_volume c_thermo_temp c_thermo_press v_target v_atoms &
                    file volume.dat format " %%.9g"
                run %d
                """;
        return String.format(
                Locale.ROOT,
                out,
                symbols(structure),
                // compute rdf sees only pairs of the ghost range: its range and the skin must fit
                rdf ? "comm_modify cutoff " + StudyInput.number(RANGE + 1.1) + "\n" : "",
                StudyInput.number(dt),
                StudyInput.number(2 * md.temperature()),
                87287 + seed,
                bar,
                Math.max(100, steps / 200),
                StudyInput.number(md.temperature()),
                StudyInput.number(md.temperature()),
                StudyInput.number(100 * dt),
                coupling,
                equilibrate,
                rdf
                        ? "compute rdf all rdf "
                                + BINS
                                + " cutoff "
                                + StudyInput.number(RANGE)
                                + "\nfix rdf all ave/time 50 1 50 c_rdf[*] file rdf.dat mode"
                                + " vector ave running overwrite\n"
                        : "",
                INTERVAL,
                steps);
    }

    /** A cube stays one; edges at right angles change on their own; other cells freely. */
    static String coupling(Structure s) {
        double[] h = LammpsBox.of(s.cell()).cell().vectors();
        double most = 0;
        for (int k = 0; k < 9; k++) {
            most = Math.max(most, k % 4 == 0 ? 0 : Math.abs(h[k]));
        }
        double edge = Math.cbrt(s.cell().volume());
        if (most > 1e-6 * edge) {
            return "tri";
        }
        boolean cube = Math.abs(h[0] - h[4]) + Math.abs(h[0] - h[8]) < 1e-4 * edge;
        return cube ? "iso" : "aniso";
    }
}
