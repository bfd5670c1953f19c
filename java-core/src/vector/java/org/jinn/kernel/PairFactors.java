package org.jinn.kernel;

import jdk.incubator.vector.DoubleVector;

/**
 * Cutoff function and inverse distance of the neighbours of one species, padded to whole vectors.
 */
final class PairFactors {
    private final double cutoff2;

    /** First neighbour and number of neighbours. */
    int first;

    int size;
    double[] r = new double[0];
    double[] inverse = r;

    /** fc and dfc/du; zero from the cutoff on and in the padding. */
    double[] fc = r;

    double[] dfc = r;

    private double[] r2 = r;
    private final Sweep[] sweeps;

    /** For other cutoff functions than the cosine. */
    private final VectorCutoff other;

    PairFactors(double cutoff, CutoffFunction function) {
        cutoff2 = cutoff * cutoff;
        if (function == CutoffFunction.COSINE) {
            other = null;
            sweeps = new Sweep[] {this::distances, this::slopes, this::values};
        } else {
            other = new VectorCutoff(function, cutoff);
            sweeps = Sweep.joined(new Sweep[] {this::distances}, other.sweeps);
        }
    }

    void compute(Neighborhood nb, int species) {
        first = nb.first[species];
        size = nb.first[species + 1] - first;
        int padded = VectorMath.padded(size);
        if (r.length < padded) {
            int room = padded + padded / 4 + VectorMath.LANES;
            r = new double[room];
            inverse = new double[room];
            fc = new double[room];
            dfc = new double[room];
        }
        r2 = nb.r2;
        if (other != null) {
            other.on(r2, first, fc, dfc);
        }
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

    /** Distances, and 2 u/rc^2 - 1 into fc. Room beyond the last neighbour holds old values. */
    private void distances(int padded) {
        double[] r2 = this.r2;
        double[] r = this.r;
        double[] inverse = this.inverse;
        double[] fc = this.fc;
        for (int n = 0; n < padded; n += VectorMath.LANES) {
            DoubleVector u = VectorMath.load(r2, first + n);
            DoubleVector root = u.sqrt();
            root.intoArray(r, n);
            VectorMath.all(1.0).div(root).intoArray(inverse, n);
            u.mul(1 / cutoff2).min(1.0).mul(2.0).sub(1.0).intoArray(fc, n);
        }
    }

    private void slopes(int padded) {
        double[] fc = this.fc;
        double[] dfc = this.dfc;
        for (int n = 0; n < padded; n += VectorMath.LANES) {
            CosinePolynomial.slope(VectorMath.load(fc, n)).mul(1 / cutoff2).intoArray(dfc, n);
        }
    }

    private void values(int padded) {
        double[] fc = this.fc;
        for (int n = 0; n < padded; n += VectorMath.LANES) {
            CosinePolynomial.value(VectorMath.load(fc, n)).intoArray(fc, n);
        }
    }
}
