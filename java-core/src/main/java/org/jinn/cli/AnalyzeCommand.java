package org.jinn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jinn.analysis.BlockAverage;
import org.jinn.analysis.ColumnFile;
import org.jinn.analysis.EquationOfState;
import org.jinn.analysis.Plot;
import org.jinn.analysis.Plots;
import org.jinn.analysis.PressureVolume;
import org.jinn.analysis.RadialDistribution;
import org.jinn.analysis.RdfFile;
import org.jinn.structure.Units;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jinn analyze}: numbers and pictures from what LAMMPS wrote. */
@Command(
        name = "analyze",
        mixinStandardHelpOptions = true,
        description = "Analyses files of LAMMPS runs: structure, equation of state, bulk modulus.",
        synopsisSubcommandLabel = "WHAT")
final class AnalyzeCommand {

    private static final String PRESSURE = "c_thermo_press";

    @Spec private CommandSpec spec;

    /** How results are given. */
    static final class Output {
        @Option(names = "--json", description = "print the numbers as JSON")
        private boolean json;

        @Option(
                names = {"-o", "--plot"},
                paramLabel = "PREFIX",
                description = "draw PREFIX.png and PREFIX.svg")
        private Path prefix;

        @Option(
                names = "--title",
                paramLabel = "TEXT",
                defaultValue = "",
                description = "title of the picture")
        private String title;
    }

    @Command(
            name = "rdf",
            mixinStandardHelpOptions = true,
            description = {
                "Peaks and coordination numbers of radial distribution functions.",
                "Reads files of compute rdf with fix ave/time ... mode vector.",
                "",
                "Example: jinn analyze rdf rdf_liquid.dat rdf_amorphous.dat -o rdf"
            })
    int rdf(
            @Parameters(arity = "1..*", paramLabel = "FILE", description = "files of g(r)")
                    List<Path> files,
            @Option(
                            names = "--pair",
                            defaultValue = "1",
                            description = "pair of types, in the order of the compute (default 1)")
                    int pair,
            @Option(
                            names = "--running",
                            description =
                                    "the file was written with ave running: only its last block"
                                            + " counts")
                    boolean running,
            @Option(
                            names = "--cut",
                            paramLabel = "R",
                            description =
                                    "count neighbours up to R angstrom, not to each file's first"
                                            + " minimum: to compare liquids, whose minimum is flat")
                    Double given,
            @picocli.CommandLine.Mixin Output output)
            throws IOException {
        if (pair < 1) {
            throw new IllegalArgumentException("--pair counts from 1: pair=" + pair);
        }
        if (given != null && !(given > 0)) {
            throw new IllegalArgumentException(
                    "--cut must be a distance in angstrom: cut=" + given);
        }
        List<Plots.Curve> curves = new ArrayList<>();
        Map<String, Map<String, Object>> results = new LinkedHashMap<>();
        files = files.stream().distinct().toList();
        for (Path file : files) {
            List<RadialDistribution> blocks = RdfFile.read(file, pair);
            RadialDistribution g =
                    running ? blocks.get(blocks.size() - 1) : RadialDistribution.average(blocks);
            double minimum = g.firstMinimum().r();
            double cut = given == null ? minimum : given;
            Map<String, Object> numbers = new LinkedHashMap<>();
            numbers.put("blocks", blocks.size());
            numbers.put("first_peak_A", g.firstPeak().r());
            numbers.put("first_peak_g", g.firstPeak().g());
            numbers.put("first_minimum_A", minimum);
            numbers.put("cut_A", cut);
            numbers.put("coordination", g.coordination(cut));
            results.put(file.toString(), numbers);
            curves.add(new Plots.Curve(name(file, files), g.r(), g.g(), false));
        }
        return give(output, results, Plots.radialDistribution(output.title, curves));
    }

    @Command(
            name = "eos",
            mixinStandardHelpOptions = true,
            description = {
                "Equation of state (third-order Birch-Murnaghan) of a volume scan.",
                "Reads columns of volume (A^3/atom) and energy (eV/atom). Errors are those of the",
                "scatter of points about the curve; B0 also changes with the range of volumes,",
                "by a few per cent: compare scans of the same range.",
                "",
                "Example: jinn analyze eos bulk_static.dat --reference dft.dat -o eos"
            })
    int eos(
            @Parameters(paramLabel = "FILE", description = "volume and energy") Path file,
            @Option(
                            names = "--reference",
                            paramLabel = "FILE",
                            description = "volumes and energies to compare with, such as DFT's")
                    Path reference,
            @Option(
                            names = "--cell-atoms",
                            defaultValue = "8",
                            description =
                                    "atoms of the cubic cell, for its edge (default: 8, diamond)")
                    int cellAtoms,
            @picocli.CommandLine.Mixin Output output)
            throws IOException {
        if (cellAtoms < 1) {
            throw new IllegalArgumentException("--cell-atoms must be positive: atoms=" + cellAtoms);
        }
        List<Plots.Scan> scans = new ArrayList<>();
        Map<String, Map<String, Object>> results = new LinkedHashMap<>();
        List<Path> paths = reference == null ? List.of(file) : List.of(reference, file);
        if (file.equals(reference)) {
            throw new IllegalArgumentException("--reference is the file itself: " + file);
        }
        for (Path path : paths) {
            ColumnFile columns = ColumnFile.read(path);
            double[] v = columns.column(0);
            double[] e = columns.column(1);
            EquationOfState fit = from(path, () -> EquationOfState.fit(v, e));
            Map<String, Object> numbers = new LinkedHashMap<>();
            numbers.put("points", v.length);
            numbers.put("E0_eV_per_atom", fit.energy());
            numbers.put("V0_A3_per_atom", fit.volume());
            numbers.put("V0_error", fit.errors()[1]);
            numbers.put("edge_A", fit.latticeConstant(cellAtoms));
            numbers.put("B0_GPa", fit.bulkModulus());
            numbers.put("B0_error", fit.errors()[2]);
            numbers.put("B0_prime", fit.derivative());
            numbers.put("rms_meV_per_atom", fit.rms());
            results.put(path.toString(), numbers);
            scans.add(new Plots.Scan(name(path, paths), v, e, fit, path == reference));
        }
        return give(output, results, Plots.equationOfState(output.title, scans));
    }

