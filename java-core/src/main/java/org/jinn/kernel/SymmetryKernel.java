package org.jinn.kernel;

/**
 * The symmetry functions of one neighbourhood and their two products with a vector. An instance
 * belongs to one thread and one set of functions. {@link #values} comes first for every
 * neighbourhood; the other two use what it left in scratch.
 */
public interface SymmetryKernel {
    /**
     * Values of all functions.
     *
     * @param g output, one value per function
     */
    void values(Neighborhood neighborhood, double[] g);

    /**
     * The vector-Jacobian product: adds sum_s c_s dG_s/dx_j to the vectors of each neighbour j. The
     * derivative with respect to the centre is minus the sum over neighbours.
     *
     * @param c one factor per function (dE/dG for forces)
     */
    void pullBack(Neighborhood neighborhood, double[] c);

    /**
     * The Jacobian-vector product: dG_s/dt when each neighbour moves with the velocity in its
     * vector, relative to the centre.
     *
     * @param gdot output, one value per function
     */
    void pushForward(Neighborhood neighborhood, double[] gdot);
}
