package org.jinn.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/** {@link Powers} in single precision. */
final class MixedPowers extends Powers {
    /**
     * What is squared is at least this: p is known to 5e-16, and neither a square of a square nor
     * its slope leaves the range of floats where neighbours are in line (see {@link MixedMath}).
     */
    private static final float LEAST = 0x1p-25f;

    private final MixedTriples triples;

    float[] p = new float[0];
    float[] dp = p;

    MixedPowers(AngularGroup group, MixedTriples triples) {
        super(group);
        this.triples = triples;
    }

    /** Room for rows of together {@code size} numbers. */
    void reserve(int size) {
        p = new float[size];
        dp = new float[size];
    }

    @Override
    Sweep base(double lambda, int l) {
        return n -> base((float) lambda, l * n, n);
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
        return n -> timesBase((float) lambda, l * n, n);
    }

    @Override
    Sweep copy(int from, int l) {
        return n -> copy(from * n, l * n, n);
    }

    @Override
    Sweep realPower(double lambda, double zeta, int l) {
        return n -> realPower(lambda, zeta, l * n, n);
    }

    private static FloatVector base(float lambda, float[] cos, int t) {
        return MixedMath.load(cos, t).mul(lambda).add(1f).max(0f);
    }

    private void base(float lambda, int row, int n) {
        float[] cos = triples.cos;
        float[] p = this.p;
        for (int t = 0; t < n; t += MixedMath.LANES) {
            base(lambda, cos, t).intoArray(p, row + t);
        }
        // not in the loop: Java 17 would allocate a vector each time
        Arrays.fill(dp, row, row + n, lambda);
    }

    private void twice(int from, int row, int n) {
        float[] p = this.p;
        float[] dp = this.dp;
        for (int t = 0; t < n; t += MixedMath.LANES) {
            FloatVector y = MixedMath.load(p, from + t).max(LEAST);
            y.mul(MixedMath.load(dp, from + t)).intoArray(dp, row + t);
            y.mul(y).mul(0.5f).intoArray(p, row + t);
        }
    }

    private void quadruple(int from, int row, int n) {
        float[] p = this.p;
        float[] dp = this.dp;
        for (int t = 0; t < n; t += MixedMath.LANES) {
            FloatVector y = MixedMath.load(p, from + t).max(LEAST);
            FloatVector y2 = y.mul(y).mul(0.5f);
            y2.mul(y.mul(MixedMath.load(dp, from + t))).intoArray(dp, row + t);
            y2.mul(y2).mul(0.5f).intoArray(p, row + t);
        }
    }

    private void timesBase(float lambda, int row, int n) {
        float[] cos = triples.cos;
        float[] p = this.p;
        float[] dp = this.dp;
        for (int t = 0; t < n; t += MixedMath.LANES) {
            FloatVector b = base(lambda, cos, t).mul(0.5f);
            FloatVector y = MixedMath.load(p, row + t);
            MixedMath.load(dp, row + t).mul(b).add(y.mul(0.5f * lambda)).intoArray(dp, row + t);
            y.mul(b).intoArray(p, row + t);
        }
    }

    private void copy(int from, int row, int n) {
        System.arraycopy(p, from, p, row, n);
        System.arraycopy(dp, from, dp, row, n);
    }

    private void realPower(double lambda, double zeta, int row, int n) {
        float[] p = this.p;
        float[] dp = this.dp;
        double scale = Math.pow(2, 1 - zeta);
        float[] cos = triples.cos;
        for (int t = 0; t < n; t++) {
            double b = Math.max(0, 1 + lambda * cos[t]);
            double y = scale * Math.pow(b, zeta - 1);
            p[row + t] = (float) (y * b);
            dp[row + t] = (float) (zeta * lambda * y);
        }
    }
}
