package org.jinn.dataset;

import java.util.stream.IntStream;
import org.jinn.structure.Cell;
import org.jinn.structure.Structure;

/** The smallest distance between two atoms, periodic images included. */
public final class NearestDistance {
    private NearestDistance() {}

    /**
     * The smallest distance in angstrom; infinite for a single atom without a cell. Atoms are swept
     * along the direction in which the cell is longest: only those nearer in it than the best so
     * far are looked at.
     */
    public static double of(Structure structure) {
        Cell cell = structure.cell();
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
        double best = Double.POSITIVE_INFINITY;
        double[] d = new double[3];
        for (int i = 0; periodic && i < 3; i++) {
            double a = Math.hypot(Math.hypot(cell.get(i, 0), cell.get(i, 1)), cell.get(i, 2));
            best = cell.periodic(i) ? Math.min(best, a) : best;
        }
        best = periodic && n > 0 ? image(cell, d, best, true) : best;
        for (int from = 0; from < n; from++) {
            int i = order[from];
            int last = periodic ? from + n : n; // round to the atoms before
            for (int at = from + 1; at < last; at++) {
                int j = order[at % n];
                double ahead = along[j] - along[i] + (at < n ? 0 : period);
                if (ahead >= best) {
                    break;
                }
                for (int k = 0; k < 3; k++) {
                    d[k] = x[3 * j + k] - x[3 * i + k];
                }
                best = periodic ? image(cell, d, best, false) : Math.min(best, length(d));
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

    /** The smaller of {@code best} and the distances of all images that can be nearer. */
    private static double image(Cell cell, double[] d, double best, boolean self) {
        int[] from = new int[3];
        int[] to = new int[3];
        for (int k = 0; k < 3; k++) {
            double reach = best / cell.height(k);
            from[k] = cell.periodic(k) ? (int) Math.ceil(-d[k] - reach) : 0;
            to[k] = cell.periodic(k) ? (int) Math.floor(-d[k] + reach) : 0;
        }
        double[] v = new double[3];
        for (int a = from[0]; a <= to[0]; a++) {
            for (int b = from[1]; b <= to[1]; b++) {
                for (int c = from[2]; c <= to[2]; c++) {
                    for (int k = 0; k < 3; k++) {
                        v[k] =
                                (d[0] + a) * cell.get(0, k)
                                        + (d[1] + b) * cell.get(1, k)
                                        + (d[2] + c) * cell.get(2, k);
                    }
                    if (!(self && a == 0 && b == 0 && c == 0)) {
                        best = Math.min(best, length(v));
                    }
                }
            }
        }
        return best;
    }

    private static double[] fractional(Structure structure) {
        double[] inverse = structure.cell().inverse();
        double[] out = new double[3 * structure.size()];
        for (int i = 0; i < out.length; i++) {
            for (int k = 0; k < 3; k++) {
                out[i] += structure.position(i / 3, k) * inverse[3 * k + i % 3];
            }
        }
        return out;
    }

    private static double length(double[] v) {
        return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    }
}
