package org.jinn.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jinn.study.Study;
import picocli.CommandLine.Model.CommandSpec;

/**
 * How far something long is, with the time left: a bar on a terminal, a line now and then
 * elsewhere.
 */
final class Progress implements AutoCloseable {
    private static final long PERMILLE = 1000;
    private static final long QUIET = 5_000_000_000L;

    /** Share of the work from which on the time left can be told. */
    private static final double ENOUGH = 1e-3;

    private final PrintWriter out;
    private final PrintWriter err;
    private final String task;
    private final boolean silent;
    private final long start = System.nanoTime();

    private double shareAtStart = -1;
    private long lastLine;
    private ProgressBar bar;

    /**
     * @param task a word before the bar
     * @param silent whether there are to be no lines, for a program reads standard output
     */
    Progress(CommandSpec spec, String task, boolean silent) {
        out = spec.commandLine().getOut();
        err = spec.commandLine().getErr();
        this.task = task;
        this.silent = silent;
    }

    /** A sentence that does not wait. */
    synchronized void tell(String sentence) {
        err.println((bar == null ? "" : "\n") + "jinn: " + sentence);
        err.flush();
    }

    /**
     * Where it is.
     *
     * @param message such as {@code 3 of 9 frames}
     * @param share of the work that is done, 0 to 1
     */
    synchronized void at(String message, double share) {
        if (shareAtStart < 0) {
            shareAtStart = share;
            if (Terminal.isErr() && share < 1) {
                bar =
                        new ProgressBarBuilder()
                                .setTaskName(task)
                                .setInitialMax(PERMILLE)
                                .setUnit(" %", PERMILLE / 100)
                                .startsFrom(Math.round(PERMILLE * share), Duration.ZERO)
                                .setStyle(ProgressBarStyle.ASCII)
                                .build();
            }
        }
        if (bar != null) {
            bar.stepTo(Math.round(PERMILLE * share));
            bar.setExtraMessage(message);
        } else if (!silent && (System.nanoTime() - lastLine > QUIET || share >= 1)) {
            lastLine = System.nanoTime();
            double since = share - shareAtStart;
            double rate = since / ((lastLine - start) * 1e-9);
            // the first steps load programs: no guess from them
            boolean known = since > ENOUGH && share < 1;
            out.println(message + (known ? left((1 - share) / rate) : ""));
            out.flush();
        }
    }

    /** The same for what hears of a study. */
    Study.Listener listener() {
        return new Study.Listener() {
            @Override
            public void tell(String sentence) {
                Progress.this.tell(sentence);
            }

            @Override
            public void at(String message, double share) {
                Progress.this.at(message, share);
            }
        };
    }

    private static String left(double seconds) {
        return seconds < 600
                ? String.format(Locale.ROOT, ", %.0f s left", seconds)
                : ", " + duration(seconds) + " left";
    }

    /** A time in minutes or hours. */
    static String duration(double seconds) {
        return seconds < 5400
                ? String.format(Locale.ROOT, "%.0f min", Math.max(1, seconds / 60))
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
