package org.jinn.network;

import java.util.Arrays;
import java.util.List;

/**
 * A fully connected network with one output: a_l = s_l(W_l a_(l-1) + b_l), E = a_L.
 *
 * <p>All parameters lie in one array, layer by layer: the weights of a layer row by row (one row
 * per output node), then its biases. The shape is fixed; the parameters may be changed by their
 * owner ({@link #parameters()} is the array itself, not a copy).
 */
public final class FeedForward {
    private final int[] sizes;
    private final Activation[] activations;
    private final int[] offsets;
    private final double[] parameters;

    /**
     * A network with all parameters zero.
     *
     * @param sizes number of inputs, then of nodes in each layer; the last must be 1
     * @param activations one per layer
     */
    public FeedForward(int[] sizes, Activation[] activations) {
        if (sizes.length < 2
                || sizes.length != activations.length + 1
                || sizes[sizes.length - 1] != 1) {
            throw new IllegalArgumentException(
                    "a network has one activation per layer and one output: sizes="
                            + Arrays.toString(sizes));
        }
        this.sizes = sizes.clone();
        this.activations = activations.clone();
        offsets = new int[sizes.length];
        for (int l = 1; l < sizes.length; l++) {
            offsets[l] = offsets[l - 1] + sizes[l] * (sizes[l - 1] + 1);
        }
        parameters = new double[offsets[sizes.length - 1]];
    }

    /** Number of layers that have weights. */
    public int layers() {
        return activations.length;
    }

    /** Number of inputs (layer 0) or of nodes in layer 1, 2, ... */
    public int size(int layer) {
        return sizes[layer];
    }

    /** Activation of layer 1, 2, ... */
    public Activation activation(int layer) {
        return activations[layer - 1];
    }

    /** All parameters: the live array. */
    public double[] parameters() {
        return parameters;
    }

    /** Where the weight from node {@code in} to node {@code out} of layer 1, 2, ... lies. */
    public int weightIndex(int layer, int out, int in) {
        return offsets[layer - 1] + out * sizes[layer - 1] + in;
    }

    /** Where the bias of node {@code out} of layer 1, 2, ... lies. */
    public int biasIndex(int layer, int out) {
        return offsets[layer - 1] + sizes[layer] * sizes[layer - 1] + out;
    }

    /** The weights of layer 1, 2, ... row by row: a copy. */
    public double[] weights(int layer) {
        int from = offsets[layer - 1];
        return Arrays.copyOfRange(parameters, from, from + sizes[layer] * sizes[layer - 1]);
    }

    /** The biases of layer 1, 2, ...: a copy. */
    public double[] biases(int layer) {
        int from = biasIndex(layer, 0);
        return Arrays.copyOfRange(parameters, from, from + sizes[layer]);
    }

    /** This network as it is now, behind the scaling (G - centre)/width, for one thread. */
    public FrozenNetwork frozen(double[] centre, double[] width) {
        return new FrozenNetwork(this, centre, width);
    }

    /** This network as it is now, for one thread, to be trained: see there. */
    public FrozenNetwork frozen() {
        return new FrozenNetwork(this);
    }

    /** The same shape and parameters, independent of this one. */
    public FeedForward copy() {
        FeedForward copy = new FeedForward(sizes, activations);
        System.arraycopy(parameters, 0, copy.parameters, 0, parameters.length);
        return copy;
    }

    /**
     * This network behind a linear layer: the result takes {@code x}, applies W x + b, then this
     * network.
     *
     * @param weights row-major, {@code size(0)} rows
     * @param bias one per row
     */
    public FeedForward behindLinear(double[] weights, double[] bias) {
        int inputs = weights.length / bias.length;
        int[] wider = new int[sizes.length + 1];
        wider[0] = inputs;
        System.arraycopy(sizes, 0, wider, 1, sizes.length);
        Activation[] more = new Activation[activations.length + 1];
        more[0] = Activation.LINEAR;
        System.arraycopy(activations, 0, more, 1, activations.length);
        FeedForward out = new FeedForward(wider, more);
        System.arraycopy(weights, 0, out.parameters, 0, weights.length);
        System.arraycopy(bias, 0, out.parameters, weights.length, bias.length);
        System.arraycopy(
                parameters, 0, out.parameters, weights.length + bias.length, parameters.length);
        return out;
    }

