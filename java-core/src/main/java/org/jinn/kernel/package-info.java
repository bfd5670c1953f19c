/**
 * The few hot loops, over primitive arrays: symmetry functions of one atom's neighbourhood, their
 * vector-Jacobian and Jacobian-vector products, all its derivatives at once; layers of networks.
 * {@link org.jinn.kernel.ScalarKernel} is the specification, written to be checked by eye; a faster
 * twin must agree with it to rounding.
 *
 * <p>Symbols are those of Behler, J. Chem. Phys. 134, 074106 (2011): i the central atom, j and k
 * its neighbours, fc the cutoff function, eta, Rs, zeta, lambda the parameters.
 *
 * <p>May use: nothing.
 */
package org.jinn.kernel;
