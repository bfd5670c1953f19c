package org.jinn.structure;

/**
 * The order and the sign of stress, stated once.
 *
 * <p>A stress is six numbers in the order xx, yy, zz, yz, xz, xy (Voigt, as ASE has it) in
 * eV/angstrom&sup3;, positive under tension: sigma = (1/V) dE/d(epsilon). The pressure is
 * -(xx+yy+zz)/3. Quantum ESPRESSO, VASP and LAMMPS (as "pressure") print the opposite sign.
 */
public final class Voigt {
    /** Row of component {@code v} in the 3x3 tensor. */
    private static final int[] ROW = {0, 1, 2, 1, 0, 0};

    private static final int[] COLUMN = {0, 1, 2, 2, 2, 1};

    private Voigt() {}

    /** Row (0..2) of component {@code v} in the tensor. */
    public static int row(int v) {
        return ROW[v];
    }

    /** Column (0..2) of component {@code v} in the tensor. */
    public static int column(int v) {
        return COLUMN[v];
    }

    /** The six components of a row-major 3x3 tensor, off-diagonal pairs averaged. */
    public static double[] fromTensor(double[] tensor) {
        double[] voigt = new double[6];
        for (int v = 0; v < 6; v++) {
            voigt[v] = 0.5 * (tensor[3 * ROW[v] + COLUMN[v]] + tensor[3 * COLUMN[v] + ROW[v]]);
        }
        return voigt;
    }

    /** The symmetric row-major 3x3 tensor of six components. */
    public static double[] toTensor(double[] voigt) {
        double[] tensor = new double[9];
        for (int v = 0; v < 6; v++) {
            tensor[3 * ROW[v] + COLUMN[v]] = voigt[v];
            tensor[3 * COLUMN[v] + ROW[v]] = voigt[v];
        }
        return tensor;
    }

    /** Pressure in the unit of the stress: minus a third of its trace. */
    public static double pressure(double[] voigt) {
        return -(voigt[0] + voigt[1] + voigt[2]) / 3;
    }
}
