package org.jinn.dataset;

import java.util.ArrayList;
import java.util.List;

/**
 * Which of some frames: one of Python's slices, counted from 0, negative numbers from the end.
 *
 * @param start the first, {@code null} for the end it goes from
 * @param stop the first that is not taken, {@code null} for the end it goes to
 * @param step not 0
 */
public record Slice(Integer start, Integer stop, int step) {
    /** Every frame. */
    public static final Slice ALL = new Slice(null, null, 1);

    /**
     * A slice such as {@code 100:2000:20}, {@code :}, or one number.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Slice parse(String word) {
        String[] parts = word.split(":", -1);
        try {
            if (parts.length == 1) {
                int i = Integer.parseInt(word);
                return new Slice(i, i == -1 ? null : i + 1, 1);
            }
            Integer start = parts[0].isEmpty() ? null : Integer.valueOf(parts[0]);
            Integer stop = parts[1].isEmpty() ? null : Integer.valueOf(parts[1]);
            int step = parts.length < 3 || parts[2].isEmpty() ? 1 : Integer.parseInt(parts[2]);
            if (parts.length <= 3 && step != 0) {
                return new Slice(start, stop, step);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "expected frames such as ':', '12' or '100:2000:20', found '" + word + "'");
    }

    /** The chosen ones of {@code n} frames, in their order. */
    public List<Integer> of(int n) {
        int low = step > 0 ? 0 : -1;
        int high = step > 0 ? n : n - 1;
        int from = start == null ? (step > 0 ? low : high) : clamp(start, n, low, high);
        int to = stop == null ? (step > 0 ? high : low) : clamp(stop, n, low, high);
        List<Integer> chosen = new ArrayList<>();
        for (int i = from; step > 0 ? i < to : i > to; i += step) {
            chosen.add(i);
        }
        return chosen;
    }

    /** Whether {@link #takes} can answer: nothing is counted from the end. */
    public boolean streams() {
        return step > 0 && (start == null || start >= 0) && (stop == null || stop >= 0);
    }

    /** Whether frame {@code i} is chosen, however many there are; see {@link #streams}. */
    public boolean takes(int i) {
        int from = start == null ? 0 : start;
        return i >= from && (stop == null || i < stop) && (i - from) % step == 0;
    }

    private static int clamp(int i, int n, int low, int high) {
        return Math.max(low, Math.min(high, i < 0 ? i + n : i));
    }
}
