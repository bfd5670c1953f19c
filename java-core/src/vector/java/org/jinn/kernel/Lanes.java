package org.jinn.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * Moving chosen lanes of a vector together and apart again. A choice is a number with one bit a
 * lane; for each there is a table entry, so that no branch depends on it. (DoubleVector.compress
 * and expand do the same, but Java 17 has not got them.)
 */
final class Lanes {
    private static final int COUNT = VectorMath.LANES;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final VectorShuffle<Double>[] FRONT = new VectorShuffle[1 << COUNT];

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final VectorShuffle<Double>[] APART = new VectorShuffle[1 << COUNT];

    private static final double[] ONES = new double[COUNT << COUNT];

    /** From Java 18 on a mask becomes a number in one instruction. */
    private static final boolean MASK_TO_LONG = Runtime.version().feature() >= 18;

    private static final LongVector BITS = bits();

    static {
        for (int choice = 0; choice < 1 << COUNT; choice++) {
            int[] front = new int[COUNT];
            int[] apart = new int[COUNT];
            int n = 0;
            for (int lane = 0; lane < COUNT; lane++) {
                if ((choice >> lane & 1) == 1) {
                    front[n] = lane;
                    apart[lane] = n++;
                    ONES[choice * COUNT + lane] = 1;
                }
            }
            FRONT[choice] = VectorShuffle.fromArray(VectorMath.SPECIES, front, 0);
            APART[choice] = VectorShuffle.fromArray(VectorMath.SPECIES, apart, 0);
        }
    }

    private Lanes() {}

    private static LongVector bits() {
        long[] powers = new long[COUNT];
        for (int lane = 0; lane < COUNT; lane++) {
            powers[lane] = 1L << lane;
        }
        return LongVector.fromArray(LongVector.SPECIES_PREFERRED, powers, 0);
    }

    /** The lanes of v below the limit. */
    static int below(DoubleVector v, double limit) {
        if (MASK_TO_LONG) {
            return (int) v.lt(limit).toLong();
        }
        LongVector signs = v.sub(limit).reinterpretAsLongs().lanewise(VectorOperators.ASHR, 63);
        return (int) signs.and(BITS).reduceLanes(VectorOperators.ADD);
    }

    /** What moves the chosen lanes to the front; what follows them is of no meaning. */
    static VectorShuffle<Double> front(int choice) {
        return FRONT[choice];
    }

    /** What moves the first lanes to the chosen ones. */
    static VectorShuffle<Double> apart(int choice) {
        return APART[choice];
    }

    /** One in the chosen lanes, zero elsewhere. */
    static DoubleVector ones(int choice) {
        return VectorMath.load(ONES, choice * COUNT);
    }
}
