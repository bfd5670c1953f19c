package org.jinn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.network.FeedForward;
import org.jinn.potential.AtomicModel;
import org.jinn.potential.Potential;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;

/**
 * Trains one potential. The result depends on input, frames and seed, not on the number of threads:
 * gradients of frames are summed in the order of the batch.
 */
public final class Trainer {
    /**
     * Where a run stands after an epoch.
     *
     * @param epoch from 1
     * @param epochs the most there will be
     * @param training errors on the training frames, as met during the epoch
     * @param validation errors on the validation frames after it; {@code null} without any
     * @param seconds since training began
     * @param best whether this epoch's potential is the best so far
     */
    public record Epoch(
            int epoch,
            int epochs,
            FitErrors training,
            FitErrors validation,
            double seconds,
            boolean best) {}

    private final TrainInput input;
    private final FeatureSet training;
    private final FeatureSet validation;
    private final FeedForward[] networks;
    private final Workers workers;
    private volatile boolean stopped;
    private double[][] best;

    /**
     * Prepares features; most of the time is spent on derivatives.
     *
     * @param progress told the share of the preparation done, 0 to 1
     * @throws IllegalArgumentException if there is nothing to train on, or the derivatives do not
     *     fit into memory
     */
    public Trainer(
            TrainInput input,
            List<Frame> trainingFrames,
            List<Frame> validationFrames,
            Consumer<Double> progress) {
        if (trainingFrames.isEmpty()) {
            throw new IllegalArgumentException("there must be frames to train on: frames=0");
        }
        this.input = input;
        workers = new Workers(input.threads());
        List<Frame> all = new ArrayList<>(trainingFrames);
        all.addAll(validationFrames);
        FeatureSet set = FeatureSet.prepare(input, all, trainingFrames.size(), workers, progress);
        training = set.part(0, trainingFrames.size());
        validation = set.part(trainingFrames.size(), all.size());
        networks = initialNetworks();
    }

    /** Asks the run to end after the current step; {@link #run} then returns the best so far. */
    public void stop() {
        stopped = true;
    }

    /** Trains; returns the potential that was best on the validation frames. */
    public Potential run(Consumer<Epoch> listener) {
        long start = System.nanoTime();
        Random random = new Random(input.seed() + 1);
        Adam[] adam = new Adam[networks.length];
        for (int s = 0; s < adam.length; s++) {
            adam[s] = new Adam(networks[s].parameters().length);
        }
        int[] order = new int[training.frames().size()];
        Arrays.setAll(order, i -> i);
        int batches = (order.length + input.batch() - 1) / input.batch();
        double bestLoss = Double.POSITIVE_INFINITY;
        best = parameters();
        for (int epoch = 1; epoch <= input.epochs() && !stopped; epoch++) {
            shuffle(order, random);
            FitErrors.Sum sum = new FitErrors.Sum();
            for (int b = 0; b < batches && !stopped; b++) {
                double t = (epoch - 1 + (double) b / batches) / input.epochs();
                int[] batch =
                        Arrays.copyOfRange(
                                order,
                                b * input.batch(),
                                Math.min(order.length, (b + 1) * input.batch()));
                step(batch, adam, input.learningRate() * annealing(t), sum);
            }
            if (stopped) {
                break;
            }
            FitErrors fit = sum.errors(batches);
            FitErrors valid =
                    validation.frames().isEmpty()
                            ? null
                            : workers.errors(validation, networks, input.coefficients());
            double loss = valid == null ? fit.loss() : valid.loss();
            boolean better = loss < bestLoss;
            if (better) {
                bestLoss = loss;
                best = parameters();
            }
            double seconds = (System.nanoTime() - start) * 1e-9;
            listener.accept(new Epoch(epoch, input.epochs(), fit, valid, seconds, better));
            stopped |= seconds > 60 * input.minutes();
        }
        for (int s = 0; s < networks.length; s++) {
            System.arraycopy(best[s], 0, networks[s].parameters(), 0, best[s].length);
        }
        return potential();
    }

    /** Half a cosine from 1 to a hundredth. */
    private static double annealing(double t) {
        return 0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * t));
    }

    private void step(int[] batch, Adam[] adam, double learningRate, FitErrors.Sum sum) {
        double[][] gradient =
                workers.gradient(training, batch, networks, input.coefficients(), sum);
        for (int s = 0; s < networks.length; s++) {
            double[] p = networks[s].parameters();
            for (int l = 1; l <= networks[s].layers(); l++) {
                int weights = networks[s].size(l) * networks[s].size(l - 1);
                int from = networks[s].weightIndex(l, 0, 0);
                for (int i = from; i < from + weights; i++) {
                    gradient[s][i] += 2 * input.l2() * p[i];
                }
            }
            adam[s].step(p, gradient[s], learningRate);
        }
    }

    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int keep = order[i];
            order[i] = order[j];
            order[j] = keep;
        }
    }

    private double[][] parameters() {
        double[][] copy = new double[networks.length][];
        for (int s = 0; s < copy.length; s++) {
            copy[s] = networks[s].parameters().clone();
        }
        return copy;
    }

    private FeedForward[] initialNetworks() {
        double[] reference = ReferenceEnergies.fit(training.frames(), input.elements());
        FeedForward[] out = new FeedForward[input.elements().size()];
        Random random = new Random(input.seed());
        for (int s = 0; s < out.length; s++) {
            DescriptorSet set = input.descriptors().get(input.elements().get(s));
            out[s] = Initializer.xavier(set.size(), input.hidden(), input.activation(), random);
            out[s].parameters()[out[s].parameters().length - 1] = reference[s];
        }
        return out;
    }

    private Potential potential() {
        Map<Element, AtomicModel> models = new LinkedHashMap<>();
        for (int s = 0; s < networks.length; s++) {
            Element element = input.elements().get(s);
            Preprocessing p = training.preprocessing()[s];
            FeedForward network = networks[s].copy();
            models.put(
                    element,
                    new AtomicModel(
                            input.descriptors().get(element),
                            p.centre(),
                            p.width(),
                            p.rows() == null ? network : network.behindLinear(p.rows(), p.bias()),
                            p.rows() != null));
        }
        return new Potential(input.elements(), models);
    }
}
