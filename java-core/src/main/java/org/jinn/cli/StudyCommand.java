package org.jinn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jinn.study.Study;
import org.jinn.study.StudyInput;
import org.jinn.system.Pace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jinn study}: how short may the descriptor be? */
@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        description = {
            "How short may the descriptor be?",
            "Trains a potential with every set of symmetry functions, all alike, and "
                    + "compares errors, structure, bulk modulus and time: report.html, "
                    + "summary.json.",
            "Stopped or killed, the same command goes on where it was."
        },
        footerHeading = "%nA whole study.yaml:%n",
        footer = {
            "  train: input.yaml            # of jinn train; each set takes the place of its",
            "                               # descriptor",
            "  test: [test]                 # frames to judge by; default: those to validate",
            "  sets: [table1-64, table1-28] # names of jinn params; or with others among them",
            "                               # {full: table1-64, short-10: {Si: params_Si},",
            "                               # wide-64: {set: table1-64, cutoff: 7.2}}.",
            "                               # Sets alike but for a number at the end are one",
            "                               # way to shorten",
            "  seeds: [1, 2, 3]             # of the initial weights",
            "  epochs: 1000                 # instead of the input's",
            "  volume_scan: volume          # group of frames: one crystal at several volumes",
            "  experiment: {bulk_modulus: 97.8}  # GPa; it and the scan are of the",
            "                                    # first of 'structures'",
            "  dynamics: {temperature: 300, timestep: 1, equilibrate: 20, time: 1000,",
            "             pressure_time: 100, seeds: 1}  # K, fs, ps; how many of the seeds",
            "                                            # are simulated",
            "  structures:                  # to start from, in any format jinn reads",
            "    crystal: {file: crystal.cif, cells: 3x3x3, pressures: [-2, 2],",
            "              reference: [frames/]}",
            "    amorphous: {file: amorphous.data}  # 'pressures', in GPa: a bulk modulus",
            "    liquid: {file: liquid.xyz, coupling: iso}  # a liquid holds no shape: unless",
            "                                            # its cell is a cube, say iso",
            "                                            # (or aniso, tri)",
            "  output: study",
            "  run: {jobs: 2, lammps: 'lmp-jinn'}  # jobs: default one a processor",
            "",
            "Only 'train' is needed. Example:",
            "  jinn study potentials/silicon/study.yaml --quick"
        })
final class StudyCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "INPUT",
            defaultValue = "study.yaml",
            description = "What to compare, and how (default ${DEFAULT-VALUE}).")
    Path file;

    @Option(
            names = "--quick",
            description =
                    "Few epochs, two seeds, small cells, short runs; the report says what was"
                            + " shortened. Written to a folder of its own, OUTPUT-quick.")
    boolean quick;

    @Option(names = "--json", description = "Print the summary as JSON at the end.")
    boolean json;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Account account = new Account(spec.commandLine().getOut(), json);
        StudyInput read = StudyInput.read(file);
        StudyInput input = quick ? read.quick() : read;
        Map<String, Object> summary;
        try (Progress progress = new Progress(spec, "study", json)) {
            Study study = new Study(input, lammps(input), progress);
            account.tell(study.summary());
            account.tell(
                    "about "
                            + Pace.duration(study.secondsLeft())
                            + " to go, with "
                            + input.jobs()
                            + " steps side by side");
            summary = study.run("./jinn study " + file + (quick ? " --quick" : ""));
        }
        account.end(summary, input.output());
        return 0;
    }

    /** The program that JINN has built; not needed if nothing is simulated, or another is named. */
    private static List<String> lammps(StudyInput input) {
        return input.starts().isEmpty() || !input.lammps().isEmpty()
                ? List.of()
                : List.of(Built.lammps().toString());
    }
}
