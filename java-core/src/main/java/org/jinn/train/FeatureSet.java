package org.jinn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.kernel.Kernels;
import org.jinn.kernel.SymmetryKernel;
import org.jinn.potential.TrainingRange;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;

/**
 * Frames ready for training and the preprocessing fitted to the training ones. Ranks deal the
 * frames out among them.
 *
 * @param frames the training frames, then the validation frames
 * @param trainingCount how many are for training
 * @param preprocessing one per species
 * @param ranges of the symmetry functions over the training frames, those of the potential that
 *     training starts from too where they are known; one per species
 * @param derivativeBytes what the derivatives of all frames would take in memory, on all ranks
 * @param keptBytes what those take that are kept there
 */
record FeatureSet(
        List<TrainingFrame> frames,
        int trainingCount,
        Preprocessing[] preprocessing,
        TrainingRange[] ranges,
        long derivativeBytes,
        long keptBytes) {

    /**
     * Works out the descriptors of all frames.
     *
     * @param training how many of the frames are for training, from the first
     * @param progress told the share done, 0 to 1
     */
    static FeatureSet prepare(
            TrainInput input,
            List<Frame> frames,
            int training,
            Workers workers,
            Consumer<Double> progress) {
        List<Element> elements = input.elements();
        DescriptorSet[] sets =
                elements.stream().map(input.descriptors()::get).toArray(DescriptorSet[]::new);
        List<TrainingFrame> ready = new ArrayList<>();
        frames.forEach(frame -> ready.add(new TrainingFrame(frame, elements)));
        List<TrainingFrame> fitted = ready.subList(0, training);
        weigh(ready, training, input.data().weights());
        List<TrainingFrame> mine = deal(fitted, workers.ranks());
        mine.addAll(deal(ready.subList(training, ready.size()), workers.ranks()));
        describe(mine, elements, sets, workers, progress);
        if (workers.ranks().size() > 1) {
            // a hundredth of what derivatives take: preprocessing is then the same to the last bit
            fitted.forEach(frame -> frame.share(workers.ranks(), sets));
        }
        Preprocessing[] preprocessing = new Preprocessing[sets.length];
        TrainingRange[] ranges = new TrainingRange[sets.length];
        for (int s = 0; s < sets.length; s++) {
            List<double[]> values = values(fitted, s, elements.get(s));
            preprocessing[s] =
                    input.initial().isPresent()
                            ? input.initial().get().preprocessing(s)
                            : Preprocessing.fit(values, sets[s].functions(), input.scaling());
            TrainingRange range = TrainingRange.of(values);
            int species = s;
            ranges[s] =
                    input.initial()
                            .map(initial -> initial.models().get(species).range())
                            .map(range::with)
                            .orElse(range);
        }
        input.data()
                .atomicWeights()
                .ifPresent(
                        how ->
                                GaussianDensity.weigh(
                                        fitted, preprocessing, elements, how, workers));
        for (TrainingFrame frame : ready) {
            frame.prepare(preprocessing);
        }
        double[] bytes = keep(mine, preprocessing, input, workers, progress);
        return new FeatureSet(
                ready, training, preprocessing, ranges, (long) bytes[0], (long) bytes[1]);
    }

    List<TrainingFrame> training() {
        return frames.subList(0, trainingCount);
    }

    List<TrainingFrame> validation() {
        return frames.subList(trainingCount, frames.size());
    }

    /** Whether no symmetry function of any element has more than one value in training. */
    boolean tellsNothing() {
        return Arrays.stream(ranges).allMatch(TrainingRange::empty);
    }

    /** Works out surroundings and descriptors of frames. */
    private static void describe(
            List<TrainingFrame> mine,
            List<Element> elements,
            DescriptorSet[] sets,
            Workers workers,
            Consumer<Double> progress) {
        double cutoff = Arrays.stream(sets).mapToDouble(DescriptorSet::cutoff).max().orElseThrow();
        AtomicInteger done = new AtomicInteger();
        List<SymmetryKernel[]> kernels = new ArrayList<>();
        for (int t = 0; t < workers.threads(); t++) {
            kernels.add(
                    Arrays.stream(sets)
                            .map(s -> s.kernel(elements, Kernels.best()))
                            .toArray(SymmetryKernel[]::new));
        }
        workers.forEach(
                mine.size(),
                kernels,
                (own, n) -> {
                    try {
                        mine.get(n).surround(cutoff);
                        mine.get(n).describe(sets, own);
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException(
                                mine.get(n).frame.origin() + ": " + e.getMessage(), e);
                    }
                    progress.accept(0.2 * done.incrementAndGet() / mine.size());
                });
    }

    /**
     * Frames of this rank, in their order: the largest of all goes to the rank with the fewest
     * atoms so far, then the next. Similar frames, which follow one another, part.
     */
    private static List<TrainingFrame> deal(List<TrainingFrame> frames, Ranks ranks) {
        long[] atoms = new long[ranks.size()];
        Set<TrainingFrame> mine = new HashSet<>();
        List<TrainingFrame> largestFirst = new ArrayList<>(frames);
        largestFirst.sort(Comparator.comparingInt(f -> -f.atoms));
        for (TrainingFrame frame : largestFirst) {
            int least = 0;
            for (int r = 1; r < atoms.length; r++) {
                least = atoms[r] < atoms[least] ? r : least;
            }
            atoms[least] += frame.atoms;
            if (least == ranks.rank()) {
                mine.add(frame);
            }
        }
        return new ArrayList<>(frames.stream().filter(mine::contains).toList());
    }

    private static void weigh(
            List<TrainingFrame> frames, int training, Map<String, Double> ofGroups) {
        for (TrainingFrame frame : frames) {
            frame.weight = weight(frame.frame, ofGroups);
        }
        List<TrainingFrame> validating = frames.subList(training, frames.size());
        if (!validating.isEmpty() && validating.stream().allMatch(f -> f.weight == 0)) {
            throw new IllegalArgumentException(
                    "the best potential is chosen by the frames that validate, and all of them have"
                            + " the weight 0: valid_rate must be larger, or 0 for those trained on:"
                            + " frames="
                            + validating.size());
        }
    }

    private static double weight(Frame frame, Map<String, Double> ofGroups) {
        double own = 1;
        String word = frame.info().get(Frame.WEIGHT);
        if (word != null) {
            try {
                own = Double.parseDouble(word);
            } catch (NumberFormatException e) {
                own = Double.NaN;
            }
            if (!(own >= 0 && own <= 1e9)) {
                throw new IllegalArgumentException(
                        frame.origin() + ": the weight must be a number from 0 on: weight=" + word);
            }
        }
        return own * ofGroups.getOrDefault(frame.group(""), 1.0);
    }

    /**
     * Keeps the derivatives of as many frames, from the first, as memory is allowed for.
     *
     * @return bytes that all would take, and that are kept, on all ranks
     */
    private static double[] keep(
            List<TrainingFrame> frames,
            Preprocessing[] preprocessing,
            TrainInput input,
            Workers workers,
            Consumer<Double> progress) {
        List<DescriptorDerivatives> scratch = new ArrayList<>();
        for (int t = 0; t < workers.threads(); t++) {
            scratch.add(new DescriptorDerivatives(input, preprocessing));
        }
        long[] bytes = new long[frames.size()];
        workers.forEach(bytes.length, scratch, (mine, n) -> bytes[n] = mine.bytes(frames.get(n)));
        long all = Arrays.stream(bytes).sum();
        int count = 0;
        long kept = 0;
        while (count < bytes.length && kept + bytes[count] <= input.derivativeBytes()) {
            kept += bytes[count++];
        }
        int last = count;
        AtomicInteger done = new AtomicInteger();
        workers.forEach(
                last,
                scratch,
                (mine, n) -> {
                    mine.keep(frames.get(n));
                    progress.accept(0.2 + 0.8 * done.incrementAndGet() / last);
                });
        if (last == 0) { // else the last frame has said so
            progress.accept(1.0);
        }
        double[] sums = {all, kept};
        workers.ranks().sum(sums);
        return sums;
    }

    /** The descriptors of all training atoms of one species. */
    private static List<double[]> values(List<TrainingFrame> frames, int species, Element element) {
        List<double[]> values = new ArrayList<>();
        for (TrainingFrame frame : frames) {
            for (int i = 0; i < frame.atoms; i++) {
                if (frame.species[i] == species) {
                    values.add(frame.g[i]);
                }
            }
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException(
                    "every element must occur in the training frames: element=" + element.symbol());
        }
        return values;
    }
}
