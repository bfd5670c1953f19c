package org.jinn.train;

import java.util.Arrays;

/**
 * The sum of what frames give, in twice the precision of a double (two-sum: Knuth, The Art of
 * Computer Programming 2, 4.2.2): rounded to doubles it is the same in whatever order the frames
 * come, and however they are dealt out among ranks. A difference in the last bit would not stay
 * there: steps of an optimiser magnify it, within a hundred epochs to a percent of the loss.
 */
final class FrameSum {
    private final double[] high;
    private final double[] low;

    FrameSum(int length) {
        high = new double[length];
        low = new double[length];
    }

    void clear() {
        Arrays.fill(high, 0);
        Arrays.fill(low, 0);
    }

    void add(double[] values) {
        add(values, 0);
    }

    private void add(double[] values, int from) {
        for (int i = 0; i < high.length; i++) {
            double a = high[i];
            double b = values[from + i];
            double sum = a + b;
            double back = sum - a;
            low[i] += (a - (sum - back)) + (b - back);
            high[i] = sum;
        }
    }

    /** The sum over all ranks. */
    void total(Ranks ranks, double[] total) {
        if (ranks.size() > 1) {
            // each rank's part has a place of its own, so that none is rounded on the way
            int n = high.length;
            double[] parts = new double[2 * n * ranks.size()];
            System.arraycopy(high, 0, parts, 2 * n * ranks.rank(), n);
            System.arraycopy(low, 0, parts, 2 * n * ranks.rank() + n, n);
            ranks.sum(parts);
            clear();
            for (int r = 0; r < ranks.size(); r++) {
                add(parts, 2 * n * r);
                for (int i = 0; i < n; i++) {
                    low[i] += parts[2 * n * r + n + i];
                }
            }
        }
        for (int i = 0; i < high.length; i++) {
            total[i] = high[i] + low[i];
        }
    }
}
