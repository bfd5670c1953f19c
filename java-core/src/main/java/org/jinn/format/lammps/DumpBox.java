package org.jinn.format.lammps;

import org.jinn.structure.Cell;

/**
 * The box of a snapshot: its cell and its lower corner in angstrom.
 *
 * <p>For a triclinic box a dump prints the bounding box; see LAMMPS's manual, "Triclinic simulation
 * boxes".
 */
record DumpBox(Cell cell, double[] low) {
    /** From rows (lo, hi, tilt) with tilts xy, xz, yz (0 if orthogonal). */
    static DumpBox of(double[][] rows, boolean[] periodic) {
        double xy = rows[0][2];
        double xz = rows[1][2];
        double yz = rows[2][2];
        double xlo = rows[0][0] - Math.min(Math.min(0, xy), Math.min(xz, xy + xz));
        double xhi = rows[0][1] - Math.max(Math.max(0, xy), Math.max(xz, xy + xz));
        double ylo = rows[1][0] - Math.min(0, yz);
        double yhi = rows[1][1] - Math.max(0, yz);
        double zlo = rows[2][0];
        double[] h = {xhi - xlo, 0, 0, xy, yhi - ylo, 0, xz, yz, rows[2][1] - zlo};
        Cell cell = Cell.of(h, periodic[0], periodic[1], periodic[2]);
        return new DumpBox(cell, new double[] {xlo, ylo, zlo});
    }

    /** Cartesian coordinate {@code j} of a point given in units of the cell. */
    double cartesian(double[] scaled, int j) {
        return low[j]
                + scaled[0] * cell.get(0, j)
                + scaled[1] * cell.get(1, j)
                + scaled[2] * cell.get(2, j);
    }
}
