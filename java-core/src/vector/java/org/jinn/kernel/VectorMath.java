package org.jinn.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Elementary functions on vectors of doubles, straight-line so that nothing is boxed. */
final class VectorMath {
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    private static final double LOG2E = 1.4426950408889634;
    private static final double LN2_HIGH = 6.93145751953125e-1;
    private static final double LN2_LOW = 1.42860682030941723212e-6;

    /** 1.5 * 2^52: adding it leaves the nearest whole number in the low bits of the mantissa. */
    private static final double ROUND = 6755399441055744.0;

    private VectorMath() {}

    /** The least multiple of the lane count that is not below {@code n}. */
    static int padded(int n) {
        return (n + LANES - 1) & -LANES;
    }

    static DoubleVector load(double[] a, int at) {
        return DoubleVector.fromArray(SPECIES, a, at);
    }

    /**
     * exp(x) for x &lt;= 709 to two units in the last place; below -708 the result is the smallest
     * normal number. Cody and Waite's reduction, Taylor's polynomial of degree 12 on |r| &lt;=
     * ln2/2.
     */
    static DoubleVector exp(DoubleVector x0) {
        DoubleVector x = x0.max(-708.0);
        DoubleVector shifted = x.mul(LOG2E).add(ROUND);
        DoubleVector k = shifted.sub(ROUND);
        LongVector bits =
                shifted.reinterpretAsLongs().add(1023L).lanewise(VectorOperators.LSHL, 52);
        DoubleVector r = k.neg().fma(SPECIES_BROADCAST_LN2_HIGH, x);
        r = k.neg().fma(SPECIES_BROADCAST_LN2_LOW, r);
        DoubleVector r2 = r.mul(r);
        DoubleVector r4 = r2.mul(r2);
        // Estrin's scheme: short chains of dependent steps
        DoubleVector p01 = r.add(1.0);
        DoubleVector p23 = r.mul(C3).add(0.5);
        DoubleVector p45 = r.mul(C5).add(C4);
        DoubleVector p67 = r.mul(C7).add(C6);
        DoubleVector p89 = r.mul(C9).add(C8);
        DoubleVector pab = r.mul(C11).add(C10);
        DoubleVector q0 = p23.fma(r2, p01);
        DoubleVector q1 = p67.fma(r2, p45);
        DoubleVector q2 = pab.fma(r2, p89);
        q2 = r4.mul(C12).add(q2);
        DoubleVector high = q2.fma(r4, q1);
        DoubleVector p = high.fma(r4, q0);
        return p.mul(bits.reinterpretAsDoubles());
    }

    private static final DoubleVector SPECIES_BROADCAST_LN2_HIGH =
            DoubleVector.broadcast(SPECIES, LN2_HIGH);
    private static final DoubleVector SPECIES_BROADCAST_LN2_LOW =
            DoubleVector.broadcast(SPECIES, LN2_LOW);
    private static final double C3 = 1.0 / 6;
    private static final double C4 = 1.0 / 24;
    private static final double C5 = 1.0 / 120;
    private static final double C6 = 1.0 / 720;
    private static final double C7 = 1.0 / 5040;
    private static final double C8 = 1.0 / 40320;
    private static final double C9 = 1.0 / 362880;
    private static final double C10 = 1.0 / 3628800;
    private static final double C11 = 1.0 / 39916800;
    private static final double C12 = 1.0 / 479001600;
}
