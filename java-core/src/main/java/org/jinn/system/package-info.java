/**
 * What every long piece of work needs of the operating system, whatever it is about: files written
 * whole ({@link org.jinn.system.WholeFile}), a folder for one program at a time ({@link
 * org.jinn.system.FolderLock}) that knows what it was begun with ({@link
 * org.jinn.system.Settings}), programs that end with this one ({@link org.jinn.system.Child}), a
 * few of them side by side ({@link org.jinn.system.SideBySide}); who hears how far it is ({@link
 * org.jinn.system.Listener}), how often and with how much time left ({@link org.jinn.system.Pace}).
 *
 * <p>May use: nothing.
 */
package org.jinn.system;
