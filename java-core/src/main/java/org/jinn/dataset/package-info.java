/**
 * Frames from many files: which were read and which refused, groups, a reproducible split, and
 * figures that show what the data cover.
 *
 * <p>May use: format, structure, system.
 */
package org.jinn.dataset;
