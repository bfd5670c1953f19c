package org.jinn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jinn.structure.Element;
import org.jinn.study.Recommendation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jinn recommend}: proposes symmetry functions for a material. */
@Command(
        name = "recommend",
        mixinStandardHelpOptions = true,
        description = {
            "Proposes symmetry functions for the material of the frames given.",
            "Orders a pool of candidates by what they tell of energies and forces, "
                    + "trains a potential with each of a few lengths, and takes the shortest that "
                    + "is as good as the longest. Writes params_XX and a ready input.yaml, and a "
                    + "study.yaml: with 'structures' in it jinn study compares by simulation.",
            "Stopped, it goes on where it was."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  jinn recommend qe/ --cutoff 6.3",
            "  jinn recommend qe/ --property bulk_modulus --lengths 10,20,30 --compare",
            "",
            "Keep the cutoff between neighbour shells. --compare trains the sets of the "
                    + "silicon study too."
        })
final class RecommendCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "DATA", description = "Labelled frames, any format.")
    List<Path> files;

    @Option(
            names = "--test",
            paramLabel = "FILE",
            description = "Frames to judge by (default: the tenth that validates).")
    List<Path> test = List.of();

    @Option(
            names = "--elements",
            split = ",",
            paramLabel = "SYMBOL",
            description = "Elements, in the order of the potential (default: those of DATA).")
    List<String> symbols = List.of();

    @Option(
            names = "--cutoff",
            paramLabel = "RC",
            defaultValue = "6.3",
            description = "Cutoff radius in angstrom (default ${DEFAULT-VALUE}).")
    double cutoff;

    @Option(
            names = "--lengths",
            split = ",",
            paramLabel = "N",
            description =
                    "Functions for each element (default: as table 1 has them, 16 to 64 for one).")
    List<Integer> lengths = List.of();

    @Option(
            names = "--method",
            defaultValue = "greedy",
            description =
                    "greedy (the default): by the error of a fit; farthest: by distance from those"
                            + " before.")
    Recommendation.Method method;

    @Option(
            names = "--property",
            defaultValue = "force",
            description =
                    "What to judge by: energy, force, stress or bulk_modulus (default force).")
    Recommendation.Property property;

    @Option(
            names = "--tolerance",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description = "How much worse than the longest is as good (default ${DEFAULT-VALUE}).")
    double tolerance;

    @Option(
            names = "--epochs",
            defaultValue = "300",
            description = "Of each training (default ${DEFAULT-VALUE}).")
    int epochs;

    @Option(
            names = "--seeds",
            defaultValue = "1",
            description = "Trainings of each length (default ${DEFAULT-VALUE}).")
    int seeds;

    @Option(names = "--compare", description = "Train the nine sets of the silicon study too.")
    boolean compare;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "recommend",
            description = "Folder for what is written (default ${DEFAULT-VALUE}).")
    Path output;

    @Option(names = "--force", description = "Replace other files in DIR.")
    boolean force;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    boolean json;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        List<Element> elements = new ArrayList<>();
        symbols.forEach(symbol -> elements.add(ParamsCommand.element(symbol)));
        Recommendation.Outcome outcome;
        try (Progress progress = new Progress(spec, "recommend", json)) {
            outcome =
                    new Recommendation(
                                    new Recommendation.Settings(
                                            files, test, elements, cutoff, lengths, method,
                                            property, tolerance, epochs, seeds, compare, output,
                                            force),
                                    progress)
                            .run();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(outcome));
        } else {
            print(outcome, out);
        }
        out.flush();
        return 0;
    }

    private void check() {
        if (!(cutoff > 0.5 && cutoff < 100)) {
            throw new IllegalArgumentException("--cutoff must lie in 0.5 to 100: cutoff=" + cutoff);
        }
        if (lengths.stream().anyMatch(n -> n < 1 || n > 1000)) {
            throw new IllegalArgumentException("--lengths must lie in 1 to 1000: " + lengths);
        }
        if (!(tolerance >= 0) || epochs < 1 || seeds < 1 || seeds > 100) {
            throw new IllegalArgumentException(
                    "tolerance, epochs and seeds must be positive: tolerance="
                            + tolerance
                            + ", epochs="
                            + epochs
                            + ", seeds="
                            + seeds);
        }
    }

    private static void print(Recommendation.Outcome outcome, PrintWriter out) {
        out.println("set              functions   energy    force   stress  bulk modulus, 0 K");
        out.println("                           meV/atom     eV/A      GPa                GPa");
        for (Recommendation.Row r : outcome.rows()) {
            out.printf(
                    Locale.ROOT,
                    "%-18s %7d %8s %8s %8s %18s%n",
                    r.set(),
                    r.length(),
                    ErrorTable.number("%.2f", r.energy()),
                    ErrorTable.number("%.4f", r.force()),
                    ErrorTable.number("%.3f", r.stress()),
                    ErrorTable.number("%.1f", r.bulkModulus()));
        }
        out.println("proposed: " + outcome.best());
        out.println("next: jinn train " + outcome.input());
    }
}
