package org.jinn.train;

import java.util.Locale;

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
        FitErrors v = validation == null ? training : validation;
        return String.format(
                Locale.ROOT,
                "epoch %d/%d  energy MAE %.2f | %.2f meV/atom  force MAE %.4f | %.4f eV/A"
                        + "  stress RMSE %.2f | %.2f GPa  %s left%s",
                epoch,
                epochs,
                1000 * training.energyMae(),
                1000 * v.energyMae(),
                training.forceMae(),
                v.forceMae(),
                training.stressRmse() * org.jinn.structure.Units.EV_PER_A3_IN_KBAR / 10,
                v.stressRmse() * org.jinn.structure.Units.EV_PER_A3_IN_KBAR / 10,
                left < 90
                        ? String.format(Locale.ROOT, "%.0f s", left)
                        : String.format(Locale.ROOT, "%.0f min", left / 60),
                best ? " *" : "");
    }
}
