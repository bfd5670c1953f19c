package org.jinn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jinn.structure.Units;
import org.jinn.train.Epoch;
import org.jinn.train.FitErrors;

/**
 * The file LOG beside a potential, with the lines that SIMPLE-NN writes: root mean square errors in
 * eV/atom, eV/angstrom (the length of a vector) and kbar (the length of six components), of
 * training (T) and validation (V).
 */
final class TrainingLog implements AutoCloseable {
    private static final String RULE = "-".repeat(88);

    private final PrintWriter out;
    private final int interval;
    private double last = Double.NaN;

    /**
     * @param append whether the run goes on from an earlier one
     * @param interval epochs from one line to the next
     */
    TrainingLog(Path file, boolean append, int interval) throws IOException {
        out =
                new PrintWriter(
                        Files.newBufferedWriter(
                                file,
                                StandardCharsets.UTF_8,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                append
                                        ? StandardOpenOption.APPEND
                                        : StandardOpenOption.TRUNCATE_EXISTING));
        this.interval = interval;
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    void epoch(Epoch e) {
        // after --continue seconds count earlier runs too: the first epoch is as long as the mean
        double each = Double.isNaN(last) ? e.seconds() / e.epoch() : e.seconds() - last;
        last = e.seconds();
        if (e.epoch() % interval != 0 && e.epoch() != e.epochs()) {
            return;
        }
        FitErrors t = e.training();
        FitErrors v = e.validation();
        double kbar = Math.sqrt(6) * Units.EV_PER_A3_IN_KBAR;
        out.println(RULE);
        out.printf(
                Locale.ROOT,
                "Epoch %7d E RMSE(T V) %s F RMSE(T V) %s S RMSE(T V) %s learning_rate: %.4e%n",
                e.epoch(),
                pair(t.energyRmse(), v == null ? null : v.energyRmse(), 1),
                pair(t.forceRmse(), v == null ? null : v.forceRmse(), Math.sqrt(3)),
                pair(t.stressRmse(), v == null ? null : v.stressRmse(), kbar),
                e.learningRate());
        out.printf(Locale.ROOT, "Total time: %.4e s/epoch Elapsed: %.4e s%n", each, e.seconds());
        out.println(RULE);
        out.flush();
    }

    private static String pair(double training, Double validation, double unit) {
        return number(training * unit)
                + " "
                + (validation == null ? "         -" : number(validation * unit));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4e", value);
    }

    @Override
    public void close() {
        out.close();
    }
}
