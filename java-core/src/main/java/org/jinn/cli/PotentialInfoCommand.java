package org.jinn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jinn.descriptor.SymmetryFunction;
import org.jinn.descriptor.SymmetryFunction.Angular;
import org.jinn.descriptor.SymmetryFunction.G2;
import org.jinn.descriptor.SymmetryFunction.G4;
import org.jinn.network.FeedForward;
import org.jinn.potential.AtomicModel;
import org.jinn.potential.Potential;
import org.jinn.potential.PotentialFile;
import org.jinn.structure.Element;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jinn potential info}: what a potential consists of. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description = "Tells elements, symmetry functions, scaling and networks of a potential.",
        footerHeading = "%nExamples:%n",
        footer = {"  jinn potential info potential_saved", "  jinn potential info hdnnp/ --json"})
final class PotentialInfoCommand implements Callable<Integer> {
    /** How many values of a parameter are listed one by one. */
    private static final int FEW = 6;

    @Parameters(paramLabel = "POTENTIAL", description = "File of SIMPLE-NN or folder of n2p2.")
    Path input;

    @Mixin PotentialCommand.UnitsMixin units;

    @Option(names = "--json", description = "Report as one JSON object.")
    boolean json;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Potential potential = PotentialFile.read(input, units.units(List.of(input)));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(fields(potential)));
        } else {
            text(out, potential);
        }
        out.flush();
        return 0;
    }

    /** The functions of one type, species and cutoff. */
    private static Map<String, List<SymmetryFunction>> groups(AtomicModel model) {
        return model.descriptor().functions().stream()
                .collect(
                        Collectors.groupingBy(
                                f -> kind(f) + " " + species(f) + "  rc " + f.cutoff(),
                                LinkedHashMap::new,
                                Collectors.toList()));
    }

    private static String kind(SymmetryFunction f) {
        return f instanceof G2 ? "G2" : f instanceof G4 ? "G4" : "G5";
    }

    private static String species(SymmetryFunction f) {
        if (f instanceof G2 g) {
            return g.neighbor().symbol();
        }
        Angular a = (Angular) f;
        return Stream.of(a.neighbor1(), a.neighbor2())
                .sorted()
                .map(Element::symbol)
                .collect(Collectors.joining("-"));
    }

    private static String scaling(AtomicModel model) {
        boolean plain =
                Arrays.stream(model.centre()).allMatch(c -> c == 0)
                        && Arrays.stream(model.width()).allMatch(w -> w == 1);
        return (plain ? "none" : "(G - centre) / width")
                + (model.pca() ? ", then principal components" : "");
    }

    private static List<Integer> sizes(FeedForward network) {
        List<Integer> sizes = new ArrayList<>();
        for (int l = 0; l <= network.layers(); l++) {
            sizes.add(network.size(l));
        }
        return sizes;
    }

    private static List<String> activations(FeedForward network) {
        List<String> words = new ArrayList<>();
        for (int l = 1; l <= network.layers(); l++) {
            words.add(network.activation(l).word());
        }
        return words;
    }

    private void text(PrintWriter out, Potential potential) {
        out.println(input + ": " + PotentialFile.at(input).word());
        out.println(
                "elements "
                        + potential.elements().stream()
                                .map(Element::symbol)
                                .collect(Collectors.joining(" "))
                        + ", "
                        + potential.model(0).descriptor().fc().word()
                        + " cutoff up to "
                        + potential.cutoff()
                        + " angstrom, energies in eV");
        for (Element element : potential.elements()) {
            AtomicModel model = potential.models().get(element);
            out.println();
            out.println(element.symbol() + ": " + model.descriptor().size() + " functions");
            groups(model)
                    .forEach(
                            (name, members) ->
                                    out.printf(
                                            Locale.ROOT,
                                            "  %3d %s  %s%n",
                                            members.size(),
                                            name,
                                            parameters(members)));
            out.println("  scaling  " + scaling(model));
            out.println("  range    " + (model.range() == null ? "not known" : "known"));
            FeedForward network = model.network();
            out.println(
                    "  network  "
                            + sizes(network).stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining("-"))
                            + ", "
                            + String.join(" ", activations(network))
                            + ", "
                            + network.parameters().length
                            + " parameters");
        }
    }

    private static String parameters(List<SymmetryFunction> members) {
        String text = "eta " + range(members, SymmetryFunction::eta);
        if (members.get(0) instanceof G2) {
            return text + "  Rs " + range(members, f -> ((G2) f).shift());
        }
        return text
                + "  zeta "
                + range(members, f -> ((Angular) f).zeta())
                + "  lambda "
                + range(members, f -> ((Angular) f).lambda());
    }

    private static String range(
            List<SymmetryFunction> members, ToDoubleFunction<SymmetryFunction> parameter) {
        double[] v = members.stream().mapToDouble(parameter).distinct().sorted().toArray();
        if (v.length <= FEW) {
            return Arrays.stream(v).mapToObj(String::valueOf).collect(Collectors.joining(" "));
        }
        return v[0] + " to " + v[v.length - 1] + " (" + v.length + " values)";
    }

    private Map<String, Object> fields(Potential potential) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("potential", input.toString());
        out.put("form", PotentialFile.at(input).word());
        out.put("length_unit", "angstrom");
        out.put("energy_unit", "eV");
        out.put("cutoff_function", potential.model(0).descriptor().fc().word());
        out.put("cutoff", potential.cutoff());
        Map<String, Object> elements = new LinkedHashMap<>();
        for (Element element : potential.elements()) {
            AtomicModel model = potential.models().get(element);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put(
                    "functions",
                    model.descriptor().functions().stream()
                            .map(PotentialInfoCommand::function)
                            .toList());
            fields.put("scaling", scaling(model));
            fields.put("pca", model.pca());
            fields.put("training_range", model.range() != null);
            fields.put("nodes", sizes(model.network()));
            fields.put("activations", activations(model.network()));
            fields.put("parameters", model.network().parameters().length);
            elements.put(element.symbol(), fields);
        }
        out.put("elements", elements);
        return out;
    }

    private static Map<String, Object> function(SymmetryFunction f) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("type", kind(f));
        out.put("neighbors", species(f));
        out.put("cutoff", f.cutoff());
        out.put("eta", f.eta());
        if (f instanceof G2 g) {
            out.put("shift", g.shift());
        } else if (f instanceof Angular a) {
            out.put("zeta", a.zeta());
            out.put("lambda", a.lambda());
        }
        return out;
    }
}
