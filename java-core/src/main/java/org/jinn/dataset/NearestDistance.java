package org.jinn.dataset;

import java.util.stream.IntStream;
import org.jinn.structure.Cell;
import org.jinn.structure.Structure;

/** The smallest distance between two atoms, periodic images included. */
public final class NearestDistance {
    private final Cell cell;
    private final double[] h;

    /** Reciprocal heights; infinite where the cell is not periodic. */
    private final double[] perAngstrom = new double[3];

    private double best = Double.POSITIVE_INFINITY;

    private NearestDistance(Cell given) {
        this.cell = reduced(given);
        this.h = cell.vectors();
        for (int k = 0; k < 3; k++) {
            perAngstrom[k] = cell.periodic(k) ? 1 / cell.height(k) : Double.POSITIVE_INFINITY;
        }
    }

    /**
     * The smallest distance in angstrom; infinite for a single atom without a cell. Atoms are swept
     * along the direction in which the cell is longest: only those nearer in it than the best so
     * far are looked at.
     */
    public static double of(Structure structure) {
        return new NearestDistance(structure.cell()).sweep(structure);
    }

    /**
     * The same lattice with short vectors, of which no one gets shorter by adding another or both
     * others: however skewed the given ones are, few images are near.
     */
    private static Cell reduced(Cell cell) {
        double[] h = cell.vectors();
        boolean shorter = cell.anyPeriodic();
        while (shorter) {
            shorter = false;
            for (int i = 0; i < 3; i++) {
                int j = (i + 1) % 3;
                int k = (i + 2) % 3;
                double onJ = cell.periodic(j) ? Math.rint(dot(h, i, j) / dot(h, j, j)) : 0;
                shorter |= shortened(h, i, j, -onJ, k, 0);
                double onK = cell.periodic(k) ? Math.rint(dot(h, i, k) / dot(h, k, k)) : 0;
                shorter |= shortened(h, i, j, 0, k, -onK);
                for (int sign = -1; cell.periodic(j) && cell.periodic(k) && sign < 2; sign += 2) {
                    shorter |= shortened(h, i, j, 1, k, sign) || shortened(h, i, j, -1, k, sign);
                }
            }
        }
        return cell.anyPeriodic()
                ? Cell.of(h, cell.periodic(0), cell.periodic(1), cell.periodic(2))
                : cell;
    }

    /** Adds m times vector j and n times vector k to vector i if that makes it shorter. */
    private static boolean shortened(double[] h, int i, int j, double m, int k, double n) {
        double[] sum = new double[3];
        for (int c = 0; c < 3; c++) {
            sum[c] = h[3 * i + c] + m * h[3 * j + c] + n * h[3 * k + c];
        }
        if (!(dot(sum, 0, 0) < (1 - 1e-9) * dot(h, i, i))) {
            return false;
        }
        System.arraycopy(sum, 0, h, 3 * i, 3);
        return true;
    }

    private static double dot(double[] h, int i, int j) {
        return h[3 * i] * h[3 * j] + h[3 * i + 1] * h[3 * j + 1] + h[3 * i + 2] * h[3 * j + 2];
    }

    private double sweep(Structure structure) {
        int n = structure.size();
        boolean periodic = cell.anyPeriodic();
        double[] x = periodic ? fractional(structure) : structure.positions();
        int axis = axis(cell);
        double period = periodic ? cell.height(axis) : Double.POSITIVE_INFINITY;
        double[] along = new double[n];
        for (int i = 0; i < n; i++) {
            double v = x[3 * i + axis];
            along[i] = periodic ? (v - Math.floor(v)) * period : v;
        }
        int[] order =
                IntStream.range(0, n)
                        .boxed()
                        .sorted((i, j) -> Double.compare(along[i], along[j]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        for (int i = 0; periodic && i < 3; i++) {
            best =
                    cell.periodic(i)
                            ? Math.min(best, length(h[3 * i], h[3 * i + 1], h[3 * i + 2]))
                            : best;
        }
        if (periodic && n > 0) {
            images(0, 0, 0, true);
        }
        for (int from = 0; from < n; from++) {
            int i = order[from];
            int last = periodic ? from + n : n; // round to the atoms before
            for (int at = from + 1; at < last; at++) {
                int j = order[at < n ? at : at - n];
                double ahead = along[j] - along[i] + (at < n ? 0 : period);
                if (ahead >= best) {
                    break;
                }
                double u = x[3 * j] - x[3 * i];
                double v = x[3 * j + 1] - x[3 * i + 1];
                double w = x[3 * j + 2] - x[3 * i + 2];
                if (!periodic) {
                    best = Math.min(best, length(u, v, w));
                } else if (near(0, u) && near(1, v) && near(2, w)) {
                    images(u, v, w, false);
                }
            }
        }
        return best;
    }

    /** The periodic direction in which the cell is longest; x without any. */
    private static int axis(Cell cell) {
        int axis = -1;
        for (int k = 0; k < 3; k++) {
            if (cell.periodic(k) && (axis < 0 || cell.height(k) > cell.height(axis))) {
                axis = k;
            }
        }
        return Math.max(axis, 0);
    }

    /** Whether an image that is {@code d} heights away can be nearer than the best so far. */
    private boolean near(int k, double d) {
        return Math.abs(d - Math.rint(d)) <= best * perAngstrom[k];
    }

    /** Looks at all images of (u, v, w), fractional, that can be nearer than the best so far. */
    private void images(double u, double v, double w, boolean self) {
        int lastA = last(0, u);
        for (int a = first(0, u); a <= lastA; a++) {
            int lastB = last(1, v);
            for (int b = first(1, v); b <= lastB; b++) {
                int lastC = last(2, w);
                for (int c = first(2, w); c <= lastC; c++) {
                    if (!(self && a == 0 && b == 0 && c == 0)) {
                        best = Math.min(best, image(u + a, v + b, w + c));
                    }
                }
            }
        }
    }

    private int first(int k, double d) {
        return cell.periodic(k) ? (int) Math.ceil(-d - best * perAngstrom[k]) : 0;
    }

    private int last(int k, double d) {
        return cell.periodic(k) ? (int) Math.floor(-d + best * perAngstrom[k]) : 0;
    }

    private double image(double u, double v, double w) {
        return length(
                u * h[0] + v * h[3] + w * h[6],
                u * h[1] + v * h[4] + w * h[7],
                u * h[2] + v * h[5] + w * h[8]);
    }

    /** In units of the lattice vectors, moved into the cell where it is periodic. */
    private double[] fractional(Structure structure) {
        double[] inverse = cell.inverse();
        double[] x = structure.positions();
        double[] out = new double[x.length];
        for (int i = 0; i < out.length; i++) {
            int j = i % 3;
            int at = i - j;
            out[i] = x[at] * inverse[j] + x[at + 1] * inverse[3 + j] + x[at + 2] * inverse[6 + j];
            out[i] -= cell.periodic(j) ? Math.floor(out[i]) : 0;
        }
        return out;
    }

    private static double length(double x, double y, double z) {
        return Math.sqrt(x * x + y * y + z * z);
    }
}
