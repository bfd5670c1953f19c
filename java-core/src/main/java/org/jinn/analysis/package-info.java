/**
 * What comes out of calculations: errors of a potential, radial distribution functions, equations
 * of state and bulk moduli with error bars, and the pictures and the report that show them.
 *
 * <p>May use: structure, system.
 */
package org.jinn.analysis;
