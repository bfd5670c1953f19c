package org.jinn.kernel;

/** The specification of a layer, in plain Java. */
final class ScalarDense implements DenseKernel {
    private final double[] weights;
    private final double[] bias;
    private final int inputs;

    ScalarDense(double[] weights, double[] bias) {
        this.weights = weights.clone();
        this.bias = bias.clone();
        inputs = weights.length / bias.length;
    }

    @Override
    public void forward(double[] x, double[] z) {
        for (int o = 0; o < bias.length; o++) {
            double sum = bias[o];
            for (int i = 0; i < inputs; i++) {
                sum += weights[o * inputs + i] * x[i];
            }
            z[o] = sum;
        }
    }

    @Override
    public void backward(double[] zbar, double[] xbar) {
        for (int i = 0; i < inputs; i++) {
            xbar[i] = 0;
        }
        for (int o = 0; o < bias.length; o++) {
            for (int i = 0; i < inputs; i++) {
                xbar[i] += weights[o * inputs + i] * zbar[o];
            }
        }
    }

    @Override
    public void push(double[] xdot, double[] zdot) {
        for (int o = 0; o < bias.length; o++) {
            double sum = 0;
            for (int i = 0; i < inputs; i++) {
                sum += weights[o * inputs + i] * xdot[i];
            }
            zdot[o] = sum;
        }
    }

    @Override
    public void addOuter(double[] zbar, double[] x, double[] ybar, double[] v, double[] sums) {
        for (int o = 0; o < bias.length; o++) {
            int row = o * DenseKernel.room(inputs);
            for (int i = 0; i < inputs; i++) {
                sums[row + i] += zbar[o] * x[i] + ybar[o] * v[i];
            }
        }
    }

    @Override
    public void tanh(double[] z, double[] a, double[] slope, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = Math.tanh(z[i]);
            slope[i] = 1 - a[i] * a[i];
        }
    }
}
