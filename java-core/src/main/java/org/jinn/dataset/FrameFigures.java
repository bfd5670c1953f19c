package org.jinn.dataset;

import org.jinn.structure.Frame;
import org.jinn.structure.Units;
import org.jinn.structure.Voigt;

/**
 * One frame in figures.
 *
 * @param formula chemical formula
 * @param atoms number of atoms
 * @param energyPerAtom eV; {@code null} if the frame has no energy
 * @param maxForce largest length of a force, eV/angstrom; {@code null} without forces
 * @param pressure GPa, positive under compression; {@code null} without stress
 * @param nearest smallest distance between atoms in angstrom; {@code null} for a lone atom
 */
public record FrameFigures(
        String formula,
        int atoms,
        Double energyPerAtom,
        Double maxForce,
        Double pressure,
        Double nearest) {

    /** The figures of {@code frame}. */
    public static FrameFigures of(Frame frame) {
        int atoms = frame.structure().size();
        Double energy = null;
        if (frame.labels().energy().isPresent() && atoms > 0) {
            energy = frame.labels().energy().getAsDouble() / atoms;
        }
        Double pressure = null;
        if (frame.labels().hasStress()) {
            pressure = Voigt.pressure(frame.labels().stress()) * Units.EV_PER_A3_IN_GPA;
        }
        double nearest = NearestDistance.of(frame.structure());
        return new FrameFigures(
                frame.structure().formula(),
                atoms,
                energy,
                frame.labels().hasForces() ? Double.valueOf(maxForce(frame)) : null,
                pressure,
                Double.isInfinite(nearest) ? null : Double.valueOf(nearest));
    }

    /** The largest length of a force in eV/angstrom, 0 without forces. */
    static double maxForce(Frame frame) {
        double[] f = frame.labels().hasForces() ? frame.labels().forces() : new double[0];
        double square = 0;
        for (int i = 0; i < f.length; i += 3) {
            square = Math.max(square, f[i] * f[i] + f[i + 1] * f[i + 1] + f[i + 2] * f[i + 2]);
        }
        return Math.sqrt(square);
    }
}
