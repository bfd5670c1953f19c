package org.jinn.kernel;

import jdk.incubator.vector.DoubleVector;

/** {@link Powers} in double precision. */
final class VectorPowers extends Powers {
    private final VectorTriples triples;

    double[] p = new double[0];
    double[] dp = p;

    VectorPowers(AngularGroup group, VectorTriples triples) {
        super(group);
        this.triples = triples;
    }

    /** Room for rows of together {@code size} numbers. */
    void reserve(int size) {
        p = new double[size];
        dp = new double[size];
    }

    @Override
    Sweep base(double lambda, int l) {
        return n -> base(lambda, l * n, n);
    }

    @Override
    Sweep twice(int from, int l) {
        return n -> twice(from * n, l * n, n);
    }

    @Override
    Sweep quadruple(int from, int l) {
        return n -> quadruple(from * n, l * n, n);
    }

    @Override
    Sweep timesBase(double lambda, int l) {
        return n -> timesBase(lambda, l * n, n);
    }

    @Override
    Sweep copy(int from, int l) {
        return n -> copy(from * n, l * n, n);
    }

    @Override
    Sweep realPower(double lambda, double zeta, int l) {
        return n -> realPower(lambda, zeta, l * n, n);
    }

    private static DoubleVector base(double lambda, double[] cos, int t) {
        return VectorMath.load(cos, t).mul(lambda).add(1.0).max(0.0);
    }

    private void base(double lambda, int row, int n) {
        double[] cos = triples.cos;
        double[] p = this.p;
        double[] dp = this.dp;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            base(lambda, cos, t).intoArray(p, row + t);
            VectorMath.all(lambda).intoArray(dp, row + t);
        }
    }

    private void twice(int from, int row, int n) {
        double[] p = this.p;
        double[] dp = this.dp;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector y = VectorMath.load(p, from + t);
            y.mul(VectorMath.load(dp, from + t)).intoArray(dp, row + t);
            y.mul(y).mul(0.5).intoArray(p, row + t);
        }
    }

    private void quadruple(int from, int row, int n) {
        double[] p = this.p;
        double[] dp = this.dp;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector y = VectorMath.load(p, from + t);
            DoubleVector y2 = y.mul(y).mul(0.5);
            y2.mul(y.mul(VectorMath.load(dp, from + t))).intoArray(dp, row + t);
            y2.mul(y2).mul(0.5).intoArray(p, row + t);
        }
    }

    private void timesBase(double lambda, int row, int n) {
        double[] cos = triples.cos;
        double[] p = this.p;
        double[] dp = this.dp;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector b = base(lambda, cos, t).mul(0.5);
            DoubleVector y = VectorMath.load(p, row + t);
            VectorMath.load(dp, row + t).mul(b).add(y.mul(0.5 * lambda)).intoArray(dp, row + t);
            y.mul(b).intoArray(p, row + t);
        }
    }

    private void copy(int from, int row, int n) {
        System.arraycopy(p, from, p, row, n);
        System.arraycopy(dp, from, dp, row, n);
    }

    private void realPower(double lambda, double zeta, int row, int n) {
        double[] p = this.p;
        double[] dp = this.dp;
        double scale = Math.pow(2, 1 - zeta);
        double[] cos = triples.cos;
        for (int t = 0; t < n; t++) {
            double b = Math.max(0, 1 + lambda * cos[t]);
            double y = scale * Math.pow(b, zeta - 1);
            p[row + t] = y * b;
            dp[row + t] = zeta * lambda * y;
        }
    }
}
