package org.jinn.lammps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a LAMMPS log file says: how fast each run went, and the error that ended it. A file cut
 * short gives the complete lines it has.
 *
 * @param runs the runs that began, in order, each with how fast it went if it ended
 * @param error what LAMMPS said when it stopped, and at which command, if it failed
 */
public record LammpsLog(List<Optional<Performance>> runs, Optional<String> error) {
    private static final Pattern TABLE =
            Pattern.compile("^(Per MPI rank memory|Memory usage per processor).*");
    private static final Pattern LOOP =
            Pattern.compile(
                    "^Loop time of (\\S+) on (\\d+) procs.* for (\\d+) steps with (\\d+) atoms.*");
    private static final Pattern CPU = Pattern.compile("^([0-9.]+)% CPU use with .*");
    private static final Pattern ERROR = Pattern.compile("^ERROR( on proc \\d+)?: (.*)");
    private static final Pattern WHERE = Pattern.compile("\\s*\\((\\.\\./|src/|/).*:\\d+\\)$");
    private static final Pattern LAST = Pattern.compile("^Last (command|input line): (.*)");

    public LammpsLog {
        runs = List.copyOf(runs);
    }

    /** How fast the last run went; empty if it did not end, or none began. */
    public Optional<Performance> performance() {
        return runs.isEmpty() ? Optional.empty() : runs.get(runs.size() - 1);
    }

    /**
     * How fast a run went.
     *
     * @param seconds wall time of the time loop
     * @param processes number of MPI processes
     * @param steps number of steps
     * @param atoms number of atoms
     * @param cpuUse "% CPU use" of the first process; NaN if the log does not say
     */
    public record Performance(
            double seconds, int processes, long steps, long atoms, double cpuUse) {
        /** Atoms times steps per second of wall time, all processes together. */
        public double atomStepsPerSecond() {
            return atoms * (double) steps / seconds;
        }

        private Performance withCpuUse(double use) {
            return new Performance(seconds, processes, steps, atoms, use);
        }
    }

    /** Reads a log file. */
    public static LammpsLog read(Path file) throws IOException {
        // Latin 1 never fails: scripts carry comments in any encoding, and only ASCII is looked at
        return parse(Files.readString(file, StandardCharsets.ISO_8859_1));
    }

    /** Reads the text of a log. */
    static LammpsLog parse(String text) {
        // a last line without its end may have lost digits
        int end = text.lastIndexOf('\n');
        Reader reader = new Reader();
        text.substring(0, end + 1).lines().forEach(reader::line);
        return reader.result(end + 1 < text.length() ? text.substring(end + 1) : "");
    }

    private static final class Reader {
        private final List<Optional<Performance>> runs = new ArrayList<>();
        private boolean running;
        private String error;
        private String lastCommand;

        void line(String line) {
            Matcher loop = LOOP.matcher(line);
            Matcher cpu = CPU.matcher(line);
            if (line.startsWith("ERROR") || line.startsWith("Last ")) {
                failure(line);
            } else if (TABLE.matcher(line).matches()) {
                runs.add(Optional.empty());
                running = true;
            } else if (running && loop.matches()) {
                last(performance(loop));
                running = false;
            } else if (!running && cpu.matches() && !runs.isEmpty()) {
                double use = Double.parseDouble(cpu.group(1));
                runs.get(runs.size() - 1).ifPresent(p -> last(p.withCpuUse(use)));
            }
        }

        private void last(Performance performance) {
            runs.set(runs.size() - 1, Optional.of(performance));
        }

        LammpsLog result(String unfinished) {
            if (unfinished.startsWith("ERROR")) {
                failure(unfinished);
            }
            String message =
                    error == null || lastCommand == null
                            ? error
                            : error + " (at the command: " + lastCommand + ")";
            return new LammpsLog(runs, Optional.ofNullable(message));
        }

        private void failure(String line) {
            Matcher found = ERROR.matcher(line);
            Matcher last = LAST.matcher(line);
            if (found.matches()) {
                error = WHERE.matcher(found.group(2)).replaceFirst("").strip();
            } else if (last.matches()) {
                lastCommand = last.group(2).strip().replaceAll("\\s+", " ");
            }
        }

        private static Performance performance(Matcher loop) {
            return new Performance(
                    Double.parseDouble(loop.group(1)),
                    Integer.parseInt(loop.group(2)),
                    Long.parseLong(loop.group(3)),
                    Long.parseLong(loop.group(4)),
                    Double.NaN);
        }
    }
}
