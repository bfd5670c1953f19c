package org.jinn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jinn.analysis.Plots;
import org.jinn.train.Epoch;
import org.jinn.train.FitErrors;

/** The picture of a training: its force error, epoch by epoch; without forces, that of energy. */
final class LearningCurve {
    private LearningCurve() {}

    static void plot(List<Epoch> epochs, Path file) throws IOException {
        if (!plot(epochs, "Force MAE (eV/\u00c5)", FitErrors::forceMae, file)) {
            plot(epochs, "Energy MAE (eV/atom)", FitErrors::energyMae, file);
        }
    }

    private static boolean plot(
            List<Epoch> epochs, String axis, ToDoubleFunction<FitErrors> error, Path file)
            throws IOException {
        List<Plots.Curve> curves = new ArrayList<>();
        add(curves, "training", epochs, e -> error.applyAsDouble(e.training()));
        if (epochs.get(0).validation() != null) {
            add(curves, "validation", epochs, e -> error.applyAsDouble(e.validation()));
        }
        if (curves.isEmpty()) {
            return false;
        }
        Plots.learningCurve("Learning curve", "Epoch", axis, curves).save(file);
        return true;
    }

    /** An error that is not known, for want of labels, has no curve. */
    private static void add(
            List<Plots.Curve> curves,
            String name,
            List<Epoch> epochs,
            ToDoubleFunction<Epoch> error) {
        double[] errors = epochs.stream().mapToDouble(error).toArray();
        if (Arrays.stream(errors).anyMatch(e -> e > 0)) {
            double[] numbers = epochs.stream().mapToDouble(Epoch::epoch).toArray();
            curves.add(new Plots.Curve(name, numbers, errors, false));
        }
    }
}
