package org.jinn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.kernel.Kernels;
import org.jinn.kernel.SymmetryKernel;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;

/**
 * Frames ready for training and the preprocessing fitted to the training ones.
 *
 * @param frames the training frames, then the validation frames
 * @param preprocessing one per species
 */
record FeatureSet(List<TrainingFrame> frames, Preprocessing[] preprocessing) {

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
                    progress.accept(done.incrementAndGet() / (double) ready.length);
                });
        Preprocessing[] preprocessing = new Preprocessing[sets.length];
        for (int s = 0; s < sets.length; s++) {
            List<double[]> values = values(ready, training, s);
            if (values.isEmpty()) {
                throw new IllegalArgumentException(
                        "every element must occur in the training frames: element="
                                + elements.get(s).symbol());
            }
            preprocessing[s] = Preprocessing.fit(values, input);
        }
        for (TrainingFrame frame : ready) {
            frame.prepare(preprocessing);
        }
        return new FeatureSet(Arrays.asList(ready), preprocessing);
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
