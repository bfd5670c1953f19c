package org.jinn.structure;

import java.util.Arrays;
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

    /** Whether every number that is there is finite. */
    public boolean isFinite() {
        return Double.isFinite(energy.orElse(0)) && isFinite(forces) && isFinite(stress);
    }

    private static boolean isFinite(double[] numbers) {
        return numbers == null || Arrays.stream(numbers).allMatch(Double::isFinite);
    }

    public boolean hasForces() {
        return forces != null;
    }

    public boolean hasStress() {
        return stress != null;
    }
}
