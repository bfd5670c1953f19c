package org.jinn.kernel;

/**
 * A matrix in 16 bits a number, row by row: whole multiples of a step, which is the largest number
 * of the row over 32,767. Memory bounds the products with it, and this is half of what floats take.
 */
public final class PackedMatrix {
    private static final int MOST = Short.MAX_VALUE;

    /** {@link #room} of the columns: the length of a row; padding is zero, as are whole rows. */
    final int stride;

    final short[] multiples;

    /** Of each row, and of the zeros after the last one. */
    final float[] step;

    /**
     * @param a row-major, each row {@link #room}(columns) long
     */
    public PackedMatrix(float[] a, int rows, int columns) {
        stride = room(columns);
        step = new float[room(rows)];
        multiples = new short[step.length * stride];
        for (int row = 0; row < rows; row++) {
            int at = row * stride;
            float largest = 0;
            for (int c = 0; c < columns; c++) {
                largest = Math.max(largest, Math.abs(a[at + c]));
            }
            step[row] = largest / MOST;
            for (int c = 0; c < columns && largest > 0; c++) {
                multiples[at + c] = (short) Math.round(a[at + c] / largest * MOST);
            }
        }
    }

    /** How long a row of {@code n} columns, and how many rows for {@code n}, must be kept. */
    public static int room(int n) {
        return (n + 15) / 16 * 16;
    }

    /** What such a matrix takes of memory. */
    public static long bytes(int rows, int columns) {
        return room(rows) * (2L * room(columns) + 4);
    }

    int rows() {
        return step.length;
    }
}