    @Command(
            name = "pv",
            mixinStandardHelpOptions = true,
            description = {
                "Isothermal bulk modulus from volumes at several pressures.",
                "Reads files of fix ave/time with the columns v_volume (A^3), v_target (bar,",
                "the pressure set) and v_atoms, as lammps-examples/silicon/in.bulk_npt writes",
                "them. error_trusted is false where the run was too short for its error bar,",
                "which is then likely too small (doi:10.1103/PhysRevE.83.066706).",
                "pressure_reached, with a column c_thermo_press, is false where its mean is more",
                "than three errors from the pressure set: equilibrate for longer.",
                "",
                "Example: jinn analyze pv bulk_npt_*.dat -o pv"
            })
    int pv(
            @Parameters(arity = "2..*", paramLabel = "FILE", description = "one a pressure")
                    List<Path> files,
            @picocli.CommandLine.Mixin Output output)
            throws IOException {
        List<PressureVolume.Point> points = new ArrayList<>();
        Map<String, Map<String, Object>> results = new LinkedHashMap<>();
        for (Path file : files) {
            ColumnFile columns = ColumnFile.read(file);
            BlockAverage volume = from(file, () -> PressureVolume.Point.volume(columns));
            PressureVolume.Point point = from(file, () -> PressureVolume.Point.of(columns, volume));
            points.add(point);
            Map<String, Object> numbers = new LinkedHashMap<>();
            numbers.put("pressure_GPa", point.pressure());
            numbers.put("volume_A3_per_atom", point.volume());
            numbers.put("volume_error", point.error());
            numbers.put("error_trusted", volume.converged());
            measured(columns, point.pressure(), numbers);
            results.put(file.toString(), numbers);
        }
        PressureVolume fit = PressureVolume.fit(points);
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("V0_A3_per_atom", fit.volume());
        numbers.put("V0_error", fit.volumeError());
        numbers.put("B0_GPa", fit.bulkModulus());
        numbers.put("B0_error", fit.bulkModulusError());
        numbers.put("B0_prime", fit.derivative());
        numbers.put("B0_prime_error", fit.derivativeError());
        numbers.put("reduced_chi_square", fit.reducedChiSquare());
        results.put("fit", numbers);
        return give(output, results, Plots.pressureVolume(output.title, fit));
    }

    /**
     * The pressure that LAMMPS had, where the file has it: another one than set was not reached.
     */
    private void measured(ColumnFile columns, double set, Map<String, Object> numbers) {
        if (!columns.has(PRESSURE)) {
            return;
        }
        double[] bar = columns.column(PRESSURE);
        BlockAverage mean =
                BlockAverage.of(Arrays.stream(bar).map(p -> p / Units.GPA_IN_BAR).toArray());
        numbers.put("measured_pressure_GPa", mean.mean());
        numbers.put("measured_pressure_error", mean.error());
        numbers.put("pressure_reached", !(Math.abs(mean.mean() - set) > 3 * mean.error()));
    }

    /** What is made of a file's numbers; where they do not allow it, the message names the file. */
    private static <T> T from(Path file, Supplier<T> numbers) {
        try {
            return numbers.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private int give(Output output, Map<String, Map<String, Object>> results, Plot plot)
            throws IOException {
        if (output.prefix != null) {
            plot.save(output.prefix);
        }
        var out = spec.commandLine().getOut();
        if (output.json) {
            out.println(Json.pretty(results));
            return 0;
        }
        results.forEach(
                (name, numbers) -> {
                    out.println(name);
                    numbers.forEach((key, value) -> out.printf("  %-20s %s%n", key, text(value)));
                });
        return 0;
    }

    /** A file's name, with its folders where another file has the same name. */
    private static String name(Path file, List<Path> all) {
        long alike = all.stream().filter(f -> f.getFileName().equals(file.getFileName())).count();
        return (alike > 1 ? file : file.getFileName()).toString();
    }

    private static String text(Object value) {
        return value instanceof Double d
                ? String.format(Locale.ROOT, "%.7g", d)
                : String.valueOf(value);
    }
}
