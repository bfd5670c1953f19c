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
 */
public record AtomicModel(
        DescriptorSet descriptor,
        double[] centre,
        double[] width,
        FeedForward network,
        boolean pca) {
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
    }
}
