package org.jinn.network;

import java.util.Arrays;
import org.jinn.kernel.DenseKernel;
import org.jinn.kernel.Kernels;

/**
 * A network with its parameters as they are now, arranged for speed. Its specification is
 * ReferenceNetwork, among the tests. One thread; nothing is allocated per call.
 */
public final class FrozenNetwork {
    private final double[] centre;
    private final DenseKernel[] layers;
    private final Activation[] activations;
    private final int[] sizes;

    /** Per layer: z = b + W a of the layer below, a = s(z), s'(z), and the adjoint of a. */
    private final double[][] weighted;

    private final double[][] value;
    private final double[][] slope;
    private final double[][] adjoint;
    private final double[] apply;

    /** What the gradient by the parameters needs; none before the first. */
    private Tangents tangents;

    /** E(x) of the network as it is, with its gradient by the parameters. */
    FrozenNetwork(FeedForward network) {
        this(network, new double[network.size(0)], null, 0);
    }

    /**
     * E(x), x = (G - centre)/width: the widths and any leading linear layer (principal components)
     * are folded into the first weights.
     */
    FrozenNetwork(FeedForward network, double[] centre, double[] width) {
        this(
                network,
                centre,
                width,
                network.layers() > 1 && network.activation(1) == Activation.LINEAR ? 1 : 0);
    }

