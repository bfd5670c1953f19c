/**
 * VASP: OUTCAR, vasprun.xml, POSCAR.
 *
 * <p>May use: format, structure.
 */
package org.jinn.format.vasp;
