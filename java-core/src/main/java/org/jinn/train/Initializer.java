package org.jinn.train;

import java.util.Arrays;
import java.util.Random;
import org.jinn.network.Activation;
import org.jinn.network.FeedForward;

/** Weights to start from. */
final class Initializer {
    private Initializer() {}

    /** Normal with variance 2/(in + out) (Glorot and Bengio, AISTATS 2010); biases zero. */
    static FeedForward xavier(int inputs, int[] hidden, Activation activation, Random random) {
        int[] sizes = new int[hidden.length + 2];
        sizes[0] = inputs;
        System.arraycopy(hidden, 0, sizes, 1, hidden.length);
        sizes[hidden.length + 1] = 1;
        Activation[] activations = new Activation[hidden.length + 1];
        Arrays.fill(activations, activation);
        activations[hidden.length] = Activation.LINEAR;
        FeedForward net = new FeedForward(sizes, activations);
        for (int l = 1; l <= net.layers(); l++) {
            double deviation = Math.sqrt(2.0 / (net.size(l) + net.size(l - 1)));
            for (int o = 0; o < net.size(l); o++) {
                for (int i = 0; i < net.size(l - 1); i++) {
                    net.parameters()[net.weightIndex(l, o, i)] = deviation * random.nextGaussian();
                }
            }
        }
        return net;
    }
}
