package org.jinn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jinn.network.FeedForward;

/**
 * The loss over many frames and its gradient, the same whatever thread or rank works out the share
 * of a frame ({@link FrameSum}).
 */
final class Loss {
    private final FeedForward[] networks;
    private final Workers workers;
    private final List<FrameLoss> scratch = new ArrayList<>();

    /** One gradient a frame. */
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
        List<TrainingFrame> mine = mine(batch);
        FitErrors.Sum[] sums = new FitErrors.Sum[mine.size()];
        scratch.forEach(loss -> loss.freeze(networks));
        sum(
                mine.size(),
                gradient,
                (loss, n, share) -> {
                    sums[n] = new FitErrors.Sum();
                    TrainingFrame f = mine.get(n);
                    double part = loss.addGradient(f, batch.size(), components, share);
                    sums[n].add(f, loss, part, true);
                });
        FitErrors.Sum whole = FitErrors.Sum.of(sums, workers.ranks());
        sum.add(whole);
        return whole.loss();
    }

    /**
     * The product of the Gauss-Newton matrix of the loss with a direction.
     *
     * @param directions networks whose parameters are the direction
     * @param product output
     */
    void curvature(List<TrainingFrame> frames, FeedForward[] directions, double[] product) {
        int components = components(frames);
        List<TrainingFrame> mine = mine(frames);
        scratch.forEach(
                loss -> {
                    loss.freeze(networks);
                    loss.direct(directions);
                });
        sum(
                mine.size(),
                product,
                (loss, n, share) ->
                        loss.addCurvature(mine.get(n), frames.size(), components, share));
    }

    private interface Work {
        void at(FrameLoss loss, int n, double[] share);
    }

    /** Sums what the work on each frame adds to an array of its own. */
    private void sum(int frames, double[] total, Work work) {
        while (shares.size() < frames) {
            shares.add(new double[total.length]);
        }
        workers.forEach(
                frames,
                scratch,
                (loss, n) -> {
                    Arrays.fill(shares.get(n), 0);
                    work.at(loss, n, shares.get(n));
                });
        FrameSum all = new FrameSum(total.length);
        for (int n = 0; n < frames; n++) {
            all.add(shares.get(n));
        }
        all.total(workers.ranks(), total);
    }

    /** Errors and loss over all frames, which all weigh the same. */
    FitErrors errors(List<TrainingFrame> frames) {
        int components = components(frames);
        List<TrainingFrame> mine = mine(frames);
        FitErrors.Sum[] sums = new FitErrors.Sum[mine.size()];
        scratch.forEach(loss -> loss.freeze(networks));
        workers.forEach(
                mine.size(),
                scratch,
                (loss, n) -> {
                    TrainingFrame f = mine.get(n);
                    loss.predict(f);
                    sums[n] = new FitErrors.Sum();
                    sums[n].add(f, loss, loss.share(f, frames.size(), components, false), false);
                });
        return FitErrors.Sum.of(sums, workers.ranks()).errors(1);
    }

    private static List<TrainingFrame> mine(List<TrainingFrame> frames) {
        return frames.stream().filter(TrainingFrame::mine).toList();
    }

    private static int components(List<TrainingFrame> frames) {
        return frames.stream().mapToInt(f -> 3 * f.atoms).sum();
    }
}
