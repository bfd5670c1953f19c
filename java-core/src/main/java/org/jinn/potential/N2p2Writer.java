package org.jinn.potential;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jinn.descriptor.SymmetryFunction;
import org.jinn.kernel.CutoffFunction;
import org.jinn.network.Activation;
import org.jinn.network.FeedForward;
import org.jinn.structure.Element;
import org.jinn.system.WholeFile;

/**
 * Writes a potential as n2p2 reads it: angstrom and eV, each function scaled by {@code
 * scale_symmetry_functions_sigma} with its centre as mean and its width as sigma, functions in
 * n2p2's order, a layer of principal components folded into the first layer of the network. Numbers
 * read back exactly.
 */
final class N2p2Writer {
    /** Written for a limit that is not known: no value passes it. */
    static final double UNKNOWN = 1e30;

    private N2p2Writer() {}

    /**
     * Writes the files of a folder, {@code input.nn} last.
     *
     * @throws IllegalArgumentException naming what n2p2 cannot express; nothing is written
     */
    static void write(Path folder, Potential potential) throws IOException {
        Map<Element, FeedForward> networks = new LinkedHashMap<>();
        for (Element element : potential.elements()) {
            AtomicModel model = potential.models().get(element);
            boolean fold = model.pca() && model.network().layers() > 2;
            networks.put(element, fold ? model.network().folded() : model.network());
        }
        Map<Element, int[]> orders = new LinkedHashMap<>();
        potential.elements().forEach(e -> orders.put(e, order(potential.models().get(e))));
        String input = input(potential, networks, orders);
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(folder.resolve("scaling.data"), scaling(potential, orders));
        for (Element element : potential.elements()) {
            files.put(
                    folder.resolve(N2p2Reader.weights(element)),
                    weights(networks.get(element), orders.get(element)));
        }
        files.put(folder.resolve("input.nn"), input);
        WholeFile.write(files);
    }

    /** Which of our functions n2p2 numbers first, second, ... */
    private static int[] order(AtomicModel model) {
        List<SymmetryFunction> functions = model.descriptor().functions();
        return IntStream.range(0, functions.size())
                .boxed()
                .sorted((a, b) -> N2p2Functions.ORDER.compare(functions.get(a), functions.get(b)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static String input(
            Potential potential, Map<Element, FeedForward> networks, Map<Element, int[]> orders) {
        StringBuilder out = new StringBuilder("# Written by JINN\n");
        out.append("# Length unit: angstrom\n# Energy unit: eV\n");
        List<Element> elements = potential.elements();
        out.append("number_of_elements ").append(elements.size()).append("\nelements");
        elements.forEach(e -> out.append(' ').append(e.symbol()));
        out.append("\ncutoff_type ").append(cutoffType(potential));
        out.append("\nscale_symmetry_functions_sigma\n");
        out.append("scale_min_short 0.0\nscale_max_short 1.0\n");
        out.append(shape(networks));
        for (Element element : elements) {
            List<SymmetryFunction> functions =
                    potential.models().get(element).descriptor().functions();
            for (int s : orders.get(element)) {
                out.append(N2p2Functions.line(element, functions.get(s)));
            }
        }
        return out.toString();
    }

    private static int cutoffType(Potential potential) {
        List<CutoffFunction> functions =
                potential.models().values().stream()
                        .map(model -> model.descriptor().fc())
                        .distinct()
                        .toList();
        if (functions.size() > 1) {
            throw new IllegalArgumentException(
                    "n2p2 cannot express cutoff functions that differ between elements");
        }
        return name(N2p2Reader.CUTOFF_TYPES, functions.get(0)).orElseThrow();
    }

    /** What n2p2 calls a thing that it knows. */
    private static <K, V> Optional<K> name(Map<K, V> names, V thing) {
        return names.entrySet().stream()
                .filter(e -> e.getValue() == thing)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The one shape that the networks of all elements must have. */
    private static String shape(Map<Element, FeedForward> networks) {
        String first = null;
        Element of = null;
        for (Map.Entry<Element, FeedForward> entry : networks.entrySet()) {
            String shape = shape(entry.getKey(), entry.getValue());
            if (first != null && !shape.equals(first)) {
                throw new IllegalArgumentException(
                        "n2p2 cannot express networks of different shape: those of "
                                + of.symbol()
                                + " and "
                                + entry.getKey().symbol());
            }
            first = shape;
            of = entry.getKey();
        }
        return first;
    }

    private static String shape(Element element, FeedForward network) {
        if (network.layers() < 2) {
            throw new IllegalArgumentException(
                    "n2p2 cannot express a network without hidden layers: element="
                            + element.symbol());
        }
        List<String> nodes = new ArrayList<>();
        List<String> activations = new ArrayList<>();
        for (int l = 1; l <= network.layers(); l++) {
            nodes.add(Integer.toString(network.size(l)));
            activations.add(letter(element, network.activation(l)));
        }
        nodes.remove(nodes.size() - 1);
        return "global_hidden_layers_short "
                + nodes.size()
                + "\nglobal_nodes_short "
                + String.join(" ", nodes)
                + "\nglobal_activation_short "
                + String.join(" ", activations)
                + "\n";
    }

    private static String letter(Element element, Activation activation) {
        return name(N2p2Network.ACTIVATIONS, activation)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "n2p2 has no activation "
                                                + activation.word()
                                                + ": element="
                                                + element.symbol()));
    }

    private static String scaling(Potential potential, Map<Element, int[]> orders) {
        StringBuilder out = new StringBuilder();
        out.append("# element, function, min, max, mean, sigma of G\n");
        if (!potential.hasRange()) {
            out.append("# min and max are not known: so wide that n2p2 never warns\n");
        }
        List<Element> sorted = potential.elements().stream().sorted().toList();
        for (Element element : sorted) {
            AtomicModel model = potential.models().get(element);
            int line = 0;
            for (int s : orders.get(element)) {
                out.append(sorted.indexOf(element) + 1).append(' ').append(++line);
                TrainingRange range = model.range();
                out.append(' ').append(range == null ? -UNKNOWN : range.low()[s]);
                out.append(' ').append(range == null ? UNKNOWN : range.high()[s]);
                out.append(' ').append(model.centre()[s]);
                out.append(' ').append(model.width()[s]).append('\n');
            }
        }
        return out.toString();
    }

    /** Per layer the weights out of each node, then the biases. */
    private static String weights(FeedForward network, int[] order) {
        double[] p = network.parameters();
        StringBuilder out = new StringBuilder();
        for (int l = 1; l <= network.layers(); l++) {
            for (int i = 0; i < network.size(l - 1); i++) {
                for (int o = 0; o < network.size(l); o++) {
                    int from = l == 1 ? order[i] : i;
                    out.append(p[network.weightIndex(l, o, from)]).append('\n');
                }
            }
            for (int o = 0; o < network.size(l); o++) {
                out.append(p[network.biasIndex(l, o)]).append('\n');
            }
        }
        return out.toString();
    }
}
