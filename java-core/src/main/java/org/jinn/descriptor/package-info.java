/**
 * Atom-centred symmetry functions (Behler, J. Chem. Phys. 134, 074106 (2011)): which functions
 * describe an element, the files and tables they come from, and their evaluation around an atom
 * with vector-Jacobian and Jacobian-vector products.
 *
 * <p>May use: structure, kernel, system.
 */
package org.jinn.descriptor;
