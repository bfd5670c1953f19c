package org.jinn.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Vectors of floats beside those of {@link VectorMath}: as wide, so of twice the lanes. Half of one
 * holds what a vector of doubles does.
 *
 * <p>Floats end at 2^-126; what is smaller is kept in a form that some processors take a hundred
 * times longer to multiply. So exponentials and squares stop before: who multiplies a few of them
 * stays above.
 */
final class MixedMath {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    private static final VectorSpecies<Float> HALF =
            VectorSpecies.of(
                    float.class, VectorShape.forBitSize(VectorMath.SPECIES.vectorBitSize() / 2));

    /** What an exponential is at least, 2^-80, is the square of this. */
    static final float LEAST_ROOT = 0x1p-40f;

    private static final float LOG2E = 1.442695f;

    /** 1.5 * 2^23: adding it leaves the nearest whole number in the low bits of the mantissa. */
    private static final float ROUND = 12582912f;

    // 2^f on |f| <= 1/2, to 2e-9
    private static final double[] P = Chebyshev.fit(6, w -> Math.pow(2, 0.5 * w));
    private static final float P0 = (float) P[0];
    private static final float P1 = (float) (P[1] * 2);
    private static final float P2 = (float) (P[2] * 4);
    private static final float P3 = (float) (P[3] * 8);
    private static final float P4 = (float) (P[4] * 16);
    private static final float P5 = (float) (P[5] * 32);
    private static final float P6 = (float) (P[6] * 64);

    // fc and its slope as in CosinePolynomial, to 6e-9
    private static final double[] F = CosinePolynomial.fitValue(6);
    private static final double[] D = CosinePolynomial.fitSlope(6);
    private static final float F0 = (float) F[0];
    private static final float F1 = (float) F[1];
    private static final float F2 = (float) F[2];
    private static final float F3 = (float) F[3];
    private static final float F4 = (float) F[4];
    private static final float F5 = (float) F[5];
    private static final float F6 = (float) F[6];
    private static final float D0 = (float) D[0];
    private static final float D1 = (float) D[1];
    private static final float D2 = (float) D[2];
    private static final float D3 = (float) D[3];
    private static final float D4 = (float) D[4];
    private static final float D5 = (float) D[5];
    private static final float D6 = (float) D[6];

    private MixedMath() {}

    static FloatVector all(double value) {
        return FloatVector.broadcast(SPECIES, (float) value);
    }

    /** The least multiple of the lane count that is not below {@code n}. */
    static int padded(int n) {
        return (n + LANES - 1) & -LANES;
    }

    /** The sum over the lanes stored at {@code at}, in double precision. */
    static double sum(float[] lanes, int at) {
        return VectorMath.sum(widen(lanes, at).add(widen(lanes, at + VectorMath.LANES)));
    }

    static FloatVector load(float[] a, int at) {
        return FloatVector.fromArray(SPECIES, a, at);
    }

    /** As many floats as a vector of doubles has lanes. */
    static DoubleVector widen(float[] a, int at) {
        return (DoubleVector)
                FloatVector.fromArray(HALF, a, at)
                        .convertShape(VectorOperators.F2D, VectorMath.SPECIES, 0);
    }

    /** The other way. */
    static void narrow(DoubleVector v, float[] a, int at) {
        ((FloatVector) v.convertShape(VectorOperators.D2F, HALF, 0)).intoArray(a, at);
    }

    /** exp(factor x) for factor x &lt;= 88, with an error of some 6e-8 (2 + |factor x|). */
    static FloatVector exp(double factor, FloatVector x) {
        FloatVector y = x.mul((float) factor * LOG2E).max(-80f);
        FloatVector shifted = y.add(ROUND);
        FloatVector f = y.sub(shifted.sub(ROUND));
        FloatVector f2 = f.mul(f);
        FloatVector p01 = f.mul(P1).add(P0);
        FloatVector p23 = f.mul(P3).add(P2);
        FloatVector p45 = f.mul(P5).add(P4);
        FloatVector p456 = f2.mul(P6).add(p45);
        FloatVector p = p456.fma(f2, p23).fma(f2, p01);
        return p.reinterpretAsInts()
                .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats();
    }

    /** {@link CosinePolynomial#value}. */
    static FloatVector cutoff(FloatVector w) {
        FloatVector w2 = w.mul(w);
        FloatVector even = w2.mul(F6).add(F4);
        even = even.mul(w2).add(F2);
        even = even.mul(w2).add(F0);
        FloatVector odd = w2.mul(F5).add(F3);
        odd = odd.mul(w2).add(F1);
        return odd.fma(w, even);
    }

    /** {@link CosinePolynomial#slope}. */
    static FloatVector cutoffSlope(FloatVector w) {
        FloatVector w2 = w.mul(w);
        FloatVector even = w2.mul(D6).add(D4);
        even = even.mul(w2).add(D2);
        even = even.mul(w2).add(D0);
        FloatVector odd = w2.mul(D5).add(D3);
        odd = odd.mul(w2).add(D1);
        return odd.fma(w, even);
    }
}
