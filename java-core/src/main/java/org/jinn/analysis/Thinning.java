package org.jinn.analysis;

import java.util.HashSet;
import java.util.Set;

/** Leaves out points that would not be seen, so that pictures of large data sets stay small. */
final class Thinning {
    private static final int CELLS = 200;
    private static final int BUCKETS = 700;

    private Thinning() {}

    /** Of a cloud of points: one point in each cell of a grid about as fine as the picture. */
    static double[][] cloud(double[] x, double[] y) {
        double[] rangeX = range(x);
        double[] rangeY = range(y);
        Set<Integer> seen = new HashSet<>();
        int[] kept = new int[x.length];
        int count = 0;
        for (int i = 0; i < x.length; i++) {
            if (seen.add(cell(x[i], rangeX) * (CELLS + 1) + cell(y[i], rangeY))) {
                kept[count++] = i;
            }
        }
        return pick(x, y, kept, count);
    }

    /** Of a line: the lowest and the highest point of each of many equal stretches. */
    static double[][] line(double[] x, double[] y) {
        if (x.length <= 2 * BUCKETS) {
            return new double[][] {x, y};
        }
        int[] kept = new int[2 * BUCKETS];
        int count = 0;
        for (int b = 0; b < BUCKETS; b++) {
            int begin = (int) ((long) b * x.length / BUCKETS);
            int end = (int) ((long) (b + 1) * x.length / BUCKETS);
            int low = begin;
            int high = begin;
            for (int i = begin; i < end; i++) {
                low = y[i] < y[low] ? i : low;
                high = y[i] > y[high] ? i : high;
            }
            kept[count++] = Math.min(low, high);
            if (low != high) {
                kept[count++] = Math.max(low, high);
            }
        }
        return pick(x, y, kept, count);
    }

    /** Smallest and largest value. */
    static double[] range(double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            low = Math.min(low, v);
            high = Math.max(high, v);
        }
        return new double[] {low, high};
    }

    private static int cell(double value, double[] range) {
        double width = range[1] - range[0];
        return width > 0 ? (int) (CELLS * (value - range[0]) / width) : 0;
    }

    private static double[][] pick(double[] x, double[] y, int[] kept, int count) {
        double[][] out = new double[2][count];
        for (int i = 0; i < count; i++) {
            out[0][i] = x[kept[i]];
            out[1][i] = y[kept[i]];
        }
        return out;
    }
}
