package org.jinn.cli;

import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jinn.system.Listener;
import org.jinn.system.Pace;
import picocli.CommandLine.Model.CommandSpec;

/**
 * How far something long is, with the time left: a bar on a terminal, a line now and then
 * elsewhere.
 */
final class Progress implements AutoCloseable, Listener {
    private static final long PERMILLE = 1000;

    private final PrintWriter out;
    private final PrintWriter err;
    private final String task;
    private final boolean silent;
    private final Pace pace = new Pace();
    private boolean begun;
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
    @Override
    public synchronized void tell(String sentence) {
        err.println((bar == null ? "" : "\n") + "jinn: " + sentence);
        err.flush();
    }

    /**
     * Where it is.
     *
     * @param message such as {@code 3 of 9 frames}
     * @param share of the work that is done, 0 to 1
     */
    @Override
    public synchronized void at(String message, double share) {
        String left = pace.left(share);
        boolean first = !begun;
        begun = true;
        if (first && Terminal.isErr() && share < 1) {
            bar =
                    new ProgressBarBuilder()
                            .setTaskName(task)
                            .setInitialMax(PERMILLE)
                            .setUnit(" %", PERMILLE / 100)
                            .startsFrom(Math.round(PERMILLE * share), Duration.ZERO)
                            .setStyle(ProgressBarStyle.ASCII)
                            .build();
        }
        if (bar != null) {
            bar.stepTo(Math.round(PERMILLE * share));
            bar.setExtraMessage(message);
        } else if (!silent && (pace.due() || first || share >= 1)) {
            out.println(message + left);
            out.flush();
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