    /** This network without its first layer: the opposite of {@link #behindLinear}. */
    public FeedForward behindFirst() {
        FeedForward out =
                new FeedForward(
                        Arrays.copyOfRange(sizes, 1, sizes.length),
                        Arrays.copyOfRange(activations, 1, activations.length));
        System.arraycopy(parameters, offsets[1], out.parameters, 0, out.parameters.length);
        return out;
    }

    /**
     * This network with its first layer, which must be linear and have another above it, folded
     * into the second: the opposite of {@link #behindLinear}, exact but for rounding.
     */
    public FeedForward folded() {
        if (layers() < 2 || activation(1) != Activation.LINEAR) {
            throw new IllegalArgumentException(
                    "only a linear layer below another can be folded: first=" + activation(1));
        }
        int[] fewer = Arrays.copyOfRange(sizes, 1, sizes.length);
        fewer[0] = sizes[0];
        FeedForward out =
                new FeedForward(fewer, Arrays.copyOfRange(activations, 1, activations.length));
        double[] product = FrozenNetwork.product(weights(2), weights(1), sizes[2], sizes[1]);
        double[] bias = FrozenNetwork.fold(weights(2), biases(2), biases(1));
        System.arraycopy(product, 0, out.parameters, 0, product.length);
        System.arraycopy(bias, 0, out.parameters, product.length, bias.length);
        int rest = parameters.length - offsets[2];
        System.arraycopy(parameters, offsets[2], out.parameters, out.offsets[1], rest);
        return out;
    }

    /**
     * One network that gives the mean of several: side by side, without weights between them.
     *
     * @param members with the same inputs, number of layers and activations, the last one linear
     * @throws IllegalArgumentException if they differ in these
     */
    public static FeedForward mean(List<FeedForward> members) {
        FeedForward first = members.get(0);
        int last = first.layers();
        int[] wider = new int[last + 1];
        wider[0] = first.size(0);
        wider[last] = 1;
        for (FeedForward member : members) {
            if (member.size(0) != first.size(0)
                    || !Arrays.equals(member.activations, first.activations)
                    || first.activation(last) != Activation.LINEAR) {
                throw new IllegalArgumentException(
                        "networks must have the same inputs and activations, the last one linear,"
                                + " to be joined: "
                                + Arrays.toString(first.sizes)
                                + Arrays.toString(first.activations)
                                + ", "
                                + Arrays.toString(member.sizes)
                                + Arrays.toString(member.activations));
            }
            for (int l = 1; l < last; l++) {
                wider[l] += member.size(l);
            }
        }
        FeedForward out = new FeedForward(wider, first.activations);
        int[] place = new int[last + 1]; // of the member's first node in each layer
        for (FeedForward member : members) {
            for (int l = 1; l <= last; l++) {
                double share = l == last ? 1.0 / members.size() : 1;
                for (int o = 0; o < member.size(l); o++) {
                    int node = place[l] + o;
                    for (int i = 0; i < member.size(l - 1); i++) {
                        // without a hidden layer those of all members are of the same inputs
                        out.parameters[out.weightIndex(l, node, place[l - 1] + i)] +=
                                share * member.parameters[member.weightIndex(l, o, i)];
                    }
                    out.parameters[out.biasIndex(l, node)] +=
                            share * member.parameters[member.biasIndex(l, o)];
                }
            }
            for (int l = 1; l < last; l++) {
                place[l] += member.size(l);
            }
        }
        return out;
    }
}
