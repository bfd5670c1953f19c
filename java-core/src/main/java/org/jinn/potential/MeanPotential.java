package org.jinn.potential;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jinn.network.FeedForward;
import org.jinn.structure.Element;

/**
 * A committee as one potential, which gives their mean in any program that reads its file: the
 * networks of an element side by side in one that is as wide as all together.
 */
public final class MeanPotential {
    private MeanPotential() {}

    /**
     * The mean of potentials.
     *
     * @param members replicas of one training: the same functions, scaling and principal components
     * @throws IllegalArgumentException if they are not
     */
    public static Potential of(List<Potential> members) {
        Evaluator.checkSameFunctions(members);
        Potential first = members.get(0);
        Map<Element, AtomicModel> models = new HashMap<>();
        for (Element element : first.elements()) {
            models.put(
                    element,
                    mean(element, members.stream().map(m -> m.models().get(element)).toList()));
        }
        return new Potential(first.elements(), models);
    }

    private static AtomicModel mean(Element element, List<AtomicModel> members) {
        AtomicModel first = members.get(0);
        for (AtomicModel m : members) {
            if (!Arrays.equals(m.centre(), first.centre())
                    || !Arrays.equals(m.width(), first.width())
                    || m.pca() != first.pca()
                    || (m.pca() && !sameFirstLayer(m.network(), first.network()))) {
                throw new IllegalArgumentException(
                        "the members must have the same scaling and principal components, as"
                                + " replicas of one training have: member 1 and member "
                                + (members.indexOf(m) + 1)
                                + " differ for "
                                + element.symbol());
            }
        }
        List<FeedForward> networks = members.stream().map(AtomicModel::network).toList();
        FeedForward mean =
                first.pca()
                        ? FeedForward.mean(networks.stream().map(FeedForward::behindFirst).toList())
                                .behindLinear(first.network().weights(1), first.network().biases(1))
                        : FeedForward.mean(networks);
        return new AtomicModel(
                first.descriptor(),
                first.centre(),
                first.width(),
                mean,
                first.pca(),
                first.range());
    }

    private static boolean sameFirstLayer(FeedForward a, FeedForward b) {
        return Arrays.equals(a.weights(1), b.weights(1)) && Arrays.equals(a.biases(1), b.biases(1));
    }
}
