package org.jinn.kernel;

import java.util.Arrays;

/** The specification of the products with a matrix. */
final class ScalarMatrix implements MatrixKernel {
    @Override
    public void transposeTimes(float[] a, int stride, float[] x, float[] y) {
        Arrays.fill(y, 0, stride, 0);
        for (int row = 0; row < a.length / stride; row++) {
            for (int c = 0; c < stride; c++) {
                y[c] += x[row] * a[row * stride + c];
            }
        }
    }

    @Override
    public void times(float[] a, int stride, float[] v, float[] z) {
        for (int row = 0; row < a.length / stride; row++) {
            float sum = 0;
            for (int c = 0; c < stride; c++) {
                sum += a[row * stride + c] * v[c];
            }
            z[row] = sum;
        }
    }
}
