package org.jinn.kernel;

import jdk.incubator.vector.DoubleVector;

/**
 * A layer with vectors over the outputs (forward) or the inputs (backward), four at a time: the
 * weights are kept twice, padded to whole tiles, so that neither way needs a horizontal sum.
 */
final class VectorDense implements DenseKernel {
    private static final int TILE = 4 * VectorMath.LANES;
    private static final DoubleVector ONE = VectorMath.all(1);

    private final int inputs;
    private final int outputs;
    private final double[] byInput;
    private final double[] byOutput;
    private final double[] bias;
    private final double[] zero;

    /**
     * @param weights one row per output
     * @param bias one per output
     */
    VectorDense(double[] weights, double[] bias) {
        outputs = bias.length;
        inputs = weights.length / outputs;
        int in = padded(inputs);
        int out = padded(outputs);
        byInput = new double[inputs * out];
        byOutput = new double[outputs * in];
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                byInput[i * out + o] = weights[o * inputs + i];
                byOutput[o * in + i] = weights[o * inputs + i];
            }
        }
        this.bias = java.util.Arrays.copyOf(bias, out);
        zero = new double[Math.max(in, out)];
    }

    private static int padded(int n) {
        return (n + TILE - 1) / TILE * TILE;
    }

    @Override
    public void forward(double[] x, double[] z) {
        multiply(byInput, bias, x, inputs, z, outputs);
    }

    @Override
    public void backward(double[] zbar, double[] xbar) {
        multiply(byOutput, zero, zbar, outputs, xbar, inputs);
    }

    @Override
    public void push(double[] xdot, double[] zdot) {
        multiply(byInput, zero, xdot, inputs, zdot, outputs);
    }

    @Override
    public void addOuter(double[] zbar, double[] x, double[] ybar, double[] v, double[] sums) {
        int stride = DenseKernel.room(inputs);
        for (int at = 0; at < inputs; at += 2 * VectorMath.LANES) {
            outerTile(zbar, x, ybar, v, sums, outputs, stride, at);
        }
    }

    private static void outerTile(
            double[] zbar,
            double[] x,
            double[] ybar,
            double[] v,
            double[] sums,
            int outputs,
            int stride,
            int at) {
        int at1 = at + VectorMath.LANES;
        DoubleVector x0 = VectorMath.load(x, at);
        DoubleVector x1 = VectorMath.load(x, at1);
        DoubleVector v0 = VectorMath.load(v, at);
        DoubleVector v1 = VectorMath.load(v, at1);
        for (int o = 0; o < outputs; o++) {
            DoubleVector z = VectorMath.all(zbar[o]);
            DoubleVector y = VectorMath.all(ybar[o]);
            int row = o * stride + at;
            x0.fma(z, v0.fma(y, VectorMath.load(sums, row))).intoArray(sums, row);
            row += VectorMath.LANES;
            x1.fma(z, v1.fma(y, VectorMath.load(sums, row))).intoArray(sums, row);
        }
    }

    /** y = start + sum_i x_i rows_i. */
    private static void multiply(
            double[] rows, double[] start, double[] x, int n, double[] y, int length) {
        for (int at = 0; at < length; at += TILE) {
            tile(rows, padded(length), start, x, n, y, at);
        }
    }

    private static void tile(
            double[] rows, int stride, double[] start, double[] x, int n, double[] y, int at) {
        int at1 = at + VectorMath.LANES;
        int at2 = at1 + VectorMath.LANES;
        int at3 = at2 + VectorMath.LANES;
        DoubleVector s0 = VectorMath.load(start, at);
        DoubleVector s1 = VectorMath.load(start, at1);
        DoubleVector s2 = VectorMath.load(start, at2);
        DoubleVector s3 = VectorMath.load(start, at3);
        for (int i = 0; i < n; i++) {
            DoubleVector by = VectorMath.all(x[i]);
            int row = i * stride;
            s0 = VectorMath.load(rows, row + at).fma(by, s0);
            s1 = VectorMath.load(rows, row + at1).fma(by, s1);
            s2 = VectorMath.load(rows, row + at2).fma(by, s2);
            s3 = VectorMath.load(rows, row + at3).fma(by, s3);
        }
        s0.intoArray(y, at);
        s1.intoArray(y, at1);
        s2.intoArray(y, at2);
        s3.intoArray(y, at3);
    }

    /**
     * tanh z = (1 - e)/(1 + e), e = exp(-2z): absolute error below 8e-16. The one is a constant:
     * made in the loop it is allocated each time where the compiler has no budget left.
     */
    @Override
    public void tanh(double[] z, double[] a, double[] slope, int n) {
        DoubleVector one = ONE;
        for (int i = 0; i < n; i += VectorMath.LANES) {
            DoubleVector e = VectorMath.exp(-2, VectorMath.load(z, i).max(-350.0));
            DoubleVector t = one.sub(e).div(e.add(one));
            t.intoArray(a, i);
            one.sub(t.mul(t)).intoArray(slope, i);
        }
    }
}
