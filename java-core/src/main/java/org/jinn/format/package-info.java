/**
 * Reading and writing files of structures. A {@link org.jinn.format.StructureFormat} declares
 * itself as data; {@link org.jinn.format.Formats} is the one list of them; each lives in a
 * subpackage.
 *
 * <p>Every frame of a file is either accepted or refused with a reason and a line ({@link
 * org.jinn.format.FrameResult}); nothing is guessed. Files are read as streams, compressed or not.
 *
 * <p>May use: structure (and its subpackages use this one).
 */
package org.jinn.format;
