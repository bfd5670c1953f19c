package org.jinn.kernel;

import java.util.Arrays;

/**
 * The neighbours of one central atom as structure-of-arrays scratch, grouped by species, and room
 * for a three-vector of output per neighbour. Filled anew for every atom; arrays only ever grow.
 */
public final class Neighborhood {
    /** Number of neighbours. */
    public int size;

    /** Vector from the centre to each neighbour, angstrom. */
    public double[] dx = new double[0];

    public double[] dy = dx;
    public double[] dz = dx;

    /** Squared distance from the centre, angstrom&sup2;. */
    public double[] r2 = dx;

    /** Index of each neighbour among the caller's atoms. */
    public int[] atom = new int[0];

    /** {@code first[s]} to {@code first[s+1]}: the neighbours of species s. */
    public final int[] first;

    /**
     * Per neighbour, a vector: the output of {@link SymmetryKernel#pullBack} (derivative with
     * respect to the neighbour's position) or the input of {@link SymmetryKernel#pushForward}
     * (velocity of the neighbour relative to the centre).
     */
    public double[] gx = dx;

    public double[] gy = dx;
    public double[] gz = dx;

    private final double[] inner;

    /** Scratch for neighbours of up to {@code species} species. */
    public Neighborhood(int species) {
        this(species, new double[0]);
    }

    /**
     * The same, with the nearest first: in each species neighbours within the least inner cutoff
     * come before those within the next one, and so on. Triples grow with the square of the
     * neighbours that are looked at, and functions of a short cutoff then look at few.
     *
     * @param inner cutoffs in angstrom
     */
    public Neighborhood(int species, double[] inner) {
        first = new int[species + 1];
        this.inner = inner.clone();
        Arrays.sort(this.inner);
    }

    /**
     * Gathers the neighbours of {@code centre} within {@code cutoff}.
     *
     * @param x coordinates of all atoms, angstrom
     * @param species species index of all atoms
     * @param row candidate neighbours, sorted by species, in {@code [from, to)}
     * @throws IllegalArgumentException if two atoms are at the same place
     */
    public void gather(
            double[] x, int[] species, int centre, int[] row, int from, int to, double cutoff) {
        reserve(to - from);
        double xi = x[3 * centre];
        double yi = x[3 * centre + 1];
        double zi = x[3 * centre + 2];
        double cutoff2 = cutoff * cutoff;
        double nearest = Double.POSITIVE_INFINITY;
        int n = 0;
        int p = from;
        for (int s = 0; s + 1 < first.length; s++) {
            first[s] = n;
            for (; p < to && species[row[p]] == s; p++) {
                int j = row[p];
                double ax = x[3 * j] - xi;
                double ay = x[3 * j + 1] - yi;
                double az = x[3 * j + 2] - zi;
                double u = ax * ax + ay * ay + az * az;
                // written always, kept only if near: no branch to mispredict
                dx[n] = ax;
                dy[n] = ay;
                dz[n] = az;
                r2[n] = u;
                atom[n] = j;
                n += u < cutoff2 ? 1 : 0;
                nearest = Math.min(nearest, u);
            }
        }
        first[first.length - 1] = n;
        size = n;
        for (int c = inner.length - 1; c >= 0; c--) {
            if (inner[c] < cutoff) {
                nearFirst(inner[c] * inner[c]);
            }
        }
        if (!(nearest > 1e-6)) {
            throw new IllegalArgumentException(
                    "two atoms must not be at the same place: atom="
                            + (centre + 1)
                            + ", at="
                            + xi
                            + " "
                            + yi
                            + " "
                            + zi
                            + ", distance="
                            + Math.sqrt(nearest));
        }
    }

    /** In each species neighbours nearer than this come first. */
    private void nearFirst(double within2) {
        for (int s = 0; s + 1 < first.length; s++) {
            int near = first[s];
            int far = first[s + 1];
            while (near < far) {
                if (r2[near] < within2) {
                    near++;
                } else if (r2[far - 1] >= within2) {
                    far--;
                } else {
                    swap(near++, --far);
                }
            }
        }
    }

    private void swap(int m, int n) {
        swap(dx, m, n);
        swap(dy, m, n);
        swap(dz, m, n);
        swap(r2, m, n);
        int j = atom[m];
        atom[m] = atom[n];
        atom[n] = j;
    }

    private static void swap(double[] v, int m, int n) {
        double was = v[m];
        v[m] = v[n];
        v[n] = was;
    }

    /** Sets the output vectors to zero. */
    public void clearVectors() {
        Arrays.fill(gx, 0, size, 0);
        Arrays.fill(gy, 0, size, 0);
        Arrays.fill(gz, 0, size, 0);
    }

    /** Room for n neighbours, and for whole vectors read past the last one. */
    private void reserve(int n) {
        int wanted = n + 16;
        if (dx.length < wanted) {
            int size = wanted + wanted / 4;
            dx = new double[size];
            dy = new double[size];
            dz = new double[size];
            r2 = new double[size];
            gx = new double[size];
            gy = new double[size];
            gz = new double[size];
            atom = new int[size];
        }
    }
}
