package org.jinn.lammps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jinn.system.Child;

/** One run of LAMMPS as a process of its own. */
public final class LammpsRun {
    private static final int REMEMBERED_LINES = 20;
    private static final Path STDBUF = Path.of("/usr/bin/stdbuf");

    /** Hears how far LAMMPS is. Called on the thread that waits for LAMMPS. */
    @FunctionalInterface
    public interface Progress {
        /** Hears nothing. */
        Progress SILENT = (run, step, last) -> {};

        /**
         * LAMMPS printed a line of thermo output.
         *
         * @param run number of the {@code run} command, from 1
         * @param step the step printed
         * @param last the step at which this run ends; -1 if it is not known
         */
        void at(int run, long step, long last);
    }

    /**
     * How LAMMPS ended.
     *
     * @param exitCode 0 if it did what it was told
     * @param log the log file, which may be missing if LAMMPS did not start
     * @param error for a failure one sentence that says why; empty otherwise
     */
    public record Outcome(int exitCode, Path log, Optional<String> error) {
        public boolean succeeded() {
            return exitCode == 0;
        }
    }

    private final List<String> command;
    private final Path directory;
    private final List<String> variables = new ArrayList<>();
    private Path log = Path.of("log.lammps");

    /**
     * A run that has not started.
     *
     * @param command the program and what comes before the script, such as {@code [mpirun, -np, 2,
     *     /opt/lmp-jinn]}
     * @param directory where it runs; relative names in the script begin here
     */
    public LammpsRun(List<String> command, Path directory) {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a lammps command has at least one word: words=0");
        }
        this.command = List.copyOf(command);
        this.directory = directory;
    }

    /** Sets an index variable of the script, as {@code -var name value...} does. */
    public LammpsRun variable(String name, String... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a variable has at least one value: name=" + name);
        }
        variables.add("-var");
        variables.add(name);
        variables.addAll(List.of(values));
        return this;
    }

    /** Sets the log file, relative to the working directory; {@code log.lammps} unless set. */
    public LammpsRun log(Path file) {
        this.log = file;
        return this;
    }

    /** The whole command line for {@code script}. */
    List<String> commandLine(String script) {
        List<String> line = new ArrayList<>();
        if (Files.isExecutable(STDBUF)) {
            // into a pipe C writes blocks of 4 kB: progress would come in jerks
            line.addAll(List.of(STDBUF.toString(), "-oL"));
        }
        line.addAll(command);
        // LAMMPS tells the length of a run only where it echoes the command
        line.addAll(List.of("-in", script, "-log", log.toString(), "-echo", "both"));
        line.addAll(variables);
        return line;
    }

    /**
     * Starts LAMMPS, waits for its end and kills it if this thread is interrupted.
     *
     * @param script the input script, relative to the working directory
     * @param progress hears of every line of thermo output
     * @throws IOException if the program cannot be started
     */
    public Outcome run(String script, Progress progress) throws IOException, InterruptedException {
        Path logFile = directory.resolve(log);
        Files.deleteIfExists(logFile); // an old log must not explain a new failure
        ProcessBuilder builder = new ProcessBuilder(commandLine(script)).redirectErrorStream(true);
        Deque<String> output = new ArrayDeque<>();
        ProgressReader reader = new ProgressReader(progress);
        int code = Child.run(builder, directory, lammps -> follow(lammps, reader, output));
        return new Outcome(
                code, logFile, code == 0 ? Optional.empty() : why(code, logFile, output));
    }

    private static void follow(Process process, ProgressReader reader, Deque<String> output)
            throws IOException, InterruptedException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                process.getInputStream(), StandardCharsets.ISO_8859_1))) {
            // ready() is asked instead of waiting in read(): a read cannot be interrupted
            while (process.isAlive() || lines.ready()) {
                if (!lines.ready()) {
                    Thread.sleep(20);
                    continue;
                }
                String line = lines.readLine();
                if (line == null) {
                    return;
                }
                reader.line(line);
                output.addLast(line);
                if (output.size() > REMEMBERED_LINES) {
                    output.removeFirst();
                }
            }
        }
    }

    /** The reason of a failure: LAMMPS's own words if there are any, else the last line printed. */
    private static Optional<String> why(int code, Path log, Deque<String> output)
            throws IOException {
        LammpsLog printed = LammpsLog.parse(String.join("\n", output) + "\n");
        Optional<String> error =
                Files.exists(log) ? LammpsLog.read(log).error() : Optional.<String>empty();
        error = error.or(printed::error);
        if (error.isPresent()) {
            return error;
        }
        String last = output.stream().filter(line -> !line.isBlank()).reduce("", (a, b) -> b);
        return Optional.of(Child.ended("lammps", code, last));
    }
}
