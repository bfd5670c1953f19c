package org.jinn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.potential.Evaluator;
import org.jinn.potential.Potential;
import org.jinn.potential.PotentialFile;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.system.WholeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jinn potential check}: whether two potentials are the same, on structures. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Compares two potentials, or the two forms of one, on structures.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  jinn potential check -p potential_saved -p hdnnp/ silicon.extxyz",
            "  jinn potential check -p potential_saved qe/    # with itself, converted",
            "",
            "Exit code: 0 if no energy per atom (eV), force (eV/A) or stress (eV/A^3) "
                    + "differs by more than the tolerance, 1 otherwise."
        })
final class PotentialCheckCommand implements Callable<Integer> {
    @Option(
            names = {"-p", "--potential"},
            required = true,
            paramLabel = "P",
            description =
                    "File of SIMPLE-NN or folder of n2p2; one of them is compared with itself"
                            + " written in the other form.")
    List<Path> potentials;

    @Mixin ReadMixin inputs;

    @Mixin PotentialCommand.UnitsMixin units;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            defaultValue = "1e-9",
            description = "Largest difference that passes (default ${DEFAULT-VALUE}).")
    double tolerance;

    @Option(names = "--json", description = "Report as one JSON object.")
    boolean json;

    @Spec CommandSpec spec;

    private final double[] largest = new double[3];
    private final String[] where = {"-", "-", "-"};
    private int frames;
    private int refused;

    @Override
    public Integer call() throws IOException {
        if (potentials.size() > 2) {
            throw new ParameterException(
                    spec.commandLine(), "two potentials are compared: given=" + potentials.size());
        }
        Potential first = PotentialFile.read(potentials.get(0), units.units(potentials));
        Evaluator a = new Evaluator(first);
        Evaluator b =
                new Evaluator(
                        potentials.size() == 2
                                ? PotentialFile.read(potentials.get(1), units.units(potentials))
                                : converted(first));
        inputs.read(
                true,
                result -> {
                    if (result instanceof Accepted accepted) {
                        compare(accepted.frame(), a, b);
                    } else {
                        refused++;
                    }
                });
        if (frames == 0) {
            throw new IllegalArgumentException(
                    "no frame could be used, " + refused + " refused; see jinn inspect");
        }
        boolean same =
                largest[0] <= tolerance && largest[1] <= tolerance && largest[2] <= tolerance;
        report(same);
        return same ? 0 : 1;
    }

    /** The first potential, written in the form it does not have and read back. */
    private Potential converted(Potential potential) throws IOException {
        PotentialFile other = PotentialFile.at(potentials.get(0)).other();
        Path folder = Files.createTempDirectory("jinn");
        try {
            Path path = folder.resolve("potential");
            PotentialFile.write(path, potential, other);
            return PotentialFile.read(path);
        } finally {
            WholeFile.remove(folder);
        }
    }

    private void compare(Frame frame, Evaluator a, Evaluator b) {
        try {
            Labels one = a.evaluate(frame.structure());
            Labels two = b.evaluate(frame.structure());
            double energy = one.energy().getAsDouble() - two.energy().getAsDouble();
            String name = frame.origin().toString();
            take(0, name, new double[] {energy / frame.structure().size()}, new double[1]);
            take(1, name, one.forces(), two.forces());
            if (one.hasStress()) {
                take(2, name, one.stress(), two.stress());
            }
            frames++;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(frame.origin() + ": " + e.getMessage(), e);
        }
    }

    private void take(int quantity, String name, double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            double difference = Math.abs(a[i] - b[i]);
            if (Double.compare(difference, largest[quantity]) > 0) { // NaN is above all
                largest[quantity] = difference;
                where[quantity] = name;
            }
        }
    }

    private void report(boolean same) {
        PrintWriter out = spec.commandLine().getOut();
        String[] names = {"energy", "force", "stress"};
        String[] unit = {"eV/atom", "eV/A", "eV/A^3"};
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("frames", frames);
            fields.put("refused", refused);
            for (int q = 0; q < 3; q++) {
                Map<String, Object> of = new LinkedHashMap<>();
                of.put("unit", unit[q]);
                of.put("largest", largest[q]);
                of.put("where", where[q]);
                fields.put(names[q], of);
            }
            fields.put("same", same);
            out.println(Json.pretty(fields));
        } else {
            out.printf(
                    Locale.ROOT, "%d frames, %d refused; largest differences:%n", frames, refused);
            for (int q = 0; q < 3; q++) {
                out.printf(
                        Locale.ROOT,
                        "%-7s %9.2e %-7s %s%n",
                        names[q],
                        largest[q],
                        unit[q],
                        where[q]);
            }
            out.println(same ? "the same" : "not the same: tolerance " + tolerance);
        }
        out.flush();
    }
}
