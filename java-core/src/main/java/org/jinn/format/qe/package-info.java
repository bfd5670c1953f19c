/**
 * Quantum ESPRESSO. {@link org.jinn.format.qe.PwxFormat} reads what pw.x prints (versions 4 to 7),
 * {@link org.jinn.format.qe.PwXmlFormat} its XML file, {@link org.jinn.format.qe.PwInputFormat} its
 * input; {@link org.jinn.format.qe.CpFormat} reads cp.x's trajectories.
 *
 * <p>pw.x prints the cell and the positions first, then the energy, forces and stress of exactly
 * these; in a relaxation or dynamics the next step's positions follow. {@code PwxRun} holds what
 * the run said before an SCF, {@code PwxScf} what one SCF found, {@code PwxStream} walks the lines,
 * {@code PwxBlocks} reads the tables.
 *
 * <p>May use: format, structure.
 */
package org.jinn.format.qe;
