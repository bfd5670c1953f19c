package org.jinn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jinn.network.FeedForward;

/**
 * The loss over many frames and its gradient. Shares of frames are summed in the order of the
 * frames, whatever thread worked them out.
 */
final class Loss {
    private final FeedForward[] networks;
    private final Workers workers;
    private final List<FrameLoss> scratch = new ArrayList<>();

    /** One gradient a frame: whoever works it out, they are summed in order. */
    private final List<double[]> shares = new ArrayList<>();

    Loss(TrainInput input, Preprocessing[] preprocessing, FeedForward[] networks, Workers workers) {
        this.networks = networks;
        this.workers = workers;
        for (int t = 0; t < workers.threads(); t++) {
            scratch.add(new FrameLoss(input, preprocessing));
        }
    }

    /**
     * The loss of a batch and its gradient by the networks' parameters, one network after the
     * other.
     *
     * @param gradient output
     * @param sum what the errors are added to
     */
    double gradient(List<TrainingFrame> batch, double[] gradient, FitErrors.Sum sum) {
        int components = components(batch);
        while (shares.size() < batch.size()) {
            shares.add(new double[gradient.length]);
        }
        FitErrors.Sum[] sums = new FitErrors.Sum[batch.size()];
        scratch.forEach(loss -> loss.freeze(networks));
        workers.forEach(
                batch.size(),
                scratch,
                (loss, n) -> {
                    Arrays.fill(shares.get(n), 0);
                    sums[n] = new FitErrors.Sum();
                    TrainingFrame f = batch.get(n);
                    double share = loss.addGradient(f, batch.size(), components, shares.get(n));
                    sums[n].add(f, loss, share);
                });
        Arrays.fill(gradient, 0);
        FitErrors.Sum whole = new FitErrors.Sum();
        for (int n = 0; n < batch.size(); n++) {
            whole.add(sums[n]);
            double[] share = shares.get(n);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += share[i];
            }
        }
        sum.add(whole);
        return whole.loss();
    }

    /** Errors and loss over all frames, which all weigh the same. */
    FitErrors errors(List<TrainingFrame> frames) {
        int components = components(frames);
        FitErrors.Sum[] sums = new FitErrors.Sum[frames.size()];
        scratch.forEach(loss -> loss.freeze(networks));
        workers.forEach(
                frames.size(),
                scratch,
                (loss, n) -> {
                    TrainingFrame f = frames.get(n);
                    loss.predict(f);
                    sums[n] = new FitErrors.Sum();
                    sums[n].add(f, loss, loss.share(f, frames.size(), components, false));
                });
        FitErrors.Sum sum = new FitErrors.Sum();
        for (FitErrors.Sum s : sums) {
            sum.add(s);
        }
        return sum.errors(1);
    }

    private static int components(List<TrainingFrame> frames) {
        return frames.stream().mapToInt(f -> 3 * f.atoms).sum();
    }
}
