package org.jinn.potential;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.descriptor.SymmetryFunction;
import org.jinn.descriptor.SymmetryFunction.G2;
import org.jinn.descriptor.SymmetryFunction.G4;
import org.jinn.descriptor.SymmetryFunction.G5;
import org.jinn.network.Activation;
import org.jinn.network.FeedForward;
import org.jinn.structure.Element;

/**
 * Reads SIMPLE-NN's {@code potential_saved}; versions 1 and 2 write the same.
 *
 * <pre>
 * ELEM_LIST Si O
 * POT Si 6.0                 element, largest rc
 * SYM 64                     then a line per function: type rc eta Rs|zeta lambda neighbour(s)
 * scale1 ...                 centre of each function
 * scale2 ...                 width of each function
 * NET 2 30 30 1              hidden layers, nodes
 * LAYER 0 sigmoid            (LAYER 0 linear PCA before it, with a PCA)
 * w0 ...                     weights into node 0
 * b0 ...                     its bias
 * </pre>
 */
final class SimpleNnReader {
    /** What SIMPLE-NN's pair style knows. */
    static final Set<Activation> ACTIVATIONS =
            EnumSet.complementOf(EnumSet.of(Activation.SOFTPLUS));

    private SimpleNnReader() {}

    static Potential read(LineReader in) {
        String[] head = in.next("ELEM_LIST");
        List<Element> elements = new ArrayList<>();
        for (int i = 1; i < head.length; i++) {
            Element element = in.element(head[i]);
            if (elements.contains(element)) {
                throw in.fault("the element " + head[i] + " stands twice");
            }
            elements.add(element);
        }
        if (elements.isEmpty()) {
            throw in.fault("expected the elements after ELEM_LIST");
        }
        Map<Element, AtomicModel> models = new LinkedHashMap<>();
        while (in.more()) {
            String[] pot = in.next("POT");
            in.count(pot, 3, "POT element cutoff");
            Element element = in.element(pot[1]);
            if (!elements.contains(element)) {
                throw in.fault("element " + pot[1] + " is not in ELEM_LIST");
            }
            double cutoff = in.number(pot[2]);
            AtomicModel model = model(in, elements);
            if (cutoff < model.descriptor().cutoff() - 1e-9) {
                throw in.fault(
                        "the cutoff of POT "
                                + pot[1]
                                + " is below that of one of its functions: "
                                + cutoff
                                + " < "
                                + model.descriptor().cutoff());
            }
            if (models.put(element, model) != null) {
                throw in.fault("a second POT " + pot[1]);
            }
        }
        for (Element element : elements) {
            if (!models.containsKey(element)) {
                throw in.fault("the file ends before 'POT " + element.symbol() + "'");
            }
        }
        return new Potential(elements, models);
    }

    private static AtomicModel model(LineReader in, List<Element> elements) {
        String[] sym = in.next("SYM");
        in.count(sym, 2, "SYM number-of-functions");
        int n = in.whole(sym[1], 1, 100_000);
        List<SymmetryFunction> functions = new ArrayList<>();
        for (int s = 0; s < n; s++) {
            functions.add(function(in, elements));
        }
        double[] centre = in.numbers("scale1", n);
        double[] width = in.numbers("scale2", n);
        for (double w : width) {
            if (w == 0) {
                throw in.fault("scale2 must not hold a zero: the function would be divided by it");
            }
        }
        String[] net = in.next("NET");
        if (net.length < 3) {
            throw in.fault("expected 'NET hidden-layers nodes...'");
        }
        int layers = in.whole(net[1], 0, 1000) + 1;
        in.count(net, 2 + layers, "NET " + net[1] + " and " + layers + " numbers of nodes");
        int[] sizes = new int[layers + 1];
        sizes[0] = n;
        for (int l = 1; l <= layers; l++) {
            sizes[l] = in.whole(net[1 + l], 1, 100_000);
        }
        if (sizes[layers] != 1) {
            throw in.fault("the last layer must have one node, the energy: nodes=" + sizes[layers]);
        }
        return layers(in, new DescriptorSet(functions), centre, width, sizes);
    }

    private static AtomicModel layers(
            LineReader in, DescriptorSet set, double[] centre, double[] width, int[] sizes) {
        int layers = sizes.length - 1;
        Activation[] activations = new Activation[layers];
        double[][][] weights = new double[layers][][];
        double[][] bias = new double[layers][];
        boolean pca = false;
        for (int l = 0; l < layers; l++) {
            String[] head = in.next("LAYER");
            if (head.length < 3 || !head[1].equals(Integer.toString(l))) {
                throw in.fault("expected 'LAYER " + l + " activation'");
            }
            activations[l] =
                    Activation.find(head[2])
                            .filter(ACTIVATIONS::contains)
                            .orElseThrow(
                                    () ->
                                            in.fault(
                                                    "unknown activation '"
                                                            + head[2]
                                                            + "', expected one of linear sigmoid"
                                                            + " tanh relu selu swish"));
            pca |= l == 0 && head.length > 3 && head[3].equals("PCA");
            weights[l] = new double[sizes[l + 1]][];
            bias[l] = new double[sizes[l + 1]];
            for (int o = 0; o < sizes[l + 1]; o++) {
                weights[l][o] = in.numbers("w" + o, sizes[l]);
                bias[l][o] = in.numbers("b" + o, 1)[0];
            }
        }
        FeedForward network = new FeedForward(sizes, activations);
        for (int l = 1; l <= layers; l++) {
            for (int o = 0; o < sizes[l]; o++) {
                System.arraycopy(
                        weights[l - 1][o],
                        0,
                        network.parameters(),
                        network.weightIndex(l, o, 0),
                        sizes[l - 1]);
                network.parameters()[network.biasIndex(l, o)] = bias[l - 1][o];
            }
        }
        return new AtomicModel(set, centre, width, network, pca);
    }

    private static SymmetryFunction function(LineReader in, List<Element> elements) {
        String[] w = in.next("");
        try {
            switch (w[0]) {
                case "2" -> {
                    in.count(w, 6, "2 rc eta Rs 0 neighbour");
                    in.number(w[4]); // without meaning for G2, yet always there
                    return new G2(
                            known(in, elements, w[5]),
                            in.number(w[1]),
                            in.number(w[2]),
                            in.number(w[3]));
                }
                case "4", "5" -> {
                    in.count(w, 7, w[0] + " rc eta zeta lambda neighbour neighbour");
                    Element a = known(in, elements, w[5]);
                    Element b = known(in, elements, w[6]);
                    double rc = in.number(w[1]);
                    double eta = in.number(w[2]);
                    double zeta = in.number(w[3]);
                    double lambda = in.number(w[4]);
                    return w[0].equals("4")
                            ? new G4(a, b, rc, eta, zeta, lambda)
                            : new G5(a, b, rc, eta, zeta, lambda);
                }
                default ->
                        throw in.fault(
                                "expected a symmetry function of type 2, 4 or 5, found '"
                                        + w[0]
                                        + "'");
            }
        } catch (IllegalArgumentException e) {
            throw in.fault(e.getMessage());
        }
    }

    private static Element known(LineReader in, List<Element> elements, String symbol) {
        Element element = in.element(symbol);
        if (!elements.contains(element)) {
            throw in.fault("element " + symbol + " is not in ELEM_LIST");
        }
        return element;
    }
}
