/**
 * LAMMPS's own files, in {@code units metal}: text dumps (read) and data files (of any atom style
 * read, of style atomic written). {@link org.jinn.format.lammps.LammpsBox} is the rotation that
 * LAMMPS's form of a cell asks for.
 *
 * <p>May use: format, structure.
 */
package org.jinn.format.lammps;
