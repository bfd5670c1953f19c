package org.jinn.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The products four rows at a time, in the order in which they lie in memory. */
final class VectorMatrix implements MatrixKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> HALF =
            VectorSpecies.of(short.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));
    private static final int LANES = SPECIES.length();

    /** Lanes are added one by one, always in the same order: see {@link VectorMath#sum}. */
    private final float[] lanes = new float[4 * LANES];

    @Override
    public void transposeTimes(PackedMatrix a, float[] x, float[] y) {
        Arrays.fill(y, 0, a.stride, 0);
        for (int row = 0; row < a.rows(); row += 4) {
            addRows(
                    a.multiples,
                    row * a.stride,
                    a.stride,
                    x[row] * a.step[row],
                    x[row + 1] * a.step[row + 1],
                    x[row + 2] * a.step[row + 2],
                    x[row + 3] * a.step[row + 3],
                    y);
        }
    }

    private static void addRows(
            short[] a, int at, int stride, float x0, float x1, float x2, float x3, float[] y) {
        for (int c = 0; c < stride; c += LANES) {
            int row = at + c;
            FloatVector s = load(a, row).mul(x0);
            s = load(a, row + stride).fma(all(x1), s);
            FloatVector t = load(a, row + 2 * stride).fma(all(x2), load(y, c));
            load(a, row + 3 * stride).fma(all(x3), t).add(s).intoArray(y, c);
        }
    }

    @Override
    public void times(PackedMatrix a, float[] v, float[] z) {
        for (int row = 0; row < a.rows(); row += 4) {
            rowsTimes(a.multiples, row * a.stride, a.stride, v, z, row);
            for (int n = row; n < row + 4; n++) {
                z[n] *= a.step[n];
            }
        }
    }

    private void rowsTimes(short[] a, int at, int stride, float[] v, float[] z, int to) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int c = 0; c < stride; c += LANES) {
            FloatVector by = load(v, c);
            int row = at + c;
            s0 = load(a, row).fma(by, s0);
            s1 = load(a, row + stride).fma(by, s1);
            s2 = load(a, row + 2 * stride).fma(by, s2);
            s3 = load(a, row + 3 * stride).fma(by, s3);
        }
        s0.intoArray(lanes, 0);
        s1.intoArray(lanes, LANES);
        s2.intoArray(lanes, 2 * LANES);
        s3.intoArray(lanes, 3 * LANES);
        for (int n = 0; n < 4; n++) {
            float even = 0;
            float odd = 0;
            for (int i = n * LANES; i < (n + 1) * LANES; i += 2) {
                even += lanes[i];
                odd += lanes[i + 1];
            }
            z[to + n] = even + odd;
        }
    }

    private static FloatVector load(float[] a, int at) {
        return FloatVector.fromArray(SPECIES, a, at);
    }

    private static FloatVector load(short[] a, int at) {
        ShortVector multiples = ShortVector.fromArray(HALF, a, at);
        return (FloatVector) multiples.convertShape(VectorOperators.S2F, SPECIES, 0);
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
