package org.jinn.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.input.YamlNode;
import org.jinn.network.FeedForward;
import org.jinn.potential.AtomicModel;
import org.jinn.potential.Potential;
import org.jinn.potential.PotentialFile;
import org.jinn.structure.Element;

/**
 * The potential that a training starts from. Its scaling and its principal components stay as they
 * are: only with them its weights mean what they did.
 *
 * @param file it was read from
 * @param models per species
 */
record InitialPotential(Path file, List<AtomicModel> models) {

    /**
     * Reads a potential and checks that the input asks for one like it.
     *
     * @param key that names the potential
     * @param network what the input asks for
     */
    static InitialPotential read(
            Path file,
            YamlNode key,
            Map<Element, DescriptorSet> descriptors,
            TrainInput.Network network)
            throws IOException {
        Potential potential = PotentialFile.read(file);
        if (!potential.models().keySet().equals(descriptors.keySet())) {
            throw key.fault(
                    "the potential must have the elements of the input: "
                            + symbols(potential.models().keySet())
                            + ", not "
                            + symbols(descriptors.keySet()));
        }
        InitialPotential initial =
                new InitialPotential(
                        file, descriptors.keySet().stream().map(potential.models()::get).toList());
        int s = 0;
        for (Element element : descriptors.keySet()) {
            if (!initial.models.get(s).descriptor().equals(descriptors.get(element))) {
                throw key.fault(
                        "the potential must have the functions of the input, in their order: element="
                                + element.symbol());
            }
            String found = shape(initial.network(s));
            String wanted = Arrays.toString(network.hidden()) + " " + network.activation().word();
            if (!found.equals(wanted)) {
                throw key.fault(
                        "the potential must have the nodes and the activation of the input: "
                                + found
                                + ", not "
                                + wanted);
            }
            s++;
        }
        return initial;
    }

    /** The network without its principal components. */
    FeedForward network(int s) {
        FeedForward whole = models.get(s).network();
        return models.get(s).pca() ? whole.behindFirst() : whole.copy();
    }

    Preprocessing preprocessing(int s) {
        AtomicModel model = models.get(s);
        double[] centre = model.centre();
        double[] width = model.width();
        if (!model.pca()) {
            return Preprocessing.of(centre, width, null, null);
        }
        double[] first = model.network().parameters();
        int bias = model.network().biasIndex(1, 0);
        return Preprocessing.of(
                centre,
                width,
                Arrays.copyOf(first, bias),
                Arrays.copyOfRange(first, bias, bias + model.network().size(1)));
    }

    private static String shape(FeedForward network) {
        int[] hidden = new int[network.layers() - 1];
        String activations = "";
        for (int l = 1; l < network.layers(); l++) {
            hidden[l - 1] = network.size(l);
            String word = network.activation(l).word();
            activations += activations.equals(" " + word) ? "" : " " + word;
        }
        return Arrays.toString(hidden) + activations;
    }

    private static List<String> symbols(Iterable<Element> elements) {
        List<String> symbols = new java.util.ArrayList<>();
        elements.forEach(e -> symbols.add(e.symbol()));
        return symbols;
    }
}
