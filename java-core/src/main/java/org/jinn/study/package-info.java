/**
 * Whole roads, from calculations to conclusions: {@link org.jinn.study.Demo}, {@link
 * org.jinn.study.Learning}, {@link org.jinn.study.Study}, {@link org.jinn.study.Recommendation};
 * {@link org.jinn.study.MdBenchmark} measures speed.
 *
 * <p>May use: analysis, train, dft, lammps and below.
 */
package org.jinn.study;
