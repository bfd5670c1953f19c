package org.jinn.potential;

import org.jinn.descriptor.DescriptorSet;
import org.jinn.network.FeedForward;

/**
 * What gives an atom of one element its energy: E_i = net((G - centre) / width).
 *
 * @param descriptor the functions G
 * @param centre subtracted from G, one per function ({@code scale1} in SIMPLE-NN's files)
 * @param width divides G after that, one per function ({@code scale2})
 * @param network takes the scaled descriptor; a first linear layer holds a principal component
 *     transformation if there is one
 * @param pca whether that first layer is one
 * @param range of the functions in training; {@code null} if it is not known
 */
public record AtomicModel(
        DescriptorSet descriptor,
        double[] centre,
        double[] width,
        FeedForward network,
        boolean pca,
        TrainingRange range) {
    public AtomicModel {
        int n = descriptor.size();
        if (centre.length != n || width.length != n || network.size(0) != n) {
            throw new IllegalArgumentException(
                    "one scale and one input per function: functions="
                            + n
                            + ", centres="
                            + centre.length
                            + ", widths="
                            + width.length
                            + ", inputs="
                            + network.size(0));
        }
        if (range != null && range.low().length != n) {
            throw new IllegalArgumentException(
                    "a training range per function: functions="
                            + n
                            + ", ranges="
                            + range.low().length);
        }
    }

    /** A model whose training range is not known. */
    public AtomicModel(
            DescriptorSet descriptor,
            double[] centre,
            double[] width,
            FeedForward network,
            boolean pca) {
        this(descriptor, centre, width, network, pca, null);
    }

    /** The same with a training range. */
    AtomicModel with(TrainingRange known) {
        return new AtomicModel(descriptor, centre, width, network, pca, known);
    }
}
