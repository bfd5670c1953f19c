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
    /** Frames whose gradients are in memory at the same time. */
    private static final int BLOCK = 256;

    /**
     * What the means of the loss are over, in a batch.
     *
     * @param energies frames with an energy
     * @param components of forces that are known
     * @param stresses frames with a stress
     */
    record Labelled(int energies, int components, int stresses) {
        static Labelled of(List<TrainingFrame> batch) {
            int energies = 0;
            int components = 0;
            int stresses = 0;
            for (TrainingFrame f : batch) {
                energies += f.frame.labels().energy().isPresent() ? 1 : 0;
                components += f.frame.labels().hasForces() ? 3 * f.atoms : 0;
                stresses += f.hasStress() ? 1 : 0;
            }
            return new Labelled(energies, components, stresses);
        }
    }

    private final FeedForward[] networks;
    private final Workers workers;
    private final List<FrameLoss> scratch = new ArrayList<>();

    /** One gradient a frame of a block. */
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
        Labelled labelled = Labelled.of(batch);
        List<TrainingFrame> mine = mine(batch);
        FitErrors.Sum[] sums = new FitErrors.Sum[mine.size()];
        scratch.forEach(loss -> loss.freeze(networks));
        sum(
                mine.size(),
                gradient,
                (loss, n, share) -> {
                    sums[n] = new FitErrors.Sum();
                    TrainingFrame f = mine.get(n);
                    double part = loss.addGradient(f, labelled, share);
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
        Labelled labelled = Labelled.of(frames);
        List<TrainingFrame> mine = mine(frames);
        scratch.forEach(
                loss -> {
                    loss.freeze(networks);
                    loss.direct(directions);
                });
        sum(
                mine.size(),
                product,
                (loss, n, share) -> loss.addCurvature(mine.get(n), labelled, share));
    }

    private interface Work {
        void at(FrameLoss loss, int n, double[] share);
    }

    /** Sums what the work on each frame adds to an array of its own. */
    private void sum(int frames, double[] total, Work work) {
        while (shares.size() < Math.min(frames, BLOCK)) {
            shares.add(new double[total.length]);
        }
        FrameSum all = new FrameSum(total.length);
        for (int from = 0; from < frames; from += BLOCK) {
            int first = from;
            int count = Math.min(BLOCK, frames - from);
            workers.forEach(
                    count,
                    scratch,
                    (loss, n) -> {
                        Arrays.fill(shares.get(n), 0);
                        work.at(loss, first + n, shares.get(n));
                    });
            shares.subList(0, count).forEach(all::add);
        }
        all.total(workers.ranks(), total);
    }

    /** Errors and loss over all frames, which all weigh the same. */
    FitErrors errors(List<TrainingFrame> frames) {
        Labelled labelled = Labelled.of(frames);
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
                    sums[n].add(f, loss, loss.share(f, labelled, false), false);
                });
        return FitErrors.Sum.of(sums, workers.ranks()).errors(1);
    }

    private static List<TrainingFrame> mine(List<TrainingFrame> frames) {
        return frames.stream().filter(TrainingFrame::mine).toList();
    }
}
