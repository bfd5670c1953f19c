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

    /** What is done in the folder. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T run() throws IOException, InterruptedException;
    }

    private FolderLock() {}

    /**
     * Locks a folder, which is made if it is missing, while something is done in it.
     *
     * @param who works there, such as {@code jinn dft}
     * @return what the work returns
     * @throws IOException if another is at work there
     */
    public static <T> T within(Path folder, String who, Work<T> work)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve(FILE).toFile(), "rw")) {
            if (!lock(file)) {
                throw new IOException(folder + ": another " + who + " is at work there");
            }
            return work.run();
        }
    }

    private static boolean lock(RandomAccessFile file) throws IOException {
        try {
            FileLock lock = file.getChannel().tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // within this program
        }
    }
}
