package org.jinn.kernel;

/**
 * Angular functions G4 or G5 that share the species of the two neighbours and the cutoff: a table
 * of distinct eta by distinct (lambda, zeta).
 *
 * @param closed G4, whose triangle is closed by r_jk; otherwise G5, which ignores r_jk
 * @param species1 species of one neighbour
 * @param species2 species of the other, not below species1
 * @param cutoff rc, angstrom
 * @param fc which cutoff function
 * @param eta distinct values, 1/angstrom&sup2;
 * @param lambda of each distinct pair (lambda, zeta)
 * @param zeta of each distinct pair (lambda, zeta)
 * @param index {@code index[a * lambda.length + l]}: place in the descriptor of the function with
 *     eta a and pair l, or -1 if the set does not hold it
 */
public record AngularGroup(
        boolean closed,
        int species1,
        int species2,
        double cutoff,
        CutoffFunction fc,
        double[] eta,
        double[] lambda,
        double[] zeta,
        int[] index) {}
