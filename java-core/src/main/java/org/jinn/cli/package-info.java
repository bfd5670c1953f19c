/**
 * The command line: one class a verb. The only place that prints and exits.
 *
 * <p>May use: all.
 */
package org.jinn.cli;
