/**
 * A Behler-Parrinello potential: per element a descriptor, a scaling and a network; its energy,
 * forces and virial; its files. E = sum_i E_i(G_i), F = -dE/dx.
 *
 * <p>May use: descriptor, network, neighbor, structure, kernel, system.
 */
package org.jinn.potential;
