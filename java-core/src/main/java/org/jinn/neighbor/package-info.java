/**
 * Who is near whom: {@link org.jinn.neighbor.PeriodicImages} turns a periodic structure into a
 * finite set of local and ghost atoms, as LAMMPS hands them to a pair style; {@link
 * org.jinn.neighbor.NeighborList} lists the neighbours of each local atom.
 *
 * <p>May use: structure.
 */
package org.jinn.neighbor;
