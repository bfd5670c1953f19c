/**
 * Fits a potential to labelled frames: {@link org.jinn.train.TrainInput} is what the user asks for,
 * {@link org.jinn.train.Trainer} does it. Scaling and principal components come first, then the
 * loss on energies, forces and stress is minimised.
 *
 * <p>May use: dataset, format, input, potential, descriptor, network, structure, kernel, system.
 * With analysis the only user of EJML.
 */
package org.jinn.train;
