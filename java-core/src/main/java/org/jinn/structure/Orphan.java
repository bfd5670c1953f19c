package org.jinn.structure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A program that was started in a folder and may have outlived who started it: kill -9 leaves no
 * time to end it. The next start in the same folder does.
 */
public final class Orphan {
    private static final String PID = "pid";

    private Orphan() {}

    /** Notes in {@code folder} which program was started there. */
    public static void remember(Process process, Path folder) throws IOException {
        WholeFile.write(folder.resolve(PID), process.pid() + " " + began(process.toHandle()));
    }

    /** Forgets what was noted in {@code folder}. */
    public static void forget(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(PID));
    }

    /** Ends the program noted in {@code folder}, if it is still running. */
    public static void end(Path folder) throws IOException {
        Path file = folder.resolve(PID);
        if (!Files.exists(file)) {
            return;
        }
        String[] words = Files.readString(file).strip().split(" ");
        if (words.length == 2 && words[0].matches("\\d{1,18}")) {
            // the number may have gone to another program since: that began at another time
            Optional<ProcessHandle> handle = ProcessHandle.of(Long.parseLong(words[0]));
            if (handle.isPresent() && words[1].equals(began(handle.get()))) {
                kill(handle.get());
                handle.get().onExit().join();
            }
        }
    }

    /** Ends a program and those that it has started, at once. */
    public static void kill(ProcessHandle process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String began(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(-1L).toString();
    }
}
