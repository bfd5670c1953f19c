package org.jinn.dft;

import java.util.HashMap;
import java.util.Map;

/**
 * How far work is that several do side by side, each at a piece that cannot be divided: all of it
 * takes at least as long as its longest piece.
 */
final class Work {
    private final int jobs;
    private final Map<String, Double> all = new HashMap<>();
    private final Map<String, Double> left = new HashMap<>();

    Work(int jobs) {
        this.jobs = jobs;
    }

    /** More to be done in a piece, some of it perhaps long since. */
    void expect(String piece, double cost, double done) {
        all.merge(piece, cost, Double::sum);
        left.merge(piece, cost - done, Double::sum);
    }

    void did(String piece, double cost) {
        left.merge(piece, -cost, Double::sum);
    }

    /** Share of the time that is over, 0 to 1. */
    double share() {
        double whole = time(all);
        return whole > 0 ? Math.min(1, Math.max(0, 1 - time(left) / whole)) : 1;
    }

    /** With all jobs at work, or with the last one at the longest piece. */
    private double time(Map<String, Double> costs) {
        double sum = costs.values().stream().mapToDouble(Double::doubleValue).sum();
        double longest = costs.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return Math.max(sum / jobs, longest);
    }
}
