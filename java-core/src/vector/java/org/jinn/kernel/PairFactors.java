package org.jinn.kernel;

import jdk.incubator.vector.DoubleVector;

/**
 * Cutoff function and inverse distance of the neighbours of one species, padded to whole vectors.
 */
final class PairFactors {
    private final double cutoff2;

    /** First neighbour, and number of neighbours up to the last one within the cutoff. */
    int first;

    int size;
    double[] r = new double[0];
    double[] inverse = r;

    /** fc and dfc/du; zero from the cutoff on and in the padding. */
    double[] fc = r;

    double[] dfc = r;

    private double[] r2 = r;
    private final VectorCutoff factor;
    private final Sweep[] sweeps;

    PairFactors(double cutoff, CutoffFunction function) {
        cutoff2 = cutoff * cutoff;
        factor = new VectorCutoff(function, cutoff);
        sweeps = Sweep.joined(new Sweep[] {this::distances}, factor.sweeps);
    }

    void compute(Neighborhood nb, int species) {
        first = nb.first[species];
        size = nb.first[species + 1] - first;
        while (size > 0 && nb.r2[first + size - 1] >= cutoff2) {
            size--;
        }
        int padded = VectorMath.padded(size);
        if (r.length < padded) {
            int room = padded + padded / 4 + VectorMath.LANES;
            r = new double[room];
            inverse = new double[room];
            fc = new double[room];
            dfc = new double[room];
        }
        r2 = nb.r2;
        factor.on(r2, first, fc, dfc);
        Sweep.all(sweeps, padded);
        for (int n = 0; n < padded; n++) {
            if (n >= size) {
                r[n] = 1;
                inverse[n] = 1;
            }
            if (n >= size || nb.r2[first + n] >= cutoff2) {
                fc[n] = 0;
                dfc[n] = 0;
            }
        }
    }

    /** Room beyond the last neighbour holds old values. */
    private void distances(int padded) {
        double[] r2 = this.r2;
        double[] r = this.r;
        double[] inverse = this.inverse;
        for (int n = 0; n < padded; n += VectorMath.LANES) {
            DoubleVector root = VectorMath.load(r2, first + n).sqrt();
            root.intoArray(r, n);
            VectorMath.all(1.0).div(root).intoArray(inverse, n);
        }
    }
}
