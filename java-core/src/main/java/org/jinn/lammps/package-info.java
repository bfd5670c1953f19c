/**
 * JINN inside LAMMPS: what the C++ pair style in native-shim calls. {@link
 * org.jinn.lammps.LammpsPotential} opens a potential and answers one call a step; {@code
 * native-shim/include/jinn_abi.h} is the contract. {@link org.jinn.lammps.LammpsRun} starts LAMMPS
 * as a program, {@link org.jinn.lammps.LammpsLog} reads its log.
 *
 * <p>Units and signs are those of the contract: angstrom, eV, eV/angstrom; six components in
 * LAMMPS's order xx yy zz xy xz yz.
 *
 * <p>May use: potential and below. With mpi the only user of JNA.
 */
package org.jinn.lammps;
