package org.jinn.system;

import java.util.Locale;

/**
 * When to say how far a long piece of work is, and how much time is left. From any thread.
 *
 * <p>The time left goes by what was done since the first share was told: what an earlier run has
 * done took no time of this one.
 */
public final class Pace {
    /** Nanoseconds from one line to the next. */
    private static final long QUIET = 5_000_000_000L;

    /** Share of the work from which on the time left can be told: the first steps load programs. */
    private static final double ENOUGH = 1e-3;

    private final long begin = System.nanoTime();
    private long last = begin;
    private double first = Double.NaN;

    /** Whether a line is due: five seconds after the beginning, or after it last was. */
    public synchronized boolean due() {
        long now = System.nanoTime();
        if (now - last < QUIET) {
            return false;
        }
        last = now;
        return true;
    }

    /**
     * Such as {@code ", 40 s left"}; nothing where that cannot be told.
     *
     * @param share of the work that is done, 0 to 1
     */
    public synchronized String left(double share) {
        first = Double.isNaN(first) ? share : first;
        double since = share - first;
        if (since < ENOUGH || share >= 1) {
            return "";
        }
        double seconds = (System.nanoTime() - begin) * 1e-9;
        return ", " + duration(seconds * (1 - share) / since) + " left";
    }

    /** A time in words: seconds, minutes or hours. */
    public static String duration(double seconds) {
        if (seconds < 180) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        }
        return seconds < 5400
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }
}
