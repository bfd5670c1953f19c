/**
 * Atom-centred symmetry functions (Behler, J. Chem. Phys. 134, 074106 (2011)): which functions
 * describe an element, the files and tables they come from, their evaluation around an atom with
 * vector-Jacobian and Jacobian-vector products, and the {@link org.jinn.descriptor.Environments} of
 * a structure's atoms.
 *
 * <p>May use: structure, neighbor, kernel, system.
 */
package org.jinn.descriptor;
