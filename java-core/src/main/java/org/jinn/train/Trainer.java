package org.jinn.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.network.FeedForward;
import org.jinn.potential.AtomicModel;
import org.jinn.potential.Potential;
import org.jinn.potential.PotentialFile;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Units;

/**
 * Trains potentials on one set of frames. The result depends on input, frames and seed, not on the
 * number of threads or ranks, nor on whether the run was interrupted. Derivatives of descriptors
 * that do not fit into memory are worked out again by other arithmetic, and what fits hangs on the
 * number of ranks: then they change the rounding.
 */
public final class Trainer {
    /** Seconds between two checkpoints. */
    private static final double CHECKPOINT_INTERVAL = 10;

    private final TrainInput input;
    private final Ranks ranks;
    private final Workers workers;
    private final FeatureSet set;
    private final List<TrainingFrame> training;
    private final List<TrainingFrame> validation;
    private final List<Frame> frames;
    private volatile boolean stopped;
    private String ended;

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
        checkAlike(fingerprint(input, trainingFrames, validationFrames), "input and frames");
        set = FeatureSet.prepare(input, frames, trainingFrames.size(), workers, progress);
        training = set.frames().subList(0, trainingFrames.size());
        validation = set.frames().subList(trainingFrames.size(), frames.size());
    }

    /** A file that is still being written, or has not come to all machines, is not alike. */
    private void checkAlike(double here, String what) {
        double[] first = {ranks.rank() == 0 ? here : 0};
        ranks.sum(first);
        if (ranks.any(first[0] != here)) {
            throw new IllegalArgumentException(
                    "all ranks must read the same " + what + ": ranks=" + ranks.size());
        }
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
        return new Run(replica, output, resume).train(listener);
    }

    /** Why the last run ended before its last epoch, a sentence; empty if it did not. */
    public Optional<String> ended() {
        return Optional.ofNullable(ended);
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

    /** The training of one potential. */
    private final class Run {
        private final Path output;
        private final FeedForward[] networks;
        private final Objective objective;
        private final Optimizer optimizer;
        private final long fingerprint;
        private final double[] start;
        private Checkpoint state;
        private boolean betterThanFile;
        private double lastWritten;

        Run(int replica, Path output, boolean resume) throws IOException {
            this.output = output;
            networks = initialNetworks(input.seed() + replica);
            objective =
                    new Objective(
                            input,
                            networks,
                            new Loss(input, set.preprocessing(), networks, workers));
            start = parameters();
            optimizer = optimizer(start);
            fingerprint = Checkpoint.fingerprint(input, replica, training.size(), frames);
            state = new Checkpoint(0, 0, Double.POSITIVE_INFINITY, start);
            if (resume && Files.exists(checkpoint(output))) {
                state = Checkpoint.read(checkpoint(output), fingerprint, start.length, optimizer);
                betterThanFile = state.bestRoots() < Double.POSITIVE_INFINITY;
            } else if (ranks.rank() == 0) {
                checkSpace();
                write();
            }
            checkAlike(state.epoch(), "checkpoint");
        }

        /** A full disk is told now, not after hours. */
        private void checkSpace() throws IOException {
            Path folder = output.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            // a file is replaced only when its successor is whole
            long needed = 2 * (optimizer.largestState() + 100L * start.length) + 100_000;
            long left = Files.getFileStore(folder).getUsableSpace();
            if (left < needed) {
                throw new java.nio.file.FileSystemException(
                        output.toString(),
                        null,
                        String.format(
                                java.util.Locale.ROOT,
                                "needs %.1f MB with its checkpoint, the disk has %.1f MB left",
                                needed * 1e-6,
                                left * 1e-6));
            }
        }

        private Optimizer optimizer(double[] start) {
            return switch (input.fit().method()) {
                case ADAM -> new Adam(input, objective, training, start, Trainer.this::stopped);
                case LM ->
                        new LevenbergMarquardt(objective, training, start, Trainer.this::stopped);
                case LBFGS -> {
                    FitErrors[] last = new FitErrors[1];
                    yield new Lbfgs(
                            (x, gradient) -> {
                                FitErrors.Sum sum = new FitErrors.Sum();
                                double value = objective.value(training, x, gradient, sum);
                                last[0] = sum.errors(1);
                                return value;
                            },
                            () -> last[0],
                            start);
                }
            };
        }

        Potential train(Consumer<Epoch> listener) throws IOException {
            long begin = System.nanoTime();
            double before = state.seconds();
            int first = state.epoch() + 1;
            ended = null;
            for (int n = first; n <= input.fit().epochs() && !stopped() && ended == null; n++) {
                FitErrors fit = optimizer.epoch(n);
                if (fit == null) {
                    break;
                }
                FitErrors valid =
                        validation.isEmpty()
                                ? null
                                : objective.errors(validation, optimizer.parameters());
                FitErrors judge = valid == null ? fit : valid;
                boolean better = judge.roots() < state.bestRoots();
                double now = (System.nanoTime() - begin) * 1e-9;
                state =
                        new Checkpoint(
                                n,
                                before + now,
                                better ? judge.roots() : state.bestRoots(),
                                better ? optimizer.parameters().clone() : state.best());
                betterThanFile |= better;
                boolean late = ranks.rank() == 0 && state.seconds() > 60 * input.fit().minutes();
                ended = n == input.fit().epochs() ? null : end(n, ranks.any(late), judge);
                String trouble = ranks.rank() == 0 ? writeIfDue(now) : null;
                double left =
                        Math.min(
                                now / (n - first + 1) * (input.fit().epochs() - n),
                                60 * input.fit().minutes() - state.seconds());
                listener.accept(
                        new Epoch(
                                n,
                                input.fit().epochs(),
                                fit,
                                valid,
                                state.seconds(),
                                left,
                                optimizer.learningRate(),
                                better,
                                trouble));
            }
            if (state.epoch() > 0 && !(state.bestRoots() < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "the loss was never a number, no potential written; a smaller"
                                + " 'learning_rate' may help");
            }
            if (ranks.rank() == 0) {
                write();
            }
            objective.set(state.best());
            return potential();
        }

        private String end(int epoch, boolean late, FitErrors judge) {
            String why =
                    late
                            ? "max_minutes are over"
                            : optimizer.converged()
                                    ? "another would not lower the loss"
                                    : goodEnough(judge)
                                            ? "the errors are below the criteria"
                                            : null;
            return why == null ? null : "ended after epoch " + epoch + ": " + why;
        }

        private boolean goodEnough(FitErrors e) {
            TrainInput.Fit fit = input.fit();
            double stress = e.stressRmse() * Math.sqrt(6) * Units.EV_PER_A3_IN_KBAR;
            return (fit.energyCriterion() < Double.POSITIVE_INFINITY
                            || fit.forceCriterion() < Double.POSITIVE_INFINITY
                            || fit.stressCriterion() < Double.POSITIVE_INFINITY)
                    && !(e.energyRmse() > fit.energyCriterion())
                    && !(e.forceRmse() * Math.sqrt(3) > fit.forceCriterion())
                    && !(stress > fit.stressCriterion());
        }

        /** A disk that is full for a while must not end the run. */
        private String writeIfDue(double now) {
            if (now - lastWritten < CHECKPOINT_INTERVAL) {
                return null;
            }
            lastWritten = now;
            try {
                write();
                return null;
            } catch (IOException e) {
                return e.getMessage() + "; training goes on, the next try is in a few seconds";
            }
        }

        private void write() throws IOException {
            if (betterThanFile) { // first: it is what the run is for
                objective.set(state.best());
                PotentialFile.write(output, potential());
                betterThanFile = false;
            }
            state.write(checkpoint(output), fingerprint, optimizer);
        }

        private double[] parameters() {
            return Arrays.stream(networks)
                    .map(FeedForward::parameters)
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
        }

        private Potential potential() {
            Map<Element, AtomicModel> models = new LinkedHashMap<>();
            for (int s = 0; s < networks.length; s++) {
                Element element = input.elements().get(s);
                Preprocessing p = set.preprocessing()[s];
                FeedForward network = networks[s].copy();
                models.put(
                        element,
                        new AtomicModel(
                                input.descriptors().get(element),
                                p.centre(),
                                p.width(),
                                p.rows() == null
                                        ? network
                                        : network.behindLinear(p.rows(), p.bias()),
                                p.rows() != null,
                                set.ranges()[s]));
            }
            return new Potential(input.elements(), models);
        }
    }

    private FeedForward[] initialNetworks(long seed) {
        if (input.initial().isPresent()) {
            return IntStream.range(0, input.elements().size())
                    .mapToObj(input.initial().get()::network)
                    .toArray(FeedForward[]::new);
        }
        double[] reference =
                ReferenceEnergies.fit(frames.subList(0, training.size()), input.elements());
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
