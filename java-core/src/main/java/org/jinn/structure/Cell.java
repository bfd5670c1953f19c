package org.jinn.structure;

/**
 * Three lattice vectors and which of them repeat. Immutable.
 *
 * <p>{@code vectors()[3*i + j]} is the Cartesian component j of lattice vector i in angstrom. A
 * structure without a cell is {@link #NONE}: no direction is periodic.
 */
public final class Cell {
    /** No cell: an isolated cluster. */
    public static final Cell NONE = new Cell(new double[9], false, false, false);

    /** Volume of the thinnest cell, in units of the product of its edges: rounding leaves less. */
    private static final double FLAT = 1e-10;

    /** No cell has edges of ten centimetres. */
    private static final double LONG = 1e9;

    private final double[] h;
    private final boolean[] periodic;

    private Cell(double[] h, boolean... periodic) {
        this.h = h;
        this.periodic = periodic;
    }

    /** A cell periodic in all three directions. */
    public static Cell of(double... vectors) {
        return of(vectors, true, true, true);
    }

    /**
     * A cell with lattice vectors {@code vectors} (nine numbers, row by row, angstrom).
     *
     * @throws IllegalArgumentException if a number is not finite, or the vectors span no volume (or
     *     an endless one) although a direction is periodic
     */
    public static Cell of(double[] vectors, boolean a, boolean b, boolean c) {
        if (vectors.length != 9) {
            throw new IllegalArgumentException("a cell has nine numbers: count=" + vectors.length);
        }
        for (double v : vectors) {
            if (!Double.isFinite(v)) {
                throw new IllegalArgumentException("cell vectors must be finite: value=" + v);
            }
        }
        Cell cell = new Cell(vectors.clone(), a, b, c);
        double volume = cell.volume();
        double edges = cell.length(0) * cell.length(1) * cell.length(2);
        boolean solid = volume > 1e-6 && volume > FLAT * edges;
        boolean small = Math.max(cell.length(0), Math.max(cell.length(1), cell.length(2))) < LONG;
        if ((a || b || c) && !(solid && small)) {
            throw new IllegalArgumentException(
                    "a periodic cell must have a volume, and edges below 1e9: volume=" + volume);
        }
        return cell;
    }

    /** A cube of edge {@code a} angstrom, periodic. */
    public static Cell cubic(double a) {
        return of(a, 0, 0, 0, a, 0, 0, 0, a);
    }

    /** The nine components, row by row (a copy). */
    public double[] vectors() {
        return h.clone();
    }

    /** Component {@code j} of lattice vector {@code i} in angstrom. */
    public double get(int i, int j) {
        return h[3 * i + j];
    }

    /** Whether lattice vector {@code i} is a period. */
    public boolean periodic(int i) {
        return periodic[i];
    }

    /** Whether all three directions are periodic. */
    public boolean allPeriodic() {
        return periodic[0] && periodic[1] && periodic[2];
    }

    /** Whether any direction is periodic. */
    public boolean anyPeriodic() {
        return periodic[0] || periodic[1] || periodic[2];
    }

    private double length(int i) {
        return Math.hypot(Math.hypot(h[3 * i], h[3 * i + 1]), h[3 * i + 2]);
    }

    /** Volume in angstrom&sup3; (0 for {@link #NONE}), never negative. */
    public double volume() {
        double[] c = cross(1, 2);
        return Math.abs(h[0] * c[0] + h[1] * c[1] + h[2] * c[2]);
    }

    /** Distance in angstrom between the faces spanned by the two other vectors. */
    public double height(int i) {
        double[] c = cross((i + 1) % 3, (i + 2) % 3);
        return volume() / Math.sqrt(c[0] * c[0] + c[1] * c[1] + c[2] * c[2]);
    }

    /**
     * The inverse of the matrix of lattice vectors, row-major: fractional = cartesian (as a row)
     * times this.
     */
    public double[] inverse() {
        double[] inv = new double[9];
        double det = 0;
        for (int i = 0; i < 3; i++) {
            double[] c = cross((i + 1) % 3, (i + 2) % 3);
            if (i == 0) {
                det = h[0] * c[0] + h[1] * c[1] + h[2] * c[2];
            }
            for (int j = 0; j < 3; j++) {
                inv[3 * j + i] = c[j] / det;
            }
        }
        return inv;
    }

    /**
     * Cartesian positions in angstrom.
     *
     * @param fractional in units of the lattice vectors, three a point
     */
    public double[] cartesian(double[] fractional) {
        return product(fractional, h);
    }

    /**
     * Fractional coordinates, the opposite of {@link #cartesian}.
     *
     * @param positions angstrom, three a point
     */
    public double[] fractional(double[] positions) {
        return product(positions, inverse());
    }

    /** Fractional coordinates, moved into the cell in the directions in which it is periodic. */
    public double[] inside(double[] positions) {
        double[] out = fractional(positions);
        for (int i = 0; i < out.length; i++) {
            out[i] -= periodic(i % 3) ? Math.floor(out[i]) : 0;
        }
        return out;
    }

    /** Rows of {@code rows} (n x 3) times a matrix, row-major 3x3. */
    private static double[] product(double[] rows, double[] matrix) {
        double[] out = new double[rows.length];
        for (int i = 0; i < out.length; i++) {
            int j = i % 3;
            int at = i - j;
            out[i] =
                    rows[at] * matrix[j]
                            + rows[at + 1] * matrix[3 + j]
                            + rows[at + 2] * matrix[6 + j];
        }
        return out;
    }

    /**
     * The same lattice with short vectors, of which no one gets shorter by adding another or both
     * others: however skewed the given ones are, few images are near.
     */
    public Cell reduced() {
        if (!anyPeriodic()) {
            return this;
        }
        double[] v = h.clone();
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (int i = 0; i < 3; i++) {
                int j = (i + 1) % 3;
                int k = (i + 2) % 3;
                double onJ = periodic(j) ? Math.rint(dot(v, i, j) / dot(v, j, j)) : 0;
                shorter |= shortened(v, i, j, -onJ, k, 0);
                double onK = periodic(k) ? Math.rint(dot(v, i, k) / dot(v, k, k)) : 0;
                shorter |= shortened(v, i, j, 0, k, -onK);
                for (int sign = -1; periodic(j) && periodic(k) && sign < 2; sign += 2) {
                    shorter |= shortened(v, i, j, 1, k, sign) || shortened(v, i, j, -1, k, sign);
                }
            }
        }
        return of(v, periodic[0], periodic[1], periodic[2]);
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

    /** This cell strained: every vector v becomes v (1 + strain), {@code strain} row-major 3x3. */
    public Cell strained(double[] strain) {
        return new Cell(strainRows(h, strain), periodic);
    }

    /** Rows of {@code rows} (n x 3) times (1 + strain). */
    static double[] strainRows(double[] rows, double[] strain) {
        double[] out = new double[rows.length];
        for (int r = 0; r < rows.length; r += 3) {
            for (int j = 0; j < 3; j++) {
                double sum = rows[r + j];
                for (int k = 0; k < 3; k++) {
                    sum += rows[r + k] * strain[3 * k + j];
                }
                out[r + j] = sum;
            }
        }
        return out;
    }

    private double[] cross(int i, int j) {
        return new double[] {
            h[3 * i + 1] * h[3 * j + 2] - h[3 * i + 2] * h[3 * j + 1],
            h[3 * i + 2] * h[3 * j] - h[3 * i] * h[3 * j + 2],
            h[3 * i] * h[3 * j + 1] - h[3 * i + 1] * h[3 * j]
        };
    }
}
