package org.jinn.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jinn.dataset.Dataset;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.descriptor.SymmetryFunction;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.train.Epoch;
import org.jinn.train.TrainInput;
import org.jinn.train.Trainer;

/** The step that trains one potential. */
final class Training {
    static final String FOLDER = "train";
    static final String POTENTIAL = "potential_saved";
    static final String EPOCHS = "epochs";

    /** Reading frames, starting up, descriptors: seconds. */
    private static final double START = 6;

    private Training() {}

    /**
     * A step; it goes on from the checkpoint that an interrupted try has left.
     *
     * @param home folder of the potential below that of the study
     * @param input what to train but for the file
     */
    static Step step(String home, TrainInput input, Dataset.Split split) {
        List<Frame> frames =
                Stream.concat(split.training().stream(), split.test().stream()).toList();
        long fingerprint = Trainer.fingerprint(input, split.training(), split.test());
        String recipe = "train " + fingerprint + " " + input.fit();
        return new Step(
                home + "/" + FOLDER,
                recipe,
                List.of(),
                seconds(input, frames),
                (folder, progress) -> {
                    Path file = folder.resolve(POTENTIAL);
                    Trainer trainer =
                            new Trainer(input, split.training(), split.test(), done -> {});
                    EpochTime time = new EpochTime();
                    try {
                        trainer.run(
                                0,
                                file,
                                true,
                                epoch -> {
                                    time.at(epoch, trainer.processorSeconds());
                                    progress.accept((double) epoch.epoch() / epoch.epochs());
                                });
                    } catch (IllegalArgumentException e) {
                        return StepResult.failed(e.getMessage());
                    }
                    Files.deleteIfExists(Trainer.checkpoint(file));
                    Map<String, Double> numbers = new LinkedHashMap<>();
                    if (time.last != null) { // else the try before was killed after the last epoch
                        numbers.put(EPOCHS, (double) time.last.epoch());
                        numbers.put("seconds", time.ofAll());
                    }
                    return StepResult.of(numbers);
                });
    }

    /** What epochs cost, whatever else the machine does, and whether or not it was interrupted. */
    private static final class EpochTime {
        private Epoch first;
        private double atFirst;
        private Epoch last;
        private double atLast;

        void at(Epoch epoch, double processorSeconds) {
            if (first == null) {
                first = epoch;
                atFirst = processorSeconds;
            }
            last = epoch;
            atLast = processorSeconds;
        }

        /** Seconds of one core for all epochs up to the last. */
        double ofAll() {
            int epochs = last.epoch() - first.epoch();
            return epochs == 0 ? last.seconds() : (atLast - atFirst) / epochs * last.epoch();
        }
    }

    /** An epoch of L-BFGS takes 3 us an atom and 0.17 us more for each function (AMD Zen 5). */
    private static double seconds(TrainInput input, List<Frame> frames) {
        long atoms = frames.stream().mapToLong(f -> f.structure().size()).sum();
        double epoch = 1e-6 * atoms * (3 + 0.17 * length(input.descriptors()));
        return START + Math.min(60 * input.fit().minutes(), input.fit().epochs() * epoch);
    }

    /** The number of functions of the element that has most. */
    static int length(Map<Element, DescriptorSet> set) {
        return set.values().stream().mapToInt(DescriptorSet::size).max().orElseThrow();
    }

    /** The largest cutoff radius of all elements, angstrom. */
    static double cutoff(Map<Element, DescriptorSet> set) {
        return set.values().stream().mapToDouble(DescriptorSet::cutoff).max().orElseThrow();
    }

    /** The number of angular functions of the element that has most. */
    static int angular(Map<Element, DescriptorSet> set) {
        return set.values().stream()
                .mapToInt(
                        s ->
                                (int)
                                        s.functions().stream()
                                                .filter(SymmetryFunction.Angular.class::isInstance)
                                                .count())
                .max()
                .orElseThrow();
    }
}
