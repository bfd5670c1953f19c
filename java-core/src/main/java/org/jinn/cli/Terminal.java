package org.jinn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person is looking. */
final class Terminal {
    private Terminal() {}

    /** Whether standard output goes to a terminal. */
    static boolean isOut() {
        return is(1);
    }

    /** Whether standard error goes to a terminal. */
    static boolean isErr() {
        return is(2);
    }

    private static boolean is(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null; // no /proc: Java only knows about both at once
        }
    }
}
