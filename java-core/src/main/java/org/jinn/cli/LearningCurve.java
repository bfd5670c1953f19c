package org.jinn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jinn.analysis.Plots;
import org.jinn.train.Epoch;

/** The picture of a training: its force error, epoch by epoch. */
final class LearningCurve {
    private LearningCurve() {}

    static void plot(List<Epoch> epochs, Path file) throws IOException {
        List<Plots.Curve> curves = new ArrayList<>();
        curves.add(curve("training", epochs, e -> e.training().forceMae()));
        if (epochs.get(0).validation() != null) {
            curves.add(curve("validation", epochs, e -> e.validation().forceMae()));
        }
        Plots.learningCurve("Learning curve", "Epoch", "Force MAE (eV/\u00c5)", curves).save(file);
    }

    private static Plots.Curve curve(
            String name, List<Epoch> epochs, ToDoubleFunction<Epoch> error) {
        return new Plots.Curve(
                name,
                epochs.stream().mapToDouble(Epoch::epoch).toArray(),
                epochs.stream().mapToDouble(error).toArray(),
                false);
    }
}
