package org.jinn.kernel;

/**
 * Radial functions G2 that share neighbour species and cutoff.
 *
 * @param species species of the neighbours
 * @param cutoff rc, angstrom
 * @param fc which cutoff function
 * @param eta one per function, 1/angstrom&sup2;
 * @param shift Rs, one per function, angstrom
 * @param index place of each function in the descriptor
 */
public record RadialGroup(
        int species, double cutoff, CutoffFunction fc, double[] eta, double[] shift, int[] index) {}
