package org.jinn.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.network.FeedForward;
import org.jinn.potential.Potential;
import org.jinn.structure.Frame;

/**
 * Trains potentials on one set of frames. The result depends on input, frames and seed, not on the
 * number of threads or ranks, nor on whether the run was interrupted. Derivatives of descriptors
 * that do not fit into memory are worked out again by other arithmetic, and what fits hangs on the
 * number of ranks: then they change the rounding.
 */
public final class Trainer {
    private final TrainInput input;
    private final Ranks ranks;
    private final Workers workers;
    private final FeatureSet set;
    private final List<Frame> frames;
    private volatile boolean stopped;
    private Optional<String> ended = Optional.empty();

    /** A trainer in one process. */
    public Trainer(
            TrainInput input,
            List<Frame> trainingFrames,
            List<Frame> validationFrames,
            Consumer<Double> progress) {
        this(input, trainingFrames, validationFrames, Ranks.ALONE, progress);
    }

    /**
     * Works out the descriptors of all frames, each on one of the ranks. All ranks do the same with
     * their trainers at the same time; files are read by all and written by rank 0.
     *
     * @param progress told the share of the preparation done, 0 to 1
     * @throws IllegalArgumentException if there is nothing to train on
     */
    public Trainer(
            TrainInput input,
            List<Frame> trainingFrames,
            List<Frame> validationFrames,
            Ranks ranks,
            Consumer<Double> progress) {
        if (trainingFrames.isEmpty()) {
            throw new IllegalArgumentException("there must be frames to train on: frames=0");
        }
        this.input = input;
        this.ranks = ranks;
        workers = new Workers(input.threads(), ranks);
        frames = new ArrayList<>(trainingFrames);
        frames.addAll(validationFrames);
        ranks.checkAlike(fingerprint(input, trainingFrames, validationFrames), "input and frames");
        set = FeatureSet.prepare(input, frames, trainingFrames.size(), workers, progress);
    }

    /** Threads of this rank. */
    public int threads() {
        return workers.threads();
    }

    /**
     * Time of processors that the threads have had so far, in seconds; whatever else is at work.
     */
    public double processorSeconds() {
        return workers.processorSeconds();
    }

    /** Bytes that the derivatives of all frames would take, and of those that are kept. */
    public long[] derivativeBytes() {
        return new long[] {set.derivativeBytes(), set.keptBytes()};
    }

    /** Whether all atoms look alike to the symmetry functions: then nothing can be learnt. */
    public boolean allAlike() {
        return set.tellsNothing();
    }

    /** Asks the run to end after the current step; it then returns the best so far. */
    public void stop() {
        stopped = true;
    }

    /** Whether any rank was asked to stop: all must end after the same step. */
    private boolean stopped() {
        return ranks.any(stopped);
    }

    /**
     * Trains one potential, writing the best so far and a checkpoint beside it every few seconds
     * and at the end.
     *
     * @param replica from 0; each has weights of its own
     * @param output the potential file; the checkpoint is {@link #checkpoint}
     * @param resume whether to go on from the checkpoint, if there is one
     * @return the one that was best on the validation frames
     * @throws IOException if nothing could be written at the start or at the end
     */
    public Potential run(int replica, Path output, boolean resume, Consumer<Epoch> listener)
            throws IOException {
        TrainingRun run =
                new TrainingRun(
                        input,
                        set,
                        workers,
                        initialNetworks(input.seed() + replica),
                        Checkpoint.fingerprint(input, replica, set.trainingCount(), frames),
                        this::stopped,
                        output);
        Potential best = run.train(resume, listener);
        ended = run.ended();
        return best;
    }

    /** Why the last run ended before its last epoch, a sentence; empty if it did not. */
    public Optional<String> ended() {
        return ended;
    }

    /** The file that a run can go on from. */
    public static Path checkpoint(Path output) {
        return output.resolveSibling(output.getFileName() + ".checkpoint");
    }

    /** A number that changes with anything the result hangs on but the length of the run. */
    public static long fingerprint(
            TrainInput input, List<Frame> trainingFrames, List<Frame> validationFrames) {
        List<Frame> all = new ArrayList<>(trainingFrames);
        all.addAll(validationFrames);
        return Checkpoint.fingerprint(input, 0, trainingFrames.size(), all);
    }

    private FeedForward[] initialNetworks(long seed) {
        if (input.initial().isPresent()) {
            return IntStream.range(0, input.elements().size())
                    .mapToObj(input.initial().get()::network)
                    .toArray(FeedForward[]::new);
        }
        double[] reference =
                ReferenceEnergies.fit(frames.subList(0, set.trainingCount()), input.elements());
        FeedForward[] out = new FeedForward[input.elements().size()];
        Random random = new Random(seed);
        TrainInput.Network network = input.network();
        for (int s = 0; s < out.length; s++) {
            DescriptorSet functions = input.descriptors().get(input.elements().get(s));
            out[s] =
                    network.initializer()
                            .network(
                                    functions.size(),
                                    network.hidden(),
                                    network.activation(),
                                    random);
            out[s].parameters()[out[s].parameters().length - 1] = reference[s];
        }
        return out;
    }
}
