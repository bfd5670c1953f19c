package org.jinn.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** What is there already stays, unless the user says otherwise. */
final class Replacing {
    private Replacing() {}

    /**
     * Refuses a path at which there is something, and the screen.
     *
     * @param force what the user said to --force
     */
    static void check(Path path, boolean force) {
        if (path.toString().equals("-")) {
            throw new IllegalArgumentException("a file is written, not the screen: name one");
        }
        if (Files.exists(path) && !force) {
            throw new IllegalArgumentException(path + ": exists already, --force would replace it");
        }
    }
}
