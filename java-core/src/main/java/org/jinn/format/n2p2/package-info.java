/**
 * n2p2 and RuNNer: {@code input.data}.
 *
 * <p>May use: format, structure.
 */
package org.jinn.format.n2p2;
