package org.jinn.kernel;

import jdk.incubator.vector.DoubleVector;

/** Radial functions of one group, vectors over neighbours. */
final class VectorRadial {
    private final RadialGroup group;
    private final PairFactors pairs;

    /** exp(-eta (r - Rs)^2), one padded row per function. */
    private double[] e = new double[0];

    private double[] slope = e;
    private int stride;
    private double[] c = e;
    private final double[] sums;
    private final Sweep[] forward;
    private final Sweep[] backward;
    private final Sweep[] rates;

    VectorRadial(RadialGroup group) {
        this.group = group;
        pairs = new PairFactors(group.cutoff(), group.fc());
        int functions = group.eta().length;
        sums = new double[functions];
        forward = new Sweep[2 * functions];
        backward = new Sweep[functions];
        rates = new Sweep[functions];
        for (int i = 0; i < functions; i++) {
            int s = i;
            forward[2 * s] = n -> exponential(s, n);
            forward[2 * s + 1] = n -> sum(s, n);
            backward[s] = n -> addSlope(s, n);
            rates[s] = n -> rate(s, n);
        }
    }

    void values(Neighborhood nb, double[] g) {
        pairs.compute(nb, group.species());
        stride = VectorMath.padded(pairs.size);
        if (slope.length < stride) {
            slope = new double[stride + stride / 4 + VectorMath.LANES];
            e = new double[slope.length * group.eta().length];
        }
        Sweep.all(forward, stride);
        for (int s = 0; s < group.eta().length; s++) {
            g[group.index()[s]] += sums[s];
        }
    }

    private void exponential(int s, int n0) {
        double[] e = this.e;
        double[] r = pairs.r;
        double eta = group.eta()[s];
        double shift = group.shift()[s];
        int row = s * n0;
        for (int n = 0; n < n0; n += VectorMath.LANES) {
            DoubleVector d = VectorMath.load(r, n).sub(shift);
            VectorMath.exp(-eta, d.mul(d)).intoArray(e, row + n);
        }
    }

    private void sum(int s, int n0) {
        double[] fc = pairs.fc;
        int row = s * n0;
        DoubleVector sum = DoubleVector.zero(VectorMath.SPECIES);
        for (int n = 0; n < n0; n += VectorMath.LANES) {
            sum = VectorMath.load(e, row + n).fma(VectorMath.load(fc, n), sum);
        }
        sums[s] = VectorMath.sum(sum);
    }

    void pullBack(Neighborhood nb, double[] c) {
        java.util.Arrays.fill(slope, 0, stride, 0);
        this.c = c;
        Sweep.all(backward, stride);
        int first = pairs.first;
        for (int n = 0; n < pairs.size; n++) {
            nb.gx[first + n] += slope[n] * nb.dx[first + n];
            nb.gy[first + n] += slope[n] * nb.dy[first + n];
            nb.gz[first + n] += slope[n] * nb.dz[first + n];
        }
    }

    /** With u' = 2 x . v of each neighbour in slope: the sum of u' dG/du. */
    void pushForward(Neighborhood nb, double[] gdot) {
        int first = pairs.first;
        for (int n = 0; n < pairs.size; n++) {
            int j = first + n;
            slope[n] = 2 * (nb.dx[j] * nb.gx[j] + nb.dy[j] * nb.gy[j] + nb.dz[j] * nb.gz[j]);
        }
        java.util.Arrays.fill(slope, pairs.size, stride, 0);
        Sweep.all(rates, stride);
        for (int s = 0; s < group.eta().length; s++) {
            gdot[group.index()[s]] += sums[s];
        }
    }

    private void rate(int s, int n0) {
        double[] inverse = pairs.inverse;
        double[] fc = pairs.fc;
        double[] dfc = pairs.dfc;
        double eta = group.eta()[s];
        double shift = group.shift()[s];
        int row = s * n0;
        DoubleVector sum = DoubleVector.zero(VectorMath.SPECIES);
        for (int n = 0; n < n0; n += VectorMath.LANES) {
            DoubleVector by = slope(n, eta, shift, inverse, fc, dfc);
            sum = VectorMath.load(e, row + n).mul(by).fma(VectorMath.load(slope, n), sum);
        }
        sums[s] = VectorMath.sum(sum);
    }

    /** dG/du without the exponential. */
    private static DoubleVector slope(
            int n, double eta, double shift, double[] inverse, double[] fc, double[] dfc) {
        // (r - Rs)/r
        DoubleVector d = VectorMath.load(inverse, n).mul(-shift).add(1.0);
        return VectorMath.load(dfc, n).sub(d.mul(eta).mul(VectorMath.load(fc, n)));
    }

    /** slope += 2 c dG/du. */
    private void addSlope(int s, int n0) {
        double[] e = this.e;
        double[] slope = this.slope;
        double[] inverse = pairs.inverse;
        double[] fc = pairs.fc;
        double[] dfc = pairs.dfc;
        double factor = 2 * c[group.index()[s]];
        double eta = group.eta()[s];
        double shift = group.shift()[s];
        int row = s * n0;
        for (int n = 0; n < n0; n += VectorMath.LANES) {
            DoubleVector by = slope(n, eta, shift, inverse, fc, dfc);
            VectorMath.load(e, row + n)
                    .mul(factor)
                    .fma(by, VectorMath.load(slope, n))
                    .intoArray(slope, n);
        }
    }
}
