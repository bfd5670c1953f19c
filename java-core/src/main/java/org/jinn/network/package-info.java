/**
 * Feed-forward networks on plain arrays: value, gradient by the input, and the gradient by the
 * parameters of value and directional derivative together. Knows no atoms.
 *
 * <p>May use: kernel.
 */
package org.jinn.network;
