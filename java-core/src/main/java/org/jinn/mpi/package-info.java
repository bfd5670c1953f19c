/**
 * The ranks of an MPI job, as training sees them: {@link org.jinn.mpi.Mpi}. Its other half is
 * {@code native-shim/src/mpi_ranks.c}.
 *
 * <p>May use: train. With lammps the only user of JNA.
 */
package org.jinn.mpi;
