package org.jinn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.kernel.SymmetryKernel;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;

/**
 * Features of many frames and the preprocessing fitted to those of the training frames.
 *
 * @param preprocessing one per species
 */
record FeatureSet(List<FrameFeatures> frames, Preprocessing[] preprocessing) {

    static FeatureSet prepare(
            TrainInput input,
            List<Frame> frames,
            int training,
            Workers workers,
            Consumer<Double> progress) {
        List<Element> elements = input.elements();
        DescriptorSet[] sets =
                elements.stream().map(input.descriptors()::get).toArray(DescriptorSet[]::new);
        FrameFeatures[] features = new FrameFeatures[frames.size()];
        // derivatives of all functions cost about this many times their values
        double weight = 20;
        AtomicInteger done = new AtomicInteger();
        workers.forEach(
                features.length,
                () -> kernels(sets, elements),
                (kernels, n) -> {
                    try {
                        features[n] = new FrameFeatures(frames.get(n), elements, sets, kernels);
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException(
                                frames.get(n).origin() + ": " + e.getMessage(), e);
                    }
                    progress.accept(done.incrementAndGet() / (features.length * (1 + weight)));
                });
        checkMemory(features);
        Preprocessing[] preprocessing = new Preprocessing[sets.length];
        for (int s = 0; s < sets.length; s++) {
            List<double[]> values = new ArrayList<>();
            for (int n = 0; n < training; n++) {
                for (int i = 0; i < features[n].atoms; i++) {
                    if (features[n].species[i] == s) {
                        values.add(features[n].g[i]);
                    }
                }
            }
            if (values.isEmpty()) {
                throw new IllegalArgumentException(
                        "every element must occur in the training frames: element="
                                + elements.get(s).symbol());
            }
            preprocessing[s] = Preprocessing.fit(values, input);
        }
        AtomicInteger derived = new AtomicInteger();
        workers.forEach(
                features.length,
                () -> kernels(sets, elements),
                (kernels, n) -> {
                    features[n].derive(elements, sets, kernels, preprocessing);
                    progress.accept(
                            (1 + weight * derived.incrementAndGet() / features.length)
                                    / (1 + weight));
                });
        return new FeatureSet(Arrays.asList(features), preprocessing);
    }

    private static SymmetryKernel[] kernels(DescriptorSet[] sets, List<Element> elements) {
        return Arrays.stream(sets).map(s -> s.kernel(elements)).toArray(SymmetryKernel[]::new);
    }

    private static void checkMemory(FrameFeatures[] features) {
        long bytes = Arrays.stream(features).mapToLong(FrameFeatures::derivativeBytes).sum();
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        if (bytes > 0.9 * free) {
            throw new IllegalArgumentException(
                    String.format(
                            java.util.Locale.ROOT,
                            "the derivatives of the descriptors must fit into memory: need=%.1f GB,"
                                    + " free=%.1f GB; give Java more with JINN_JAVA_OPTIONS=-Xmx...,"
                                    + " or train on fewer frames",
                            bytes * 1e-9,
                            free * 1e-9));
        }
    }

    /** Frames {@code from} to {@code to - 1}. */
    FeatureSet part(int from, int to) {
        return new FeatureSet(frames.subList(from, to), preprocessing);
    }
}
