package org.jinn.kernel;

/**
 * One fully connected layer with fixed weights W: {@code z = b + W x} and its transpose. An
 * instance may be shared by threads.
 */
public interface DenseKernel {
    /**
     * z = b + W x.
     *
     * @param x input, {@link #room} of the number of inputs long
     * @param z output, {@link #room} of the number of outputs long; what lies past the last one is
     *     undefined
     */
    void forward(double[] x, double[] z);

    /**
     * x&#772; = W&#7488; z&#772;, the derivative by x of what has the derivative z&#772; by z.
     *
     * @param zbar input, as long as z
     * @param xbar output, as long as x; what lies past the last one is undefined
     */
    void backward(double[] zbar, double[] xbar);

    /**
     * z&#775; = W x&#775;: how z changes along x&#775;.
     *
     * @param xdot input, as long as x
     * @param zdot output, as long as z; what lies past the last one is undefined
     */
    void push(double[] xdot, double[] zdot);

    /**
     * Adds z&#772; x&#7488; + y&#772; v&#7488; to {@code sums}, one row of {@link #room} of the
     * number of inputs per output: the gradient by W of z&#772; . W x + y&#772; . W v.
     *
     * @param zbar as long as z
     * @param x as long as x; what lies past the last one is added too, to sums nobody reads
     * @param ybar as long as z
     * @param v as long as x
     */
    void addOuter(double[] zbar, double[] x, double[] ybar, double[] v, double[] sums);

    /** How long the array of {@code n} inputs or outputs must be: whole tiles of vectors. */
    static int room(int n) {
        return (n + 31) / 32 * 32;
    }

    /** a = tanh z and its derivative 1 - a&sup2; for the first {@code n} numbers of z. */
    void tanh(double[] z, double[] a, double[] slope, int n);
}
