package org.jinn.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * A program that is run in a folder of its own and ends with this one: Ctrl-C ends it too. After
 * kill -9, which leaves no time for that, the next start in the same folder ends it.
 */
public final class Child {
    private static final String PID = "pid";

    /** What is done while the program runs. */
    @FunctionalInterface
    public interface Watch {
        /** Returns when there is nothing more to be seen. */
        void watch(Process program) throws IOException, InterruptedException;
    }

    private Child() {}

    /**
     * Starts a program, gives it no input, watches it and waits for its end; kills it if this
     * thread is interrupted.
     *
     * @return the exit code
     * @throws IOException if it cannot be started
     */
    public static int run(ProcessBuilder builder, Path folder, Watch watch)
            throws IOException, InterruptedException {
        end(folder);
        Process process = builder.directory(folder.toFile()).start();
        Thread killer = new Thread(() -> kill(process.toHandle()), "kill " + folder.getFileName());
        try {
            Runtime.getRuntime().addShutdownHook(killer);
            process.getOutputStream().close();
            String began = process.pid() + " " + began(process.toHandle());
            WholeFile.write(folder.resolve(PID), began);
            watch.watch(process);
            return process.waitFor();
        } finally {
            kill(process.toHandle());
            Files.deleteIfExists(folder.resolve(PID));
            try {
                Runtime.getRuntime().removeShutdownHook(killer);
            } catch (IllegalStateException e) {
                // this program is ending: the other did not fail, and nothing more is to be begun
                new CountDownLatch(1).await();
            }
        }
    }

    /** Ends the programs that were started in folders below {@code folder} and still run. */
    public static void endAll(Path folder) throws IOException {
        try (Stream<Path> all = Files.find(folder, 4, (path, a) -> path.endsWith(PID))) {
            for (Path file : (Iterable<Path>) all::iterator) {
                end(file.getParent());
            }
        }
    }

    /** Ends the program that was started in {@code folder}, if it is still running. */
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

    /**
     * How a program ended that says nothing better, in a sentence.
     *
     * @param last the last line it printed, or a better one
     */
    public static String ended(String program, int code, String last) {
        return program
                + " ended with exit code "
                + code
                + (last.isBlank() ? " and said nothing" : "; its last words: " + last.strip());
    }

    /** With those that it has started: under mpirun or nice it is a grandchild. */
    private static void kill(ProcessHandle process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String began(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(-1L).toString();
    }
}
