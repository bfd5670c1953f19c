package org.jinn.train;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jinn.network.FeedForward;
import org.jinn.potential.AtomicModel;
import org.jinn.potential.Potential;
import org.jinn.potential.PotentialFile;
import org.jinn.structure.Element;
import org.jinn.structure.Units;

/** The training of one potential: the epochs, and the files that are written meanwhile. */
final class TrainingRun {
    /** Seconds between two checkpoints. */
    private static final double CHECKPOINT_INTERVAL = 10;

    private final TrainInput input;
    private final FeatureSet set;
    private final Ranks ranks;
    private final FeedForward[] networks;
    private final long fingerprint;
    private final BooleanSupplier stopped;
    private final Path output;
    private final Objective objective;
    private final double[] start;
    private final Optimizer optimizer;
    private Checkpoint state;
    private boolean betterThanFile;
    private double lastWritten;
    private Optional<String> ended = Optional.empty();

    /**
     * A run that has not begun.
     *
     * @param networks the ones to start from, one an element; they change
     * @param fingerprint what a checkpoint must have to be of this run
     * @param stopped whether to end after the current step; the same on all ranks
     * @param output the potential file; the checkpoint is beside it
     */
    TrainingRun(
            TrainInput input,
            FeatureSet set,
            Workers workers,
            FeedForward[] networks,
            long fingerprint,
            BooleanSupplier stopped,
            Path output) {
        this.input = input;
        this.set = set;
        ranks = workers.ranks();
        this.networks = networks;
        this.fingerprint = fingerprint;
        this.stopped = stopped;
        this.output = output;
        objective =
                new Objective(
                        input, networks, new Loss(input, set.preprocessing(), networks, workers));
        start = parameters();
        optimizer = optimizer();
        state = new Checkpoint(0, 0, Double.POSITIVE_INFINITY, start);
    }

    /** Goes on from the checkpoint, if there is one and it is asked for. */
    private void begin(boolean resume) throws IOException {
        Path checkpoint = Trainer.checkpoint(output);
        if (resume && Files.exists(checkpoint)) {
            state = Checkpoint.read(checkpoint, fingerprint, start.length, optimizer);
            betterThanFile = state.bestRoots() < Double.POSITIVE_INFINITY;
        } else if (ranks.rank() == 0) {
            checkSpace();
            write();
        }
        ranks.checkAlike(state.epoch(), "checkpoint");
    }

    /** A full disk is told now, not after hours. */
    private void checkSpace() throws IOException {
        Path folder = output.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        // a file is replaced only when its successor is whole
        long needed = 2 * (optimizer.largestState() + 100L * start.length) + 100_000;
        long left = Files.getFileStore(folder).getUsableSpace();
        if (left < needed) {
            throw new FileSystemException(
                    output.toString(),
                    null,
                    String.format(
                            Locale.ROOT,
                            "needs %.1f MB with its checkpoint, the disk has %.1f MB left",
                            needed * 1e-6,
                            left * 1e-6));
        }
    }

    private Optimizer optimizer() {
        List<TrainingFrame> training = set.training();
        return switch (input.fit().method()) {
            case ADAM -> new Adam(input, objective, training, start, stopped);
            case LM -> new LevenbergMarquardt(objective, training, start, stopped);
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

    /** Trains, see {@link Trainer#run}. */
    Potential train(boolean resume, Consumer<Epoch> listener) throws IOException {
        begin(resume);
        long begin = System.nanoTime();
        double before = state.seconds();
        int first = state.epoch() + 1;
        int last = input.fit().epochs();
        List<TrainingFrame> validation = set.validation();
        for (int n = first; n <= last && !stopped.getAsBoolean() && ended.isEmpty(); n++) {
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
            ended = n == last ? Optional.empty() : end(n, ranks.any(late), judge);
            String trouble = ranks.rank() == 0 ? writeIfDue(now) : null;
            double left =
                    Math.min(
                            now / (n - first + 1) * (last - n),
                            60 * input.fit().minutes() - state.seconds());
            listener.accept(
                    new Epoch(
                            n,
                            last,
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

    /** Why the run ended before its last epoch, a sentence; empty if it did not. */
    Optional<String> ended() {
        return ended;
    }

    private Optional<String> end(int epoch, boolean late, FitErrors judge) {
        String why =
                late
                        ? "max_minutes are over"
                        : optimizer.converged()
                                ? "another would not lower the loss"
                                : goodEnough(judge) ? "the errors are below the criteria" : null;
        return Optional.ofNullable(why).map(w -> "ended after epoch " + epoch + ": " + w);
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
        state.write(Trainer.checkpoint(output), fingerprint, optimizer);
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
                            p.rows() == null ? network : network.behindLinear(p.rows(), p.bias()),
                            p.rows() != null,
                            set.ranges()[s]));
        }
        return new Potential(input.elements(), models);
    }
}
