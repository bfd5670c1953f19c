package org.jinn.potential;

import java.util.Arrays;
import java.util.List;

/**
 * The smallest and the largest value of each symmetry function of an element over the training
 * frames. Outside of them a network was never told what to say.
 *
 * @param low one per function
 * @param high one per function, not below {@code low}
 */
public record TrainingRange(double[] low, double[] high) {
    /** Below this width a function never changed in training, and was not scaled either. */
    private static final double NO_WIDTH = 1e-12;

    public TrainingRange {
        if (low.length != high.length) {
            throw new IllegalArgumentException(
                    "a lowest and a highest value per function: lowest="
                            + low.length
                            + ", highest="
                            + high.length);
        }
        for (int s = 0; s < low.length; s++) {
            if (!(low[s] <= high[s] && Double.isFinite(high[s] - low[s]))) {
                throw new IllegalArgumentException(
                        "the lowest value must not be above the highest: function="
                                + (s + 1)
                                + ", lowest="
                                + low[s]
                                + ", highest="
                                + high[s]);
            }
        }
    }

    /** The range of the descriptors of atoms, at least one. */
    public static TrainingRange of(List<double[]> descriptors) {
        double[] low = descriptors.get(0).clone();
        double[] high = low.clone();
        for (double[] g : descriptors) {
            Arrays.setAll(low, s -> Math.min(low[s], g[s]));
            Arrays.setAll(high, s -> Math.max(high[s], g[s]));
        }
        return new TrainingRange(low, high);
    }

    /** The least range that holds this and {@code other}, of the same functions. */
    public TrainingRange with(TrainingRange other) {
        return of(List.of(low, high, other.low, other.high));
    }

    /** Whether no function had more than one value. */
    public boolean empty() {
        return Arrays.equals(low, high);
    }

    /** What distances from the range are measured in: its width, or 1 where it has none. */
    double width(int s) {
        double width = high[s] - low[s];
        return width > NO_WIDTH ? width : 1;
    }

    /** How far a value of function {@code s} lies outside, in widths of the range; 0 inside. */
    public double outside(int s, double g) {
        return Math.max(0, Math.max(low[s] - g, g - high[s]) / width(s));
    }
}
