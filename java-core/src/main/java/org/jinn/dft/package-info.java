/**
 * Labels from Quantum ESPRESSO: makes structures, writes input of pw.x, runs it, resumes, harvests.
 *
 * <p>May use: format, dataset, input, structure, system.
 */
package org.jinn.dft;
