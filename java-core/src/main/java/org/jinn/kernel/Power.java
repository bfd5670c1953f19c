package org.jinn.kernel;

/** Powers with a real exponent, exact and quick where it is a small whole number. */
final class Power {
    private Power() {}

    /** {@code base^exponent} for base &gt;= 0, exponent &gt;= 0. */
    static double of(double base, double exponent) {
        int n = (int) exponent;
        if (n != exponent || n > 1024) {
            return Math.pow(base, exponent);
        }
        double result = 1;
        double square = base;
        for (int bits = n; bits != 0; bits >>= 1) {
            if ((bits & 1) != 0) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }
}
