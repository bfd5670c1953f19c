package org.jinn.neighbor;

import java.util.Arrays;

/**
 * The neighbours of each local atom among local and ghost atoms, a full list in compressed rows,
 * sorted by species within a row. Built by binning, in time linear in the number of atoms; arrays
 * are kept and reused, so rebuilding allocates nothing once they are large enough. Not thread-safe
 * while building.
 */
public final class NeighborList {
    private int[] start = new int[1];
    private int[] neighbors = new int[0];
    private int local;
    private int[] binOf = new int[0];
    private int[] binStart = new int[0];
    private int[] binned = new int[0];
    private final double[] low = new double[3];
    private final double[] high = new double[3];
    private final int[] bins = new int[3];

    /** Number of local atoms, those with a row. */
    public int local() {
        return local;
    }

    /**
     * First index into {@link #neighbors} of atom {@code i}'s row; the row ends before that of i+1.
     */
    public int start(int i) {
        return start[i];
    }

    /** The rows, one after the other: indices of local or ghost atoms. Owned by this list. */
    public int[] neighbors() {
        return neighbors;
    }

    /**
     * Builds the list anew.
     *
     * @param x coordinates of local then ghost atoms, angstrom, length at least 3 nall
     * @param species species index of each atom; an atom with a negative one is ignored: neither
     *     centre nor neighbour
     * @param nlocal number of local atoms
     * @param nall number of local and ghost atoms
     * @param cutoff largest distance listed, angstrom
     * @throws IllegalArgumentException if a coordinate is not finite
     */
    public void build(double[] x, int[] species, int nlocal, int nall, double cutoff) {
        local = nlocal;
        if (start.length < nlocal + 1) {
            start = new int[grown(nlocal + 1)];
        }
        bin(x, species, nall, cutoff);
        double cutoff2 = cutoff * cutoff;
        int count = 0;
        for (int i = 0; i < nlocal; i++) {
            start[i] = count;
            if (species[i] >= 0) {
                count = row(x, i, cutoff2, count);
                sortBySpecies(species, start[i], count);
            }
        }
        start[nlocal] = count;
    }

    /** Half-cutoff bins: each row looks at the 125 around its own. */
    private static final int REACH = 2;

    private void bin(double[] x, int[] species, int nall, double cutoff) {
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
        int kept = 0;
        for (int i = 0; i < nall; i++) {
            if (species[i] < 0) {
                continue;
            }
            kept++;
            for (int k = 0; k < 3; k++) {
                double v = x[3 * i + k];
                if (!(Math.abs(v) < 1e12)) {
                    throw new IllegalArgumentException(
                            "coordinates must be finite: atom=" + (i + 1) + ", value=" + v);
                }
                low[k] = Math.min(low[k], v);
                high[k] = Math.max(high[k], v);
            }
        }
        long total = 1;
        for (int k = 0; k < 3; k++) {
            double width = kept == 0 ? 0 : high[k] - low[k];
            // a stray atom far away must not make billions of bins: at most as many as atoms
            double most = Math.max(1, Math.cbrt(8.0 * kept) + 1);
            bins[k] = (int) Math.max(1, Math.min(width / (cutoff / REACH), 4 * most));
            total *= bins[k];
        }
        int nbins = (int) total;
        if (binOf.length < nall) {
            binOf = new int[grown(nall)];
            binned = new int[binOf.length];
        }
        if (binStart.length < nbins + 2) {
            binStart = new int[grown(nbins + 2)];
        }
        Arrays.fill(binStart, 0, nbins + 2, 0);
        for (int i = 0; i < nall; i++) {
            if (species[i] >= 0) {
                int b = (slot(x, i, 2) * bins[1] + slot(x, i, 1)) * bins[0] + slot(x, i, 0);
                binOf[i] = b;
                binStart[b + 2]++;
            }
        }
        for (int b = 2; b < nbins + 2; b++) {
            binStart[b] += binStart[b - 1];
        }
        for (int i = 0; i < nall; i++) {
            if (species[i] >= 0) {
                binned[binStart[binOf[i] + 1]++] = i;
            }
        }
    }

    private int slot(double[] x, int i, int k) {
        double width = high[k] - low[k];
        int s = width > 0 ? (int) ((x[3 * i + k] - low[k]) / width * bins[k]) : 0;
        return Math.min(s, bins[k] - 1);
    }

    private int row(double[] x, int i, double cutoff2, int from) {
        double xi = x[3 * i];
        double yi = x[3 * i + 1];
        double zi = x[3 * i + 2];
        int sx = slot(x, i, 0);
        int sy = slot(x, i, 1);
        int sz = slot(x, i, 2);
        int count = from;
        int reachX = reach(0, cutoff2);
        int reachY = reach(1, cutoff2);
        int reachZ = reach(2, cutoff2);
        int x0 = Math.max(0, sx - reachX);
        int x1 = Math.min(bins[0] - 1, sx + reachX);
        for (int bz = Math.max(0, sz - reachZ); bz <= Math.min(bins[2] - 1, sz + reachZ); bz++) {
            for (int by = Math.max(0, sy - reachY);
                    by <= Math.min(bins[1] - 1, sy + reachY);
                    by++) {
                int first = binStart[(bz * bins[1] + by) * bins[0] + x0];
                int last = binStart[(bz * bins[1] + by) * bins[0] + x1 + 1];
                if (neighbors.length < count + last - first) {
                    neighbors = Arrays.copyOf(neighbors, grown(count + last - first));
                }
                for (int p = first; p < last; p++) {
                    int j = binned[p];
                    double dx = x[3 * j] - xi;
                    double dy = x[3 * j + 1] - yi;
                    double dz = x[3 * j + 2] - zi;
                    // written always, kept only if near: no branch to mispredict
                    neighbors[count] = j;
                    count += dx * dx + dy * dy + dz * dz < cutoff2 && j != i ? 1 : 0;
                }
            }
        }
        return count;
    }

    /** Bins that a cutoff spans along axis {@code k}. */
    private int reach(int k, double cutoff2) {
        double width = (high[k] - low[k]) / bins[k];
        return width > 0 ? (int) Math.min(bins[k], Math.ceil(Math.sqrt(cutoff2) / width)) : 0;
    }

    /** Stable insertion sort; rows mostly hold one or two species in long runs. */
    private void sortBySpecies(int[] species, int from, int to) {
        for (int p = from + 1; p < to; p++) {
            int j = neighbors[p];
            int q = p - 1;
            while (q >= from && species[neighbors[q]] > species[j]) {
                neighbors[q + 1] = neighbors[q];
                q--;
            }
            neighbors[q + 1] = j;
        }
    }

    private static int grown(int size) {
        return size + size / 4 + 16;
    }
}
