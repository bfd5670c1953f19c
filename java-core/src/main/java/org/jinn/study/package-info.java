/**
 * Whole roads, from calculations to conclusions: {@link org.jinn.study.Demo}.
 *
 * <p>May use: analysis, train, dft, lammps and below.
 */
package org.jinn.study;
