package org.jinn.structure;

/**
 * Conversion factors into JINN's units (angstrom, eV), CODATA 2018 (Tiesinga et al., Rev. Mod.
 * Phys. 93, 025010 (2021)). Multiply a value in the named unit by the constant.
 */
public final class Units {
    /** One bohr in angstrom. */
    public static final double BOHR = 0.529177210903;

    /** One hartree in eV. */
    public static final double HARTREE = 27.211386245988;

    /** One rydberg in eV. */
    public static final double RYDBERG = HARTREE / 2;

    /** The atomic unit of time that goes with the rydberg, hbar/Ry, in femtoseconds. */
    public static final double RYDBERG_TIME = 0.048377686531714;

    /** One eV/(angstrom u) in angstrom/fs&sup2;. */
    public static final double ACCELERATION = 9.64853321233e-3;

    /** One atomic mass unit u in electron masses. */
    public static final double ELECTRON_MASSES = 1822.888486209;

    /** The elementary charge in coulomb: one eV in joule. */
    public static final double EV_IN_JOULE = 1.602176634e-19;

    /** One eV/angstrom&sup3; in GPa. */
    public static final double EV_PER_A3_IN_GPA = EV_IN_JOULE * 1e30 * 1e-9;

    /** One eV/angstrom&sup3; in kbar. */
    public static final double EV_PER_A3_IN_KBAR = EV_PER_A3_IN_GPA * 10;

    /** One GPa in bar, LAMMPS's unit of pressure. */
    public static final double GPA_IN_BAR = 1e4;

    /** One Ry/bohr&sup3; in eV/angstrom&sup3;. */
    public static final double RYDBERG_PER_BOHR3 = RYDBERG / (BOHR * BOHR * BOHR);

    /** Boltzmann's constant in eV/K. */
    public static final double BOLTZMANN = 8.617333262e-5;

    private Units() {}

    /** All values times a factor, in an array of their own. */
    public static double[] converted(double[] values, double factor) {
        double[] out = values.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] *= factor;
        }
        return out;
    }
}
