package org.jinn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.kernel.Kernels;
import org.jinn.kernel.SymmetryKernel;
import org.jinn.potential.TrainingRange;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;

/**
 * Frames ready for training and the preprocessing fitted to the training ones.
 *
 * @param frames the training frames, then the validation frames
 * @param preprocessing one per species
 * @param ranges of the symmetry functions over the training frames, one per species
 * @param derivativeBytes what the derivatives of all frames would take in memory
 * @param keptBytes what those take that are kept there
 */
record FeatureSet(
        List<TrainingFrame> frames,
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
        double cutoff = Arrays.stream(sets).mapToDouble(DescriptorSet::cutoff).max().orElseThrow();
        TrainingFrame[] ready = new TrainingFrame[frames.size()];
        AtomicInteger done = new AtomicInteger();
        List<SymmetryKernel[]> kernels = new ArrayList<>();
        for (int t = 0; t < workers.threads(); t++) {
            kernels.add(
                    Arrays.stream(sets)
                            .map(s -> s.kernel(elements, Kernels.best()))
                            .toArray(SymmetryKernel[]::new));
        }
        workers.forEach(
                ready.length,
                kernels,
                (mine, n) -> {
                    try {
                        ready[n] = new TrainingFrame(frames.get(n), elements, cutoff);
                        ready[n].describe(sets, mine);
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException(
                                frames.get(n).origin() + ": " + e.getMessage(), e);
                    }
                    progress.accept(0.2 * done.incrementAndGet() / ready.length);
                });
        Preprocessing[] preprocessing = new Preprocessing[sets.length];
        TrainingRange[] ranges = new TrainingRange[sets.length];
        for (int s = 0; s < sets.length; s++) {
            List<double[]> values = values(ready, training, s);
            if (values.isEmpty()) {
                throw new IllegalArgumentException(
                        "every element must occur in the training frames: element="
                                + elements.get(s).symbol());
            }
            preprocessing[s] = Preprocessing.fit(values, sets[s].functions(), input.scaling());
            ranges[s] = TrainingRange.of(values);
        }
        List<TrainingFrame> fitted = Arrays.asList(ready).subList(0, training);
        for (TrainingFrame frame : fitted) {
            frame.weight = weight(frame.frame, input.data().weights());
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
        return keep(Arrays.asList(ready), preprocessing, ranges, input, workers, progress);
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

    /** Keeps the derivatives of as many frames, from the first, as memory is allowed for. */
    private static FeatureSet keep(
            List<TrainingFrame> frames,
            Preprocessing[] preprocessing,
            TrainingRange[] ranges,
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
        return new FeatureSet(frames, preprocessing, ranges, all, kept);
    }

    /** The descriptors of all training atoms of one species. */
    private static List<double[]> values(TrainingFrame[] frames, int training, int species) {
        List<double[]> values = new ArrayList<>();
        for (int n = 0; n < training; n++) {
            for (int i = 0; i < frames[n].atoms; i++) {
                if (frames[n].species[i] == species) {
                    values.add(frames[n].g[i]);
                }
            }
        }
        return values;
    }
}
