package org.jinn.train;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jinn.network.FeedForward;

/**
 * What training minimises, as a function of the parameters of all networks, one network after the
 * other: the loss over frames plus the L2 term.
 */
final class Objective {
    private final TrainInput input;
    private final FeedForward[] networks;
    private final FeedForward[] directions;
    private final Loss loss;

    Objective(TrainInput input, FeedForward[] networks, Loss loss) {
        this.input = input;
        this.networks = networks;
        directions = Arrays.stream(networks).map(FeedForward::copy).toArray(FeedForward[]::new);
        this.loss = loss;
    }

    /**
     * Value and gradient over {@code frames}.
     *
     * @param gradient output, as long as {@code x}
     * @param sum what the errors are added to
     */
    double value(List<TrainingFrame> frames, double[] x, double[] gradient, FitErrors.Sum sum) {
        set(x);
        double value = loss.gradient(frames, gradient, sum);
        return value + addDecay(x, gradient);
    }

    /**
     * The product of the Gauss-Newton matrix at {@code x} with {@code v}.
     *
     * @param product output, as long as {@code x}
     */
    void product(List<TrainingFrame> frames, double[] x, double[] v, double[] product) {
        set(networks, x);
        set(directions, v);
        loss.curvature(frames, directions, product);
        addDecay(v, product);
    }

    /** The gradient over a batch, with dropout if the input asks for it. */
    void stochastic(
            List<TrainingFrame> batch,
            double[] x,
            double[] gradient,
            FitErrors.Sum sum,
            Random random) {
        if (input.network().dropout() == 0) {
            value(batch, x, gradient, sum);
            return;
        }
        double[] mask = mask(x.length, random);
        double[] thinned = x.clone();
        for (int i = 0; i < x.length; i++) {
            thinned[i] *= mask[i];
        }
        set(thinned);
        loss.gradient(batch, gradient, sum);
        for (int i = 0; i < x.length; i++) {
            gradient[i] *= mask[i];
        }
        addDecay(x, gradient);
    }

    /**
     * Factors of the weights that lead on from hidden nodes, alike for all atoms of a batch: 0 with
     * the probability of dropout, else 1/(1 - p).
     */
    private double[] mask(int length, Random random) {
        double[] mask = new double[length];
        Arrays.fill(mask, 1);
        int offset = 0;
        for (FeedForward net : networks) {
            for (int l = 1; l < net.layers(); l++) {
                for (int node = 0; node < net.size(l); node++) {
                    boolean dropped = random.nextDouble() < input.network().dropout();
                    for (int o = 0; o < net.size(l + 1); o++) {
                        mask[offset + net.weightIndex(l + 1, o, node)] =
                                dropped ? 0 : 1 / (1 - input.network().dropout());
                    }
                }
            }
            offset += net.parameters().length;
        }
        return mask;
    }

    /** Adds the gradient of l2 times the squared weights (biases are free); returns that term. */
    private double addDecay(double[] x, double[] gradient) {
        double term = 0;
        int offset = 0;
        for (FeedForward net : networks) {
            for (int l = 1; l <= net.layers(); l++) {
                int from = offset + net.weightIndex(l, 0, 0);
                int to = offset + net.biasIndex(l, 0);
                for (int i = from; i < to; i++) {
                    term += input.fit().l2() * x[i] * x[i];
                    gradient[i] += 2 * input.fit().l2() * x[i];
                }
            }
            offset += net.parameters().length;
        }
        return term;
    }

    /** Gives the networks these parameters. */
    void set(double[] x) {
        set(networks, x);
    }

    private static void set(FeedForward[] networks, double[] x) {
        int offset = 0;
        for (FeedForward net : networks) {
            System.arraycopy(x, offset, net.parameters(), 0, net.parameters().length);
            offset += net.parameters().length;
        }
    }

    /** Errors of the networks with these parameters. */
    FitErrors errors(List<TrainingFrame> frames, double[] x) {
        set(x);
        return loss.errors(frames);
    }
}
