/** VASP: OUTCAR. Uses structure. */
package org.jinn.format.vasp;