    private FrozenNetwork(FeedForward network, double[] centre, double[] width, int first) {
        this.centre = centre.clone();
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
                for (int w = 0; width != null && w < weights.length; w++) {
                    weights[w] /= width[w % width.length];
                }
            }
            layers[l] = Kernels.best().dense(weights, bias);
            activations[l] = network.activation(l + 1 + first);
            sizes[l + 1] = bias.length;
        }
        weighted = new double[count + 1][];
        value = new double[count + 1][];
        slope = new double[count + 1][];
        adjoint = new double[count + 1][];
        for (int l = 0; l <= count; l++) {
            value[l] = new double[DenseKernel.room(sizes[l])];
            weighted[l] = new double[value[l].length];
            slope[l] = new double[value[l].length];
            adjoint[l] = new double[value[l].length];
        }
        apply = new double[3];
    }

    /** W2 b1 + b2. */
    static double[] fold(double[] w2, double[] b2, double[] b1) {
        double[] out = b2.clone();
        for (int o = 0; o < out.length; o++) {
            for (int i = 0; i < b1.length; i++) {
                out[o] += w2[o * b1.length + i] * b1[i];
            }
        }
        return out;
    }

    /** W2 W1, {@code rows} by the inputs of W1, whose rows are {@code inner}. */
    static double[] product(double[] w2, double[] w1, int rows, int inner) {
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
        forward(g);
        int last = layers.length;
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

    void forward(double[] g) {
        double[] x = value[0];
        for (int i = 0; i < centre.length; i++) {
            x[i] = g[i] - centre[i];
        }
        for (int l = 0; l < layers.length; l++) {
            layers[l].forward(value[l], weighted[l + 1]);
            activate(l);
        }
    }

    private void activate(int l) {
        double[] z = weighted[l + 1];
        double[] a = value[l + 1];
        double[] d = slope[l + 1];
        switch (activations[l]) {
            case LINEAR -> {
                System.arraycopy(z, 0, a, 0, sizes[l + 1]);
                Arrays.fill(d, 1);
            }
            case TANH -> layers[l].tanh(z, a, d, sizes[l + 1]);
            default -> {
                for (int i = 0; i < sizes[l + 1]; i++) {
                    activations[l].apply(z[i], apply, 0, 1);
                    a[i] = apply[0];
                    d[i] = apply[1];
                }
            }
        }
    }

    int size(int layer) {
        return sizes[layer];
    }

    /** From layer {@code l - 1} to layer {@code l}. */
    DenseKernel layer(int l) {
        return layers[l - 1];
    }

    /** a of a layer after the last {@link #forward}. */
    double[] value(int layer) {
        return value[layer];
    }

    /** s'(z) of a layer. */
    double[] slope(int layer) {
        return slope[layer];
    }

    /** s''(z) of a node. */
    double curvature(int layer, int node) {
        switch (activations[layer - 1]) {
            case LINEAR:
                return 0;
            case TANH:
                return -2 * value[layer][node] * slope[layer][node];
            default:
                activations[layer - 1].apply(weighted[layer][node], apply, 0, 1);
                return apply[2];
        }
    }

    /**
     * Adds the derivative by the parameters of {@code alpha E(x) + u . dE/dx(x)} to sums kept here:
     * what a loss on energies (alpha) and forces or stress (u, the Jacobian-vector product of their
     * residual) needs. For a network that is not behind a scaling.
     *
     * @param x as long as the inputs
     * @param u as long as x
     */
    public void addParameterGradient(double[] x, double[] u, double alpha) {
        if (tangents == null) {
            tangents = new Tangents();
        }
        forward(x);
        tangents.add(u, alpha);
    }

    /**
     * Adds what {@link #addParameterGradient} summed up to {@code gradient}, from {@code at} on in
     * the order of {@link FeedForward#parameters}, and starts from zero again.
     *
     * @return the place behind the last parameter
     */
    public int drain(double[] gradient, int at) {
        if (tangents == null) {
            tangents = new Tangents();
        }
        return tangents.drain(gradient, at);
    }

    /** The pass along u and the two ways back. */
    private final class Tangents {
        /** Per layer: x or a along u, z along u, the second adjoint, sums by weight and by bias. */
        private final double[][] along = new double[sizes.length][];

        private final double[][] weightedAlong = new double[sizes.length][];
        private final double[][] adjointAlong = new double[sizes.length][];
        private final double[][] byWeight = new double[sizes.length][];
        private final double[][] byBias = new double[sizes.length][];
        private final double[] zbar;
        private final double[] zdotbar;

        Tangents() {
            int widest = 0;
            for (int l = 0; l < sizes.length; l++) {
                int room = value[l].length;
                along[l] = new double[room];
                weightedAlong[l] = new double[room];
                adjointAlong[l] = new double[room];
                byBias[l] = new double[room];
                byWeight[l] = new double[l == 0 ? 0 : sizes[l] * value[l - 1].length];
                widest = Math.max(widest, room);
            }
            zbar = new double[widest];
            zdotbar = new double[widest];
        }

        void add(double[] u, double alpha) {
            int last = layers.length;
            System.arraycopy(u, 0, along[0], 0, sizes[0]);
            for (int l = 1; l <= last; l++) {
                layers[l - 1].push(along[l - 1], weightedAlong[l]);
                for (int i = 0; i < sizes[l]; i++) {
                    along[l][i] = slope[l][i] * weightedAlong[l][i];
                }
            }
            adjoint[last][0] = alpha;
            adjointAlong[last][0] = 1;
            for (int l = last; l >= 1; l--) {
                throughActivation(l);
                layers[l - 1].addOuter(zbar, value[l - 1], zdotbar, along[l - 1], byWeight[l]);
                for (int i = 0; i < sizes[l]; i++) {
                    byBias[l][i] += zbar[i];
                }
                if (l > 1) {
                    layers[l - 1].backward(zbar, adjoint[l - 1]);
                    layers[l - 1].backward(zdotbar, adjointAlong[l - 1]);
                }
            }
        }

        /** From the adjoints of a and of a along u to those of z and of z along u. */
        private void throughActivation(int l) {
            for (int i = 0; i < sizes[l]; i++) {
                zdotbar[i] = adjointAlong[l][i] * slope[l][i];
                zbar[i] =
                        adjoint[l][i] * slope[l][i]
                                + adjointAlong[l][i] * curvature(l, i) * weightedAlong[l][i];
            }
        }

        int drain(double[] gradient, int from) {
            int at = from;
            for (int l = 1; l < sizes.length; l++) {
                for (int o = 0; o < sizes[l]; o++) {
                    int row = o * value[l - 1].length;
                    for (int i = 0; i < sizes[l - 1]; i++) {
                        gradient[at++] += byWeight[l][row + i];
                    }
                }
                for (int o = 0; o < sizes[l]; o++) {
                    gradient[at++] += byBias[l][o];
                }
                Arrays.fill(byWeight[l], 0);
                Arrays.fill(byBias[l], 0);
            }
            return at;
        }
    }
}
