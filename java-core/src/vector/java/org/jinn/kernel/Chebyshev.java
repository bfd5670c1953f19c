package org.jinn.kernel;

import java.util.function.DoubleUnaryOperator;

/** Polynomials as good as the best to within a digit. */
final class Chebyshev {
    private Chebyshev() {}

    /**
     * The polynomial that agrees with f at the Chebyshev points of [-1, 1].
     *
     * @return coefficients of powers 0 to {@code degree}
     */
    static double[] fit(int degree, DoubleUnaryOperator f) {
        int n = degree + 1;
        double[] monomials = new double[n];
        double[] previous = new double[n]; // T_(m-1) in powers of w
        double[] current = new double[n]; // T_m
        current[0] = 1;
        for (int m = 0; m < n; m++) {
            double sum = 0;
            for (int k = 0; k < n; k++) {
                double theta = Math.PI * (k + 0.5) / n;
                sum += f.applyAsDouble(Math.cos(theta)) * Math.cos(m * theta);
            }
            double c = (m == 0 ? 1.0 : 2.0) / n * sum;
            for (int i = 0; i < n; i++) {
                monomials[i] += c * current[i];
            }
            // T_(m+1) = 2 w T_m - T_(m-1), but T_1 = w
            double[] next = new double[n];
            for (int i = 0; i < n; i++) {
                next[i] = (i > 0 ? (m == 0 ? 1 : 2) * current[i - 1] : 0) - previous[i];
            }
            previous = current;
            current = next;
        }
        return monomials;
    }
}
