package org.jinn.analysis;

import java.util.List;
import org.jinn.structure.Cell;
import org.jinn.structure.Structure;

/**
 * Computes radial distribution functions from structures, periodic in any cell, the images of an
 * atom included however small the cell is.
 *
 * <p>g(r) = (neighbours in the shell per centre) / (4 pi/3 (r2&sup3; - r1&sup3;) N/V), with N the
 * number of atoms that can be neighbours. (LAMMPS takes N - 1 where centre and neighbour are of one
 * kind, so its g(r) of 512 atoms is 0.2 % higher.)
 */
public final class PairCounter {
    private final double range;
    private final int bins;

    /**
     * A counter.
     *
     * @param range largest distance in angstrom
     * @param bins number of equal bins
     */
    public PairCounter(double range, int bins) {
        if (!(range > 0) || bins < 2) {
            throw new IllegalArgumentException(
                    "a g(r) needs a range and two bins: range=" + range + ", bins=" + bins);
        }
        this.range = range;
        this.bins = bins;
    }

    /** g(r) of all atoms: the mean over frames, its error from the scatter between them. */
    public RadialDistribution count(List<Structure> frames) {
        return RadialDistribution.average(frames.stream().map(this::one).toList());
    }

    private RadialDistribution one(Structure s) {
        Cell cell = s.cell();
        if (!cell.allPeriodic()) {
            throw new IllegalArgumentException(
                    "a g(r) needs a structure periodic in three directions: " + s.formula());
        }
        long[] counts = new long[bins];
        double[] h = cell.vectors();
        double[] fractional = s.cell().fractional(s.positions());
        int[] images = new int[3];
        for (int i = 0; i < 3; i++) {
            // the difference is reduced to half a cell, so a neighbour in range lies within these
            images[i] = (int) Math.max(0, Math.ceil(range / cell.height(i) - 0.5));
        }
        for (int i = 0; i < s.size(); i++) {
            for (int j = 0; j < s.size(); j++) {
                pair(fractional, i, j, h, images, counts);
            }
        }
        return normalise(counts, s.size(), s.size() / cell.volume());
    }

    private void pair(double[] f, int i, int j, double[] h, int[] images, long[] counts) {
        double[] d = new double[3];
        for (int k = 0; k < 3; k++) {
            double difference = f[3 * j + k] - f[3 * i + k];
            d[k] = difference - Math.rint(difference);
        }
        double limit = range * range;
        for (int a = -images[0]; a <= images[0]; a++) {
            for (int b = -images[1]; b <= images[1]; b++) {
                for (int c = -images[2]; c <= images[2]; c++) {
                    if (i == j && a == 0 && b == 0 && c == 0) {
                        continue;
                    }
                    double square = 0;
                    for (int k = 0; k < 3; k++) {
                        double x =
                                (d[0] + a) * h[k] + (d[1] + b) * h[3 + k] + (d[2] + c) * h[6 + k];
                        square += x * x;
                    }
                    if (square < limit) {
                        int bin = (int) (Math.sqrt(square) * bins / range);
                        counts[Math.min(bin, bins - 1)]++;
                    }
                }
            }
        }
    }

    private RadialDistribution normalise(long[] counts, int centres, double density) {
        double[] r = new double[bins];
        double[] g = new double[bins];
        double[] error = new double[bins];
        double[] coordination = new double[bins];
        double width = range / bins;
        double sum = 0;
        for (int i = 0; i < bins; i++) {
            double mean = (double) counts[i] / centres;
            double shell =
                    4 * Math.PI / 3 * width * width * width * (Math.pow(i + 1, 3) - Math.pow(i, 3));
            sum += mean;
            r[i] = (i + 0.5) * width;
            g[i] = mean / (shell * density);
            error[i] = Double.NaN;
            coordination[i] = sum;
        }
        return new RadialDistribution(r, g, error, coordination);
    }
}
