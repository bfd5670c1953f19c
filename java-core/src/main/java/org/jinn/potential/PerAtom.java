package org.jinn.potential;

/**
 * What an evaluation is to tell of each atom beside its force. An array left null is not wanted.
 */
public final class PerAtom {
    /** Output per local atom, eV. */
    public double[] energies;

    /**
     * Output, six per local atom in the order of {@link org.jinn.structure.Voigt}, eV, assigned to
     * the atom whose energy it derives from.
     */
    public double[] virials;

    /** Output per local atom: how far it lies outside the {@link TrainingRange}, in its widths. */
    public double[] outside;

    /** Output, for each member of a committee its forces, as those of the mean. */
    public double[][] memberForces;
}
