/**
 * The Crystallographic Information File, read as a starting structure.
 *
 * <p>May use: format, structure.
 */
package org.jinn.format.cif;
