package org.jinn.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Elementary functions on vectors of doubles, straight-line so that nothing is boxed. */
final class VectorMath {
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    private static final VectorShuffle<Double> NEXT = turned(1);
    private static final VectorShuffle<Double> SECOND_NEXT = turned(2);
    private static final VectorShuffle<Double> FOURTH_NEXT = turned(4);

    private static final double LOG2E = 1.4426950408889634;

    /** 1.5 * 2^52: adding it leaves the nearest whole number in the low bits of the mantissa. */
    private static final double ROUND = 6755399441055744.0;

    // 2^f on |f| <= 1/2: the polynomial through its Chebyshev points, worked out with 60 digits
    private static final double P0 = 1.0;
    private static final double P1 = 0.6931471805599453;
    private static final double P2 = 0.24022650695910158;
    private static final double P3 = 0.055504108664821625;
    private static final double P4 = 0.009618129107587256;
    private static final double P5 = 0.001333355814640647;
    private static final double P6 = 0.00015403530463724353;
    private static final double P7 = 1.5252733841556773e-05;
    private static final double P8 = 1.3215432535912375e-06;
    private static final double P9 = 1.0178057087733941e-07;
    private static final double P10 = 7.074194297288521e-09;
    private static final double P11 = 4.4558179083360645e-10;

    private VectorMath() {}

    private static VectorShuffle<Double> turned(int by) {
        return VectorShuffle.fromOp(SPECIES, lane -> (lane + by) % LANES);
    }

    static DoubleVector all(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }

    /** The least multiple of the lane count that is not below {@code n}. */
    static int padded(int n) {
        return (n + LANES - 1) & -LANES;
    }

    /**
     * The sum over lanes, always in the same order: that of {@code reduceLanes} is another once
     * Java has compiled it, and a run could not be repeated bit for bit.
     */
    static double sum(DoubleVector v) {
        DoubleVector s = v.add(v.rearrange(NEXT));
        if (LANES > 2) {
            s = s.add(s.rearrange(SECOND_NEXT));
        }
        if (LANES > 4) {
            s = s.add(s.rearrange(FOURTH_NEXT));
        }
        return s.lane(0);
    }

    static DoubleVector load(double[] a, int at) {
        return DoubleVector.fromArray(SPECIES, a, at);
    }

    /**
     * exp(factor x) for factor x &lt;= 709; below -707 the result is 2^-1021. 2^k 2^f with k whole;
     * the relative error is some 1e-16 (2 + |factor x|).
     */
    static DoubleVector exp(double factor, DoubleVector x) {
        double scale = factor * LOG2E;
        DoubleVector y = x.mul(scale).max(-1021.0);
        DoubleVector shifted = y.add(ROUND);
        DoubleVector f = y.sub(shifted.sub(ROUND));
        DoubleVector f2 = f.mul(f);
        DoubleVector f4 = f2.mul(f2);
        // Estrin's scheme: short chains of dependent steps
        DoubleVector p01 = f.mul(P1).add(P0);
        DoubleVector p23 = f.mul(P3).add(P2);
        DoubleVector p45 = f.mul(P5).add(P4);
        DoubleVector p67 = f.mul(P7).add(P6);
        DoubleVector p89 = f.mul(P9).add(P8);
        DoubleVector low = p23.fma(f2, p01);
        DoubleVector high = p67.fma(f2, p45);
        DoubleVector pab = f.mul(P11).add(P10);
        DoubleVector top = pab.fma(f2, p89);
        DoubleVector p = top.fma(f4, high).fma(f4, low);
        // k goes to the exponent
        return p.reinterpretAsLongs()
                .add(shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52))
                .reinterpretAsDoubles();
    }
}
