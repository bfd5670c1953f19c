package org.jinn.dft;

import java.util.Locale;
import org.jinn.structure.Cell;

/**
 * How densely reciprocal space is sampled.
 *
 * @param mesh points along each reciprocal vector of {@code cell}, or {@code null} where {@code
 *     spacing} says it
 * @param cell the cell that {@code mesh} is for; other cells get one as dense, but for a tenth of a
 *     small mesh and half a point of a large one
 * @param spacing largest distance of neighbouring points in 1/angstrom, 2 pi included
 * @param shifted whether the mesh is moved by half a step along each vector
 */
record KMesh(int[] mesh, Cell cell, double spacing, boolean shifted) {
    /** Rounding of cells must not add a point. */
    private static final double SLACK = 1e-6;

    /**
     * A cell a little smaller has no more points than one that the mesh fits: it may lack a share.
     */
    private static final double LACKING = 0.1;

    /** But never a whole point. */
    private static final double MOST_LACKING = 0.5;

    /** The density, whichever way it was given. */
    @Override
    public String toString() {
        double[] apart = new double[3];
        for (int i = 0; i < 3; i++) {
            apart[i] = mesh == null ? spacing : 2 * Math.PI / cell.height(i) / mesh[i];
        }
        return String.format(
                Locale.ROOT,
                "%.4g, %.4g and %.4g in 1/angstrom apart%s",
                apart[0],
                apart[1],
                apart[2],
                shifted ? ", shifted" : "");
    }

    /** Points along each reciprocal vector of {@code other}, one or more. */
    int[] points(Cell other) {
        int[] points = new int[3];
        for (int i = 0; i < 3; i++) {
            double wanted;
            if (mesh == null) {
                wanted = 2 * Math.PI / other.height(i) / spacing;
            } else {
                wanted = mesh[i] * cell.height(i) / other.height(i);
                wanted -= Math.min(LACKING * wanted, MOST_LACKING);
            }
            points[i] = (int) Math.max(1, Math.ceil(wanted - SLACK));
        }
        return points;
    }

    /** The same with {@code factor} times as many points along each vector. */
    KMesh times(double factor) {
        int[] more = mesh == null ? null : mesh.clone();
        for (int i = 0; more != null && i < 3; i++) {
            more[i] = (int) Math.max(1, Math.rint(mesh[i] * factor));
        }
        return new KMesh(more, cell, spacing / factor, shifted);
    }
}
