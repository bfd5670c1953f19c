package org.jinn.potential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jinn.network.Activation;
import org.jinn.network.FeedForward;
import org.jinn.potential.N2p2Settings.Entry;
import org.jinn.structure.Element;
import org.jinn.structure.FormatException;

/**
 * Reads the networks of n2p2. What it computes (version 2, 2G) is E_i = net_i / conv_energy +
 * mean_energy + atom_energy; conv_length only changes the unit of length that it computes in. All
 * of that goes into the last layer.
 */
final class N2p2Network {
    static final Map<String, Activation> ACTIVATIONS =
            Map.of(
                    "l", Activation.LINEAR,
                    "t", Activation.TANH,
                    "s", Activation.SIGMOID,
                    "r", Activation.RELU,
                    "p", Activation.SOFTPLUS);

    private static final Map<String, String> OTHER_ACTIVATIONS =
            Map.of(
                    "g", "Gaussian",
                    "c", "cosine",
                    "S", "reversed logistic",
                    "e", "exponential",
                    "h", "harmonic");

    private final String inputName;
    private final N2p2Settings settings;
    private final List<Element> elements;
    private final double electronvolt;

    /**
     * The networks of a folder.
     *
     * @param electronvolt the unit of energy of the file in eV
     */
    N2p2Network(
            String inputName, N2p2Settings settings, List<Element> elements, double electronvolt) {
        this.inputName = inputName;
        this.settings = settings;
        this.elements = elements;
        this.electronvolt = electronvolt;
    }

    /**
     * The network of an element from its file of weights, the first layer's inputs in n2p2's order.
     */
    FeedForward read(LineReader in, Element element, int inputs) {
        int hidden = settings.whole("global_hidden_layers_short", 1, 1000);
        int[] sizes = new int[hidden + 2];
        sizes[0] = inputs;
        sizes[hidden + 1] = 1;
        Entry nodes = settings.need("global_nodes_short");
        settings.at(nodes).count(nodes.words(), hidden + 1, "a number of nodes per hidden layer");
        Entry names = settings.need("global_activation_short");
        settings.at(names).count(names.words(), hidden + 2, "an activation per layer");
        Activation[] activations = new Activation[hidden + 1];
        for (int l = 1; l <= hidden + 1; l++) {
            if (l <= hidden) {
                sizes[l] = settings.at(nodes).whole(nodes.words()[l], 1, 100_000);
            }
            activations[l - 1] = activation(settings.at(names), names.words()[l]);
        }
        double[] values = values(in, sizes);
        FeedForward network = shape(sizes, activations);
        double[] p = network.parameters();
        int next = 0;
        for (int l = 1; l <= hidden + 1; l++) {
            double part = settings.has("normalize_nodes") ? sizes[l - 1] : 1;
            for (int i = 0; i < sizes[l - 1]; i++) {
                for (int o = 0; o < sizes[l]; o++) {
                    p[network.weightIndex(l, o, i)] = values[next++] / part;
                }
            }
            for (int o = 0; o < sizes[l]; o++) {
                p[network.biasIndex(l, o)] = values[next++] / part;
            }
        }
        inElectronvolt(network, element);
        return network;
    }

    /** A network whose last layer is linear, to take the unit of energy and its zero. */
    private static FeedForward shape(int[] sizes, Activation[] activations) {
        int layers = activations.length;
        if (activations[layers - 1] == Activation.LINEAR) {
            return new FeedForward(sizes, activations);
        }
        int[] longer = Arrays.copyOf(sizes, layers + 2);
        longer[layers + 1] = 1;
        Activation[] more = Arrays.copyOf(activations, layers + 1);
        more[layers] = Activation.LINEAR;
        FeedForward network = new FeedForward(longer, more);
        network.parameters()[network.weightIndex(layers + 1, 0, 0)] = 1;
        return network;
    }

    private static Activation activation(LineReader in, String letter) {
        Activation activation = ACTIVATIONS.get(letter);
        if (activation == null) {
            String name = OTHER_ACTIVATIONS.getOrDefault(letter, "unknown to n2p2, too");
            throw in.fault(
                    "JINN has no activation "
                            + LineReader.shortened(letter)
                            + " ("
                            + name
                            + "), only l, t, s, r and p");
        }
        return activation;
    }

    /** The first column of a file of weights, as long as the shape of the network wants it. */
    private static double[] values(LineReader in, int[] sizes) {
        long count = 0;
        for (int l = 1; l < sizes.length; l++) {
            count += sizes[l] * (sizes[l - 1] + 1L);
        }
        List<Double> values = new ArrayList<>();
        while (in.more()) {
            String[] words = in.next("");
            if (values.size() == count) {
                throw in.fault("input.nn has a network of " + count + " weights, here are more");
            }
            values.add(in.number(words[0]));
        }
        if (values.size() < count) {
            throw in.fault(
                    "input.nn has a network of " + count + " weights, here are " + values.size());
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Lets the last layer give eV, with all offsets. */
    private void inElectronvolt(FeedForward network, Element element) {
        boolean normalised = settings.has("conv_energy");
        for (String keyword : List.of("mean_energy", "conv_energy", "conv_length")) {
            if (settings.has(keyword) != normalised) {
                throw new FormatException(
                        inputName,
                        0,
                        "mean_energy, conv_energy and conv_length must stand together: "
                                + keyword
                                + " is "
                                + (normalised ? "missing" : "there"));
            }
        }
        double conversion = positive("conv_energy");
        positive("conv_length");
        double offset = settings.number("mean_energy", 0) + atomEnergy(element);
        double scale = electronvolt / conversion;
        int last = network.layers();
        double[] p = network.parameters();
        for (int i = network.weightIndex(last, 0, 0); i < p.length; i++) {
            p[i] *= scale;
        }
        p[network.biasIndex(last, 0)] += offset * electronvolt;
    }

    private double positive(String keyword) {
        double value = settings.number(keyword, 1);
        if (!(value > 0)) {
            throw settings.at(settings.need(keyword))
                    .fault(keyword + " must be positive: " + value);
        }
        return value;
    }

    private double atomEnergy(Element element) {
        double energy = 0;
        boolean found = false;
        for (Entry entry : settings.all("atom_energy")) {
            LineReader in = settings.at(entry);
            in.count(entry.words(), 3, "atom_energy element energy");
            if (N2p2Functions.known(in, elements, entry.words()[1]) == element) {
                if (found) {
                    throw in.fault("a second atom_energy of " + element.symbol());
                }
                found = true;
                energy = in.number(entry.words()[2]);
            }
        }
        return energy;
    }
}
