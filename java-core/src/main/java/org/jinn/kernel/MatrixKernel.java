package org.jinn.kernel;

/**
 * Products of a big matrix, kept in little memory, with vectors in single precision: what training
 * does with derivatives of descriptors that it keeps. Vectors are {@link PackedMatrix#room} of
 * their number long.
 */
public interface MatrixKernel {
    /**
     * y = A&#7488; x.
     *
     * @param x at least as long as the rows kept; what lies past the last row is multiplied by zero
     * @param y output, at least as long as a row kept
     */
    void transposeTimes(PackedMatrix a, float[] x, float[] y);

    /**
     * z = A v.
     *
     * @param v at least as long as a row kept, finite
     * @param z output, at least as long as the rows kept
     */
    void times(PackedMatrix a, float[] v, float[] z);
}
