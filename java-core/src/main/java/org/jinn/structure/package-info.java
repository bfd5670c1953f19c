/**
 * What a calculation is about and what it found: {@link org.jinn.structure.Structure} (cell,
 * species, positions), {@link org.jinn.structure.Labels} (energy, forces, stress) and {@link
 * org.jinn.structure.Frame}, the two together with their origin. Everything is immutable, but that
 * labels hand out the arrays they hold.
 *
 * <p>Units everywhere in JINN: length angstrom, energy eV, force eV/angstrom, stress
 * eV/angstrom&sup3; (see {@link org.jinn.structure.Units}); the order and sign of stress components
 * are stated in {@link org.jinn.structure.Voigt}.
 *
 * <p>May use: nothing.
 */
package org.jinn.structure;
