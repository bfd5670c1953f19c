/**
 * Whole roads, from calculations to conclusions: {@link org.jinn.study.Demo}, {@link
 * org.jinn.study.Learning}, {@link org.jinn.study.Study}.
 *
 * <p>May use: analysis, train, dft, lammps and below.
 */
package org.jinn.study;
