package org.jinn.structure;

import java.util.OptionalDouble;

/**
 * What a calculation found for a structure. A missing part is empty or {@code null}: nothing is
 * ever made up.
 *
 * @param energy potential energy of the whole structure in eV
 * @param forces x, y, z per atom in eV/angstrom, or {@code null}
 * @param stress six components as {@link Voigt} orders and signs them, eV/angstrom&sup3;, or {@code
 *     null}
 */
public record Labels(OptionalDouble energy, double[] forces, double[] stress) {
    /** No labels at all. */
    public static final Labels NONE = new Labels(OptionalDouble.empty(), null, null);

    /** Labels with an energy; {@code forces} and {@code stress} may be {@code null}. */
    public static Labels of(double energy, double[] forces, double[] stress) {
        return new Labels(OptionalDouble.of(energy), forces, stress);
    }

    public boolean hasForces() {
        return forces != null;
    }

    public boolean hasStress() {
        return stress != null;
    }
}
