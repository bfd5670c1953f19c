/**
 * Extended XYZ, as ASE and most potential-fitting codes write it; see {@link
 * org.jinn.format.extxyz.ExtxyzFormat}.
 *
 * <p>May use: format, structure.
 */
package org.jinn.format.extxyz;
