package org.jinn.kernel;

import jdk.incubator.vector.DoubleVector;

/**
 * A cutoff function over whole vectors of u = r^2: fc and dfc/du, to 1e-15 absolutely. What lies
 * beyond the cutoff is taken as at the cutoff.
 */
final class VectorCutoff {
    private static final DoubleVector ONE = VectorMath.all(1.0);

    /** Keeps padding, whose distance is zero, finite. */
    private static final double NEAREST = 1e-100;

    private final double overRc2;

    /** To be run one after the other once {@link #on} was called. */
    final Sweep[] sweeps;

    private double[] u;
    private int from;
    private double[] fc;
    private double[] dfc;

    VectorCutoff(CutoffFunction function, double cutoff) {
        overRc2 = 1 / (cutoff * cutoff);
        sweeps =
                switch (function) {
                    case TANH3 -> new Sweep[] {this::tanh, this::cube};
                    case POLY2 -> new Sweep[] {this::poly2};
                    case COSINE -> new Sweep[] {this::cosineSlope, this::cosine};
                };
    }

    /** Where to read r^2, from place {@code from} on, and where to write, from 0 on. */
    void on(double[] u, int from, double[] fc, double[] dfc) {
        this.u = u;
        this.from = from;
        this.fc = fc;
        this.dfc = dfc;
    }

    /** What {@link CosinePolynomial} takes: 2 u/rc^2 - 1. */
    private static DoubleVector w(double[] u, int at, double overRc2) {
        return VectorMath.load(u, at).mul(overRc2).min(1.0).mul(2.0).sub(1.0);
    }

    private void cosineSlope(int n) {
        double[] u = this.u;
        double[] dfc = this.dfc;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            CosinePolynomial.slope(w(u, from + t, overRc2)).mul(overRc2).intoArray(dfc, t);
        }
    }

    private void cosine(int n) {
        double[] u = this.u;
        double[] fc = this.fc;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            CosinePolynomial.value(w(u, from + t, overRc2)).intoArray(fc, t);
        }
    }

    /** x = r/rc. */
    private static DoubleVector x(double[] u, int at, double overRc2) {
        return VectorMath.load(u, at).mul(overRc2).min(1.0).max(NEAREST).sqrt();
    }

    /** tanh(1 - x) = (1 - e)/(1 + e), e = exp(2x - 2), into fc. */
    private void tanh(int n) {
        double[] u = this.u;
        double[] fc = this.fc;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector e = VectorMath.exp(2, x(u, from + t, overRc2).sub(1.0));
            ONE.sub(e).div(e.add(ONE)).intoArray(fc, t);
        }
    }

    /** From t = tanh(1 - x): t^3 and -3 t^2 (1 - t^2)/(2 x rc^2). */
    private void cube(int n) {
        double[] u = this.u;
        double[] fc = this.fc;
        double[] dfc = this.dfc;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector tanh = VectorMath.load(fc, t);
            DoubleVector square = tanh.mul(tanh);
            tanh.mul(square).intoArray(fc, t);
            square.mul(square.sub(1.0))
                    .mul(1.5 * overRc2)
                    .div(x(u, from + t, overRc2))
                    .intoArray(dfc, t);
        }
    }

    /** 1 - x^3 (10 - 15 x + 6 x^2) and -15 x (1 - x)^2/rc^2. */
    private void poly2(int n) {
        double[] u = this.u;
        double[] fc = this.fc;
        double[] dfc = this.dfc;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector x = x(u, from + t, overRc2);
            DoubleVector rest = ONE.sub(x);
            DoubleVector factor = x.mul(6.0).sub(15.0).mul(x).add(10.0);
            ONE.sub(x.mul(x).mul(x).mul(factor)).intoArray(fc, t);
            rest.mul(rest).mul(x).mul(-15 * overRc2).intoArray(dfc, t);
        }
    }
}
