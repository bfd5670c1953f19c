package org.jinn.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A way to the least loss, epoch by epoch. */
interface Optimizer {
    /**
     * One epoch.
     *
     * @param number from 1
     * @return errors on the training frames; {@code null} if it was asked to stop in the middle,
     *     and is where it was before
     */
    FitErrors epoch(int number);

    /** The parameters after the last epoch. */
    double[] parameters();

    /** Step length of the last epoch where it is chosen beforehand, else 0. */
    default double learningRate() {
        return 0;
    }

    /** Whether another epoch cannot lower the loss. */
    default boolean converged() {
        return false;
    }

    /** All that the next epoch depends on, to the last bit. */
    void save(DataOutput out) throws IOException;

    /** The most bytes that {@link #save} writes. */
    long largestState();

    /** Goes on from what {@link #save} wrote. */
    void restore(DataInput in) throws IOException;

    /** The scalar product of two arrays of the same length. */
    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Writes an array with its length. */
    static void write(DataOutput out, double[] a) throws IOException {
        out.writeInt(a.length);
        for (double v : a) {
            out.writeDouble(v);
        }
    }

    /** Reads an array that must be {@code length} long. */
    static double[] read(DataInput in, int length) throws IOException {
        int found = in.readInt();
        if (found != length) {
            throw new IOException("expected " + length + " numbers, found " + found);
        }
        double[] a = new double[length];
        for (int i = 0; i < length; i++) {
            a[i] = in.readDouble();
        }
        return a;
    }
}
