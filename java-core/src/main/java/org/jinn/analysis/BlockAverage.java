package org.jinn.analysis;

/**
 * Mean of a correlated time series with an honest error bar, by the blocking of Flyvbjerg and
 * Petersen, J. Chem. Phys. 91, 461 (1989), doi:10.1063/1.457480.
 *
 * <p>Neighbouring values are averaged in pairs again and again; the naive error of the mean grows
 * until the blocks are independent. The block length B is the smallest that satisfies B&sup3; &gt;
 * 2 n s&sup2; with n the number of values and s the largest inefficiency up to that length: the
 * optimum of statistical and systematic error, Lee et al., Phys. Rev. E 83, 066706 (2011),
 * doi:10.1103/PhysRevE.83.066706.
 *
 * @param mean the mean, in the unit of the data
 * @param error standard error of the mean; NaN for fewer than two values
 * @param inefficiency number of values that count as one independent value, about 1 for
 *     uncorrelated data
 * @param converged whether the series was long enough for the criterion; if not, {@code error} is
 *     the largest estimate seen and likely too small
 */
public record BlockAverage(double mean, double error, double inefficiency, boolean converged) {
    private static final int LEAST_BLOCKS = 4;

    /**
     * Averages equally spaced values.
     *
     * @throws IllegalArgumentException if there is no value or one is not finite
     */
    public static BlockAverage of(double... values) {
        int n = values.length;
        if (n == 0) {
            throw new IllegalArgumentException("an average needs at least one value: values=0");
        }
        double mean = mean(values, n);
        if (!Double.isFinite(mean)) {
            throw new IllegalArgumentException("values must be finite: mean=" + mean);
        }
        if (n < 2) {
            return new BlockAverage(mean, Double.NaN, Double.NaN, false);
        }
        double[] blocks = values.clone();
        double naive = errorOfMean(blocks, n);
        BlockAverage worst = new BlockAverage(mean, naive, 1, false);
        if (naive == 0) {
            return new BlockAverage(mean, 0, 1, true);
        }
        int length = 1;
        double highest = 1;
        for (int count = n; count >= LEAST_BLOCKS; count = halve(blocks, count), length *= 2) {
            double error = errorOfMean(blocks, count);
            double inefficiency = error * error / (naive * naive);
            // an oscillation makes long blocks better than short ones: the worst length counts
            highest = Math.max(highest, inefficiency);
            boolean enough = Math.pow(length, 3) > 2.0 * n * highest * highest;
            if (enough) {
                return new BlockAverage(mean, error, inefficiency, true);
            }
            if (error > worst.error()) {
                worst = new BlockAverage(mean, error, inefficiency, false);
            }
        }
        return worst;
    }

    private static double mean(double[] values, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum / count;
    }

    private static double errorOfMean(double[] values, int count) {
        double mean = mean(values, count);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (values[i] - mean) * (values[i] - mean);
        }
        return Math.sqrt(sum / count / (count - 1));
    }

    /** Averages neighbours in place; an odd value at the end is left out. */
    private static int halve(double[] values, int count) {
        for (int i = 0; i < count / 2; i++) {
            values[i] = 0.5 * (values[2 * i] + values[2 * i + 1]);
        }
        return count / 2;
    }
}
