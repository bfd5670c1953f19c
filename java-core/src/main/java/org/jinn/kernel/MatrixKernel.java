package org.jinn.kernel;

/**
 * Products of a big matrix in single precision, kept row by row, with vectors: what training does
 * with derivatives of descriptors that it keeps. Memory bounds it, hence the floats.
 */
public interface MatrixKernel {
    /** How long a row of {@code n} columns, and how many rows for {@code n}, must be kept. */
    static int room(int n) {
        return (n + 15) / 16 * 16;
    }

    /**
     * y = A&#7488; x.
     *
     * @param a {@link #room}(rows) times {@code stride} numbers; padding is zero
     * @param x at least as long as the rows kept; what lies past the last row is multiplied by zero
     * @param y output, {@code stride} long
     */
    void transposeTimes(float[] a, int stride, float[] x, float[] y);

    /**
     * z = A v.
     *
     * @param v {@code stride} long, finite
     * @param z output, at least as long as the rows kept
     */
    void times(float[] a, int stride, float[] v, float[] z);
}
