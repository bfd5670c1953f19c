/** VASP: OUTCAR, vasprun.xml, POSCAR. Uses structure. */
package org.jinn.format.vasp;
