package org.jinn.kernel;

import java.util.Arrays;

/** The specification of the products with a matrix. */
final class ScalarMatrix implements MatrixKernel {
    @Override
    public void transposeTimes(PackedMatrix a, float[] x, float[] y) {
        Arrays.fill(y, 0, a.stride, 0);
        for (int row = 0; row < a.rows(); row++) {
            float factor = x[row] * a.step[row];
            for (int c = 0; c < a.stride; c++) {
                y[c] += factor * a.multiples[row * a.stride + c];
            }
        }
    }

    @Override
    public void times(PackedMatrix a, float[] v, float[] z) {
        for (int row = 0; row < a.rows(); row++) {
            float sum = 0;
            for (int c = 0; c < a.stride; c++) {
                sum += a.multiples[row * a.stride + c] * v[c];
            }
            z[row] = sum * a.step[row];
        }
    }
}
