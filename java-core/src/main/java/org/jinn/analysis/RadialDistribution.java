package org.jinn.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A radial distribution function g(r): the density of neighbours at distance r over the mean
 * density, 1 for an ideal gas.
 *
 * @param r middles of the bins in angstrom, equally spaced
 * @param g the function
 * @param error standard error of g from the scatter of blocks; NaN where there is one block
 * @param coordination mean number of neighbours up to the outer edge of each bin
 */
public record RadialDistribution(double[] r, double[] g, double[] error, double[] coordination) {
    /** Shares of an extremum's distance within which bins make its parabola. */
    private static final double NARROW = 0.03;

    private static final double WIDE = 0.1;

    /** A maximum or minimum of g(r): its distance in angstrom and its height. */
    public record Extremum(double r, double g) {}

    /**
     * The mean of independent blocks of one simulation, with the standard error of the mean.
     *
     * @throws IllegalArgumentException if there is no block or their bins differ
     */
    public static RadialDistribution average(List<RadialDistribution> blocks) {
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("an average needs at least one block: blocks=0");
        }
        double[] r = blocks.get(0).r;
        int n = blocks.size();
        double[] g = new double[r.length];
        double[] error = new double[r.length];
        double[] coordination = new double[r.length];
        for (RadialDistribution block : blocks) {
            if (!block.hasBinsOf(blocks.get(0))) {
                throw new IllegalArgumentException(
                        "blocks must have the same bins: first="
                                + r.length
                                + ", other="
                                + block.r.length);
            }
            for (int i = 0; i < r.length; i++) {
                g[i] += block.g[i] / n;
                coordination[i] += block.coordination[i] / n;
            }
        }
        for (RadialDistribution block : blocks) {
            for (int i = 0; i < r.length; i++) {
                double d = block.g[i] - g[i];
                error[i] += d * d / n / (n - 1);
            }
        }
        for (int i = 0; i < r.length; i++) {
            error[i] = n > 1 ? Math.sqrt(error[i]) : Double.NaN;
        }
        return new RadialDistribution(r.clone(), g, error, coordination);
    }

    private boolean hasBinsOf(RadialDistribution other) {
        return r.length == other.r.length && Math.abs(r[0] - other.r[0]) <= 1e-6 * other.r[0];
    }

    /** The same function times a number, as another count of the mean density gives it. */
    public RadialDistribution scaled(double factor) {
        return new RadialDistribution(
                r,
                Arrays.stream(g).map(x -> factor * x).toArray(),
                Arrays.stream(error).map(x -> factor * x).toArray(),
                coordination);
    }

    /** The same in wider bins, of so many of these each; those left over at the end are lost. */
    public RadialDistribution coarser(int times) {
        int n = r.length / times;
        double[] middles = new double[n];
        double[] mean = new double[n];
        double[] neighbours = new double[n];
        double[] unknown = new double[n];
        Arrays.fill(unknown, Double.NaN);
        for (int i = 0; i < n; i++) {
            double volume = 0;
            for (int k = i * times; k < (i + 1) * times; k++) {
                mean[i] += g[k] * r[k] * r[k];
                volume += r[k] * r[k];
                middles[i] += r[k] / times;
            }
            mean[i] /= volume;
            neighbours[i] = coordination[(i + 1) * times - 1];
        }
        return new RadialDistribution(middles, mean, unknown, neighbours);
    }

    /**
     * How far this is from another: the integral of the absolute difference over that of the other.
     *
     * @throws IllegalArgumentException if their bins differ
     */
    public double difference(RadialDistribution other) {
        if (!hasBinsOf(other)) {
            throw new IllegalArgumentException(
                    "both must have the same bins: bins=" + g.length + ", other=" + other.g.length);
        }
        double difference = 0;
        double all = 0;
        for (int i = 0; i < g.length; i++) {
            difference += Math.abs(g[i] - other.g[i]);
            all += other.g[i];
        }
        return difference / all;
    }

    /**
     * About what {@link #difference} would be if only the scatter of blocks made it: a normal
     * deviation is sqrt(2/pi) of its standard deviation large on average. NaN if errors are not
     * known.
     */
    public double noise(RadialDistribution other) {
        double noise = 0;
        double all = 0;
        for (int i = 0; i < g.length; i++) {
            noise += Math.sqrt(2 / Math.PI) * Math.hypot(error[i], other.error[i]);
            all += other.g[i];
        }
        return noise / all;
    }

    /**
     * The first peak: the highest point within a quarter of the distance at which g(r) first
     * reaches half of its largest value. (In a cold crystal a later shell may be higher.) Between
     * bins by a parabola.
     */
    public Extremum firstPeak() {
        double half = 0.5 * Arrays.stream(g).max().orElse(0);
        int begin = 0;
        while (begin < g.length - 1 && g[begin] < half) {
            begin++;
        }
        int top = begin;
        for (int i = begin; i < g.length && r[i] <= 1.25 * r[begin]; i++) {
            top = g[i] > g[top] ? i : top;
        }
        return vertex(top, NARROW, -1);
    }

    /**
     * The extremum of the parabola through the bins about one, which itself is mostly noise.
     *
     * @param sign 1 of a minimum, -1 of a maximum
     */
    private Extremum vertex(int at, double share, int sign) {
        List<double[]> rows = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        double width = share * r[at];
        for (int i = 0; i < r.length; i++) {
            double d = r[i] - r[at];
            if (Math.abs(d) <= width) {
                rows.add(new double[] {1, d / width, d * d / width / width});
                values.add(g[i]);
            }
        }
        if (rows.size() < 4) {
            return new Extremum(r[at], g[at]);
        }
        double[] p =
                LeastSquares.solve(
                                rows.toArray(double[][]::new),
                                values.stream().mapToDouble(v -> v).toArray(),
                                rows.stream().mapToDouble(row -> 1).toArray())
                        .parameters();
        double t = -p[1] / (2 * p[2]);
        return sign * p[2] > 0 && Math.abs(t) <= 1
                ? new Extremum(r[at] + t * width, p[0] + p[1] * t / 2)
                : new Extremum(r[at], g[at]);
    }

    /**
     * The lowest point between the first peak and 1.5 times its distance, by a parabola through
     * bins to a tenth of its distance on either side (of a liquid the minimum is flat and single
     * bins are noise); where g(r) is as low over a range, the middle of the range.
     */
    public Extremum firstMinimum() {
        double peak = firstPeak().r;
        double lowest = Double.POSITIVE_INFINITY;
        int begin = 0;
        int end = 0;
        for (int i = 0; i < r.length && r[i] <= 1.5 * peak; i++) {
            if (r[i] > peak && g[i] < lowest) {
                lowest = g[i];
                begin = i;
            }
            end = r[i] > peak && g[i] == lowest ? i : end;
        }
        return begin == end
                ? vertex(begin, WIDE, 1)
                : new Extremum(0.5 * (r[begin] + r[end]), lowest);
    }

    /** Mean number of neighbours closer than {@code distance} angstrom, between bins linear. */
    public double coordination(double distance) {
        double width = r[1] - r[0];
        double position = (distance - r[0]) / width - 0.5;
        int left = (int) Math.floor(position);
        if (left < 0) {
            return 0;
        }
        if (left >= r.length - 1) {
            return coordination[r.length - 1];
        }
        double t = position - left;
        return (1 - t) * coordination[left] + t * coordination[left + 1];
    }
}
