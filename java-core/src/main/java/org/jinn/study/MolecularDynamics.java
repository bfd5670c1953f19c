package org.jinn.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import org.jinn.analysis.BlockAverage;
import org.jinn.analysis.ColumnFile;
import org.jinn.analysis.PressureVolume;
import org.jinn.format.Formats;
import org.jinn.format.FrameWriter;
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
 * structure: {@code jinn lmp -in in.npt} there does the same again. A long run is one of several
 * parts, {@code in_1.npt} and so on, and goes on with the part in which it was killed.
 */
final class MolecularDynamics {
    static final String VOLUME = "volume_A3_per_atom";
    static final String VOLUME_ERROR = "volume_error_A3_per_atom";

    /** 1 if the run was long enough for its error bar, else 0. */
    static final String VOLUME_TRUSTED = "volume_error_trusted";

    private static final String SCRIPT = "in.npt";

    /** Start of LAMMPS and Java. */
    private static final double START = 3;

    private MolecularDynamics() {}

    /** The name of the folder, such as {@code crystal_1atm} or {@code crystal_-2GPa}. */
    static String folder(StudyInput.Start start, double pressure) {
        return start.name()
                + "_"
                + (pressure == NptScript.ATMOSPHERE ? "1atm" : StudyInput.number(pressure) + "GPa");
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
        Structure structure = start.structure();
        NptScript script = new NptScript(structure, start.coupling(), md, pressure, seed);
        String data = data(structure);
        double microseconds = 2 + (functions[1] > 0 ? 3.5 : 0) + 0.07 * functions[1];
        return new Step(
                training.beside(folder(start, pressure)),
                script.all() + data,
                List.of(training),
                START * script.parts()
                        + 1e-6
                                * structure.size()
                                * (script.equilibrate() + script.steps())
                                * microseconds,
                (folder, progress) -> {
                    WholeFile.write(folder.resolve(NptScript.DATA), data);
                    return run(script, folder, lammps, progress);
                });
    }

    /** Runs the parts that have not yet been run in this folder. */
    private static StepResult run(
            NptScript script, Path folder, List<String> lammps, DoubleConsumer progress)
            throws IOException, InterruptedException {
        int first = 1;
        for (int part = 2; part <= script.parts(); part++) {
            first = Files.exists(folder.resolve(NptScript.restart(part))) ? part : first;
        }
        double all = script.equilibrate() + script.steps();
        for (int part = first; part <= script.parts(); part++) {
            String name = script.file(SCRIPT, part);
            WholeFile.write(folder.resolve(name), script.text(part));
            boolean begins = part == 1;
            LammpsRun.Outcome outcome =
                    new LammpsRun(lammps, folder)
                            .run(
                                    name,
                                    (run, step, last) ->
                                            progress.accept(
                                                    (begins && run == 1
                                                                    ? step
                                                                    : script.equilibrate() + step)
                                                            / all));
            if (!outcome.succeeded()) {
                return StepResult.failed(failure(folder, outcome));
            }
            if (part < script.parts()) {
                // not before LAMMPS has ended: what it is writing may be half a file
                Files.move(
                        folder.resolve(NptScript.LEFT),
                        folder.resolve(NptScript.restart(part + 1)),
                        StandardCopyOption.REPLACE_EXISTING);
                Files.deleteIfExists(folder.resolve(NptScript.restart(part)));
            }
        }
        return result(script, folder);
    }

    private static StepResult result(NptScript script, Path folder) throws IOException {
        join(script, folder, NptScript.VOLUMES);
        if (script.pressure() == NptScript.ATMOSPHERE) {
            join(script, folder, NptScript.RDF);
        }
        Map<String, Double> numbers = new LinkedHashMap<>();
        ColumnFile columns = ColumnFile.read(folder.resolve(NptScript.VOLUMES));
        BlockAverage volume = PressureVolume.Point.volume(columns);
        numbers.put(VOLUME, volume.mean());
        numbers.put(VOLUME_ERROR, volume.error());
        numbers.put(VOLUME_TRUSTED, volume.converged() ? 1.0 : 0.0);
        return StepResult.of(numbers);
    }

    /** Makes one file of those of the parts. */
    private static void join(NptScript script, Path folder, String name) throws IOException {
        StringBuilder all = new StringBuilder();
        for (int part = 1; part <= script.parts(); part++) {
            all.append(Files.readString(folder.resolve(script.file(name, part))));
        }
        WholeFile.write(folder.resolve(name), all.toString());
    }

    /**
     * What LAMMPS says for itself (lost atoms, a pressure that is no number) is the potential's
     * fault, and a result.
     *
     * @throws IOException if LAMMPS did not begin, or was killed
     */
    static String failure(Path folder, LammpsRun.Outcome outcome) throws IOException {
        String why = outcome.error().orElse("failed");
        LammpsLog log = Files.exists(outcome.log()) ? LammpsLog.read(outcome.log()) : null;
        if (log == null || log.runs().isEmpty() || log.error().isEmpty()) {
            throw new IOException(folder + ": " + why);
        }
        return why;
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
}
