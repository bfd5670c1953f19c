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
        this.cell = given.reduced();
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

    private double sweep(Structure structure) {
        int n = structure.size();
        boolean periodic = cell.anyPeriodic();
        double[] x = structure.positions();
        x = periodic ? cell.inside(x) : x;
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
            if (cell.periodic(i)) {
                best = Math.min(best, length(h[3 * i], h[3 * i + 1], h[3 * i + 2]));
            }
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

    private static double length(double x, double y, double z) {
        return Math.sqrt(x * x + y * y + z * z);
    }
}
