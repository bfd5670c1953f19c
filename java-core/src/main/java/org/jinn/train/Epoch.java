package org.jinn.train;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jinn.structure.Units;
import org.jinn.system.Pace;

/**
 * Where a run stands after an epoch.
 *
 * @param epoch from 1
 * @param epochs the most there will be
 * @param training errors on the training frames, as met during the epoch
 * @param validation errors on the validation frames after it; {@code null} without any
 * @param seconds of training so far
 * @param left seconds left if all epochs are needed
 * @param learningRate of the epoch; 0 if the method has none
 * @param best whether this epoch's potential is the best so far
 * @param trouble what went wrong without ending the run, in a sentence; {@code null} if nothing
 */
public record Epoch(
        int epoch,
        int epochs,
        FitErrors training,
        FitErrors validation,
        double seconds,
        double left,
        double learningRate,
        boolean best,
        String trouble) {

    /** Errors on training | validation frames and the time left, in one line. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "epoch %d/%d  energy MAE %s meV/atom  force MAE %s eV/A  stress RMSE %s GPa"
                        + "  %s left%s",
                epoch,
                epochs,
                both("%.2f", 1000, FitErrors::energyMae),
                both("%.4f", 1, FitErrors::forceMae),
                both("%.2f", Units.EV_PER_A3_IN_GPA, FitErrors::stressRmse),
                Pace.duration(left),
                best ? " *" : "");
    }

    private String both(String format, double unit, ToDoubleFunction<FitErrors> error) {
        return number(format, unit, training, error)
                + " | "
                + number(format, unit, validation, error);
    }

    /** "-" where there are no frames, or none with such a label. */
    private static String number(
            String format, double unit, FitErrors of, ToDoubleFunction<FitErrors> error) {
        double value = of == null ? Double.NaN : unit * error.applyAsDouble(of);
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
