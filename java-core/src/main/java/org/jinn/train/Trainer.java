package org.jinn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
            boolean best) {

        /** Errors on training | validation frames and the time left, in one line. */
        public String line() {
            FitErrors v = validation == null ? training : validation;
            double left = seconds / epoch * (epochs - epoch);
            return String.format(
                    Locale.ROOT,
                    "epoch %d/%d  energy RMSE %.2f | %.2f meV/atom  force RMSE %.4f | %.4f eV/A"
                            + "  %s left%s",
                    epoch,
                    epochs,
                    1000 * training.energyRmse(),
                    1000 * v.energyRmse(),
                    training.forceRmse(),
                    v.forceRmse(),
                    left < 90
                            ? String.format(Locale.ROOT, "%.0f s", left)
                            : String.format(Locale.ROOT, "%.0f min", left / 60),
                    best ? " *" : "");
        }
    }

    private final TrainInput input;
    private final List<TrainingFrame> training;
    private final List<TrainingFrame> validation;
    private final Preprocessing[] preprocessing;
    private final FeedForward[] networks;
    private final Loss loss;
    private volatile boolean stopped;

    /**
     * Works out the descriptors of all frames.
     *
     * @param progress told the share of the preparation done, 0 to 1
     * @throws IllegalArgumentException if there is nothing to train on
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
        Workers workers = new Workers(input.threads());
        List<Frame> all = new ArrayList<>(trainingFrames);
        all.addAll(validationFrames);
        FeatureSet set = FeatureSet.prepare(input, all, trainingFrames.size(), workers, progress);
        training = set.frames().subList(0, trainingFrames.size());
        validation = set.frames().subList(trainingFrames.size(), all.size());
        preprocessing = set.preprocessing();
        networks = initialNetworks();
        loss = new Loss(input, preprocessing, networks, workers);
    }

    /** Asks the run to end after the current step; {@link #run} then returns the best so far. */
    public void stop() {
        stopped = true;
    }

    /** Trains; returns the potential that was best on the validation frames. */
    public Potential run(Consumer<Epoch> listener) {
        long start = System.nanoTime();
        double bestLoss = Double.POSITIVE_INFINITY;
        double[] best = parameters();
        Supplier<FitErrors> pass =
                input.method() == TrainInput.Method.ADAM ? adamPass() : lbfgsPass();
        for (int epoch = 1; epoch <= input.epochs() && !stopped; epoch++) {
            FitErrors fit = pass.get();
            if (stopped && fit == null) {
                break;
            }
            FitErrors valid = validation.isEmpty() ? null : loss.errors(validation);
            double now = valid == null ? fit.loss() : valid.loss();
            boolean better = now < bestLoss;
            if (better) {
                bestLoss = now;
                best = parameters();
            }
            double seconds = (System.nanoTime() - start) * 1e-9;
            listener.accept(new Epoch(epoch, input.epochs(), fit, valid, seconds, better));
            stopped |= seconds > 60 * input.minutes();
        }
        set(best);
        return potential();
    }

    /** Passes over the training frames in random batches; {@code null} if stopped in the middle. */
    private Supplier<FitErrors> adamPass() {
        Random random = new Random(input.seed() + 1);
        double[] p = parameters();
        Adam adam = new Adam(p.length);
        List<TrainingFrame> order = new ArrayList<>(training);
        int batches = (order.size() + input.batch() - 1) / input.batch();
        int[] steps = {0};
        return () -> {
            Collections.shuffle(order, random);
            FitErrors.Sum sum = new FitErrors.Sum();
            for (int b = 0; b < batches; b++) {
                if (stopped) {
                    return null;
                }
                int to = Math.min(order.size(), (b + 1) * input.batch());
                double t = (double) steps[0]++ / batches / input.epochs();
                double[] gradient = loss.gradient(order.subList(b * input.batch(), to), sum);
                addDecay(p, gradient);
                adam.step(p, gradient, input.learningRate() * annealing(t));
                set(p);
            }
            return sum.errors(batches);
        };
    }

    /** Iterations over all training frames at once. */
    private Supplier<FitErrors> lbfgsPass() {
        FitErrors[] errors = new FitErrors[2]; // where it last looked, and where it stands
        Lbfgs lbfgs =
                new Lbfgs(
                        (x, gradient) -> {
                            set(x);
                            FitErrors.Sum sum = new FitErrors.Sum();
                            System.arraycopy(
                                    loss.gradient(training, sum), 0, gradient, 0, x.length);
                            errors[0] = sum.errors(1);
                            return errors[0].loss() + addDecay(x, gradient);
                        },
                        parameters());
        errors[1] = errors[0];
        return () -> {
            double[] before = lbfgs.x();
            stopped |= !lbfgs.step();
            if (lbfgs.x() != before) {
                errors[1] = errors[0]; // the step taken is the last one tried
            }
            set(lbfgs.x());
            return errors[1];
        };
    }

    /** Half a cosine from 1 to a hundredth. */
    private static double annealing(double t) {
        return 0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * t));
    }

    /** Adds the gradient of l2 times the squared weights (biases are free); returns that term. */
    private double addDecay(double[] p, double[] gradient) {
        double term = 0;
        int offset = 0;
        for (FeedForward net : networks) {
            for (int l = 1; l <= net.layers(); l++) {
                int from = offset + net.weightIndex(l, 0, 0);
                int to = offset + net.biasIndex(l, 0);
                for (int i = from; i < to; i++) {
                    term += input.l2() * p[i] * p[i];
                    gradient[i] += 2 * input.l2() * p[i];
                }
            }
            offset += net.parameters().length;
        }
        return term;
    }

    /** The parameters of all networks, one after the other. */
    private double[] parameters() {
        return concatenated(
                Arrays.stream(networks).map(FeedForward::parameters).toArray(double[][]::new));
    }

    private static double[] concatenated(double[][] parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    private void set(double[] parameters) {
        int offset = 0;
        for (FeedForward net : networks) {
            System.arraycopy(parameters, offset, net.parameters(), 0, net.parameters().length);
            offset += net.parameters().length;
        }
    }

    private FeedForward[] initialNetworks() {
        double[] reference = ReferenceEnergies.fit(training, input.elements());
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
            Preprocessing p = preprocessing[s];
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
