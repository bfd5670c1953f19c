package org.jinn.kernel;

import jdk.incubator.vector.DoubleVector;

/**
 * fc as a function of u = r^2. (1 + cos(pi sqrt(v)))/2 is an entire function of v = u/rc^2: a
 * polynomial of degree 11 in w = 2v - 1 is exact to rounding on [0, 1], and needs no square root.
 * Coefficients by Chebyshev interpolation.
 */
final class CosinePolynomial {
    private static final int DEGREE = 11;
    private static final double[] F = fitValue(DEGREE);
    private static final double[] D = fitSlope(DEGREE);
    private static final double F0 = F[0];
    private static final double F1 = F[1];
    private static final double F2 = F[2];
    private static final double F3 = F[3];
    private static final double F4 = F[4];
    private static final double F5 = F[5];
    private static final double F6 = F[6];
    private static final double F7 = F[7];
    private static final double F8 = F[8];
    private static final double F9 = F[9];
    private static final double F10 = F[10];
    private static final double F11 = F[11];
    private static final double D0 = D[0];
    private static final double D1 = D[1];
    private static final double D2 = D[2];
    private static final double D3 = D[3];
    private static final double D4 = D[4];
    private static final double D5 = D[5];
    private static final double D6 = D[6];
    private static final double D7 = D[7];
    private static final double D8 = D[8];
    private static final double D9 = D[9];
    private static final double D10 = D[10];
    private static final double D11 = D[11];

    private CosinePolynomial() {}

    /** Coefficients of fc in powers of w. */
    static double[] fitValue(int degree) {
        return Chebyshev.fit(degree, w -> 0.5 * (1 + Math.cos(Math.PI * Math.sqrt(0.5 * (1 + w)))));
    }

    /** Coefficients of dfc/dv in powers of w. */
    static double[] fitSlope(int degree) {
        return Chebyshev.fit(
                degree,
                w -> {
                    double x = Math.PI * Math.sqrt(0.5 * (1 + w));
                    // dfc/dv = -(pi^2/4) sin(x)/x
                    return -0.25 * Math.PI * Math.PI * (x < 1e-8 ? 1 : Math.sin(x) / x);
                });
    }

    /** fc at w = 2 u/rc^2 - 1 in [-1, 1]. */
    static DoubleVector value(DoubleVector w) {
        DoubleVector w2 = w.mul(w);
        DoubleVector even = w2.mul(F10).add(F8);
        even = even.mul(w2).add(F6);
        even = even.mul(w2).add(F4);
        even = even.mul(w2).add(F2);
        even = even.mul(w2).add(F0);
        DoubleVector odd = w2.mul(F11).add(F9);
        odd = odd.mul(w2).add(F7);
        odd = odd.mul(w2).add(F5);
        odd = odd.mul(w2).add(F3);
        odd = odd.mul(w2).add(F1);
        return odd.fma(w, even);
    }

    /** dfc/dv, v = u/rc^2, at w = 2v - 1. */
    static DoubleVector slope(DoubleVector w) {
        DoubleVector w2 = w.mul(w);
        DoubleVector even = w2.mul(D10).add(D8);
        even = even.mul(w2).add(D6);
        even = even.mul(w2).add(D4);
        even = even.mul(w2).add(D2);
        even = even.mul(w2).add(D0);
        DoubleVector odd = w2.mul(D11).add(D9);
        odd = odd.mul(w2).add(D7);
        odd = odd.mul(w2).add(D5);
        odd = odd.mul(w2).add(D3);
        odd = odd.mul(w2).add(D1);
        return odd.fma(w, even);
    }
}
