package org.jinn.system;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that one program works in at a time; it ends with the program, however that ends. */
public final class FolderLock {
    private static final String FILE = ".lock";

    private final RandomAccessFile file;

    private FolderLock(RandomAccessFile file) {
        this.file = file;
    }

    /**
     * Locks a folder, which is made if it is missing.
     *
     * @param who works there, such as {@code jinn dft}
     * @throws IOException if another is at work there
     */
    public static FolderLock take(Path folder, String who) throws IOException {
        Files.createDirectories(folder);
        RandomAccessFile file = new RandomAccessFile(folder.resolve(FILE).toFile(), "rw");
        FileLock lock = null;
        try {
            lock = file.getChannel().tryLock();
        } catch (OverlappingFileLockException e) {
            // within this program
        } finally {
            if (lock == null) {
                file.close();
            }
        }
        if (lock == null) {
            throw new IOException(folder + ": another " + who + " is at work there");
        }
        return new FolderLock(file);
    }

    /** Lets others in. */
    public void release() throws IOException {
        file.close();
    }
}
