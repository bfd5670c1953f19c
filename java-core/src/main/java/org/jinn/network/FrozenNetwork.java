package org.jinn.network;

import java.util.Arrays;
import org.jinn.kernel.DenseKernel;
import org.jinn.kernel.Kernels;

/**
 * A network with its parameters as they are now, arranged for speed: E(x) and dE/dx, x = (G -
 * centre)/width. The widths and any leading linear layer (principal components) are folded into the
 * first weights. One thread; nothing is allocated per call.
 */
public final class FrozenNetwork {
    private final double[] centre;
    private final DenseKernel[] layers;
    private final Activation[] activations;
    private final int[] sizes;

    /** Per layer: values and slopes of its nodes; per layer below: the adjoint. */
    private final double[][] value;

    private final double[][] slope;
    private final double[][] adjoint;
    private final double[] apply;

    FrozenNetwork(FeedForward network, double[] centre, double[] width) {
        this.centre = centre.clone();
        int first = network.layers() > 1 && network.activation(1) == Activation.LINEAR ? 1 : 0;
        int count = network.layers() - first;
        layers = new DenseKernel[count];
        activations = new Activation[count];
        sizes = new int[count + 1];
        sizes[0] = network.size(0);
        for (int l = 0; l < count; l++) {
            double[] weights = network.weights(l + 1 + first);
            double[] bias = network.biases(l + 1 + first);
            if (l == 0) {
                if (first == 1) {
                    bias = fold(weights, bias, network.biases(1));
                    weights = product(weights, network.weights(1), bias.length, network.size(1));
                }
                for (int w = 0; w < weights.length; w++) {
                    weights[w] /= width[w % width.length];
                }
            }
            layers[l] = Kernels.best().dense(weights, bias);
            activations[l] = network.activation(l + 1 + first);
            sizes[l + 1] = bias.length;
        }
        value = new double[count + 1][];
        slope = new double[count + 1][];
        adjoint = new double[count + 1][];
        for (int l = 0; l <= count; l++) {
            value[l] = new double[DenseKernel.room(sizes[l])];
            slope[l] = new double[value[l].length];
            adjoint[l] = new double[value[l].length];
        }
        apply = new double[3];
    }

    /** W2 b1 + b2. */
    private static double[] fold(double[] w2, double[] b2, double[] b1) {
        double[] out = b2.clone();
        for (int o = 0; o < out.length; o++) {
            for (int i = 0; i < b1.length; i++) {
                out[o] += w2[o * b1.length + i] * b1[i];
            }
        }
        return out;
    }

    /** W2 W1, {@code rows} by the inputs of W1, whose rows are {@code inner}. */
    private static double[] product(double[] w2, double[] w1, int rows, int inner) {
        int columns = w1.length / inner;
        double[] out = new double[rows * columns];
        for (int o = 0; o < rows; o++) {
            for (int k = 0; k < inner; k++) {
                for (int i = 0; i < columns; i++) {
                    out[o * columns + i] += w2[o * inner + k] * w1[k * columns + i];
                }
            }
        }
        return out;
    }

    /**
     * The energy, and its derivative by the unscaled descriptor.
     *
     * @param g descriptor
     * @param gradient output dE/dG, as long as {@code g}
     */
    public double value(double[] g, double[] gradient) {
        double[] x = value[0];
        for (int i = 0; i < centre.length; i++) {
            x[i] = g[i] - centre[i];
        }
        int last = layers.length;
        for (int l = 0; l < last; l++) {
            layers[l].forward(value[l], value[l + 1]);
            activate(l);
        }
        adjoint[last][0] = slope[last][0];
        for (int l = last - 1; l >= 0; l--) {
            layers[l].backward(adjoint[l + 1], adjoint[l]);
            if (l > 0) {
                for (int i = 0; i < sizes[l]; i++) {
                    adjoint[l][i] *= slope[l][i];
                }
            }
        }
        System.arraycopy(adjoint[0], 0, gradient, 0, centre.length);
        return value[last][0];
    }

    private void activate(int l) {
        double[] z = value[l + 1];
        double[] d = slope[l + 1];
        switch (activations[l]) {
            case LINEAR -> Arrays.fill(d, 1);
            case TANH -> layers[l].tanh(z, z, d, sizes[l + 1]);
            default -> {
                for (int i = 0; i < sizes[l + 1]; i++) {
                    activations[l].apply(z[i], apply, 0, 1);
                    z[i] = apply[0];
                    d[i] = apply[1];
                }
            }
        }
    }
}
