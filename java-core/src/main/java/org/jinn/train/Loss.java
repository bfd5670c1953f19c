package org.jinn.train;

import java.util.ArrayList;
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

    Loss(TrainInput input, Preprocessing[] preprocessing, FeedForward[] networks, Workers workers) {
        this.networks = networks;
        this.workers = workers;
        for (int t = 0; t < workers.threads(); t++) {
            scratch.add(new FrameLoss(input, preprocessing));
        }
    }

    /**
     * The gradient of the loss of a batch by the networks' parameters, one network after the other.
     *
     * @param sum what the errors are added to
     */
    double[] gradient(List<TrainingFrame> batch, FitErrors.Sum sum) {
        int components = components(batch);
        double[][][] shares = new double[batch.size()][][];
        FitErrors.Sum[] sums = new FitErrors.Sum[batch.size()];
        scratch.forEach(loss -> loss.freeze(networks));
        workers.forEach(
                batch.size(),
                scratch,
                (loss, n) -> {
                    shares[n] = new double[networks.length][];
                    for (int s = 0; s < networks.length; s++) {
                        shares[n][s] = new double[networks[s].parameters().length];
                    }
                    sums[n] = new FitErrors.Sum();
                    TrainingFrame f = batch.get(n);
                    sums[n].add(f, loss, loss.addGradient(f, batch.size(), components, shares[n]));
                });
        int length = 0;
        for (FeedForward network : networks) {
            length += network.parameters().length;
        }
        double[] total = new double[length];
        for (int n = 0; n < batch.size(); n++) {
            sum.add(sums[n]);
            int at = 0;
            for (double[] share : shares[n]) {
                for (double d : share) {
                    total[at++] += d;
                }
            }
        }
        return total;
    }

    /** Errors and loss over all frames. */
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
                    sums[n].add(f, loss, loss.share(f, frames.size(), components));
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
