package org.jinn.lammps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a LAMMPS log file says: the thermo table of each run, how fast it went, warnings and the
 * error that ended it.
 *
 * <p>Reads {@code thermo_style one}, {@code custom} and {@code multi} of old and new releases (<a
 * href="https://docs.lammps.org/thermo_style.html">docs.lammps.org/thermo_style</a>). A file cut
 * short gives the complete lines it has.
 *
 * @param runs the runs in order; a run cut short is there without {@link Run#performance}
 * @param warnings the distinct texts after {@code WARNING:} in order of first appearance
 * @param error what LAMMPS said when it stopped, and at which command, if it failed
 */
public record LammpsLog(List<Run> runs, List<String> warnings, Optional<String> error) {
    private static final Pattern TABLE =
            Pattern.compile("^(Per MPI rank memory|Memory usage per processor).*");
    private static final Pattern MULTI = Pattern.compile("^-+ Step +(\\d+) -+ CPU = +(\\S+) .*");
    private static final Pattern MULTI_VALUE = Pattern.compile("(\\S+) +=\\s*(\\S+)");
    private static final Pattern LOOP =
            Pattern.compile(
                    "^Loop time of (\\S+) on (\\d+) procs.* for (\\d+) steps with (\\d+) atoms.*");
    private static final Pattern CPU = Pattern.compile("^([0-9.]+)% CPU use with .*");
    private static final Pattern ERROR = Pattern.compile("^ERROR( on proc \\d+)?: (.*)");
    private static final Pattern WHERE = Pattern.compile("\\s*\\((\\.\\./|src/|/).*:\\d+\\)$");
    private static final Pattern LAST = Pattern.compile("^Last (command|input line): (.*)");

    public LammpsLog {
        runs = List.copyOf(runs);
        warnings = List.copyOf(warnings);
    }

    /**
     * The thermo output of one run.
     *
     * @param names column names as LAMMPS prints them, such as {@code Step}
     * @param rows one array a printed step, values in the order of {@code names}
     * @param performance how fast it went; empty if the run did not end
     */
    public record Run(List<String> names, List<double[]> rows, Optional<Performance> performance) {
        /**
         * One column.
         *
         * @throws IllegalArgumentException if there is no column of that name
         */
        public double[] column(String name) {
            int index = names.indexOf(name);
            if (index < 0) {
                throw new IllegalArgumentException(
                        "the log must have the thermo column: name=" + name + ", found=" + names);
            }
            return rows.stream().mapToDouble(row -> row[index]).toArray();
        }
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
        private final List<Run> runs = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private List<String> names;
        private List<double[]> rows;
        private String error;
        private String lastCommand;

        void line(String line) {
            Matcher loop;
            if (line.startsWith("WARNING: ")) {
                String warning = WHERE.matcher(line.substring(9)).replaceFirst("");
                if (!warnings.contains(warning)) {
                    warnings.add(warning);
                }
            } else if (line.startsWith("ERROR") || line.startsWith("Last ")) {
                failure(line);
            } else if (TABLE.matcher(line).matches()) {
                endRun();
                names = new ArrayList<>();
                rows = new ArrayList<>();
            } else if (rows != null && (loop = LOOP.matcher(line)).matches()) {
                runs.add(new Run(List.copyOf(names), rows, Optional.of(performance(loop))));
                rows = null;
            } else if (rows != null) {
                tableLine(line);
            } else if (CPU.matcher(line).matches() && !runs.isEmpty()) {
                cpuUse(line);
            }
        }

        LammpsLog result(String unfinished) {
            if (unfinished.startsWith("ERROR")) {
                failure(unfinished);
            }
            endRun();
            String message =
                    error == null || lastCommand == null
                            ? error
                            : error + " (at the command: " + lastCommand + ")";
            return new LammpsLog(runs, warnings, Optional.ofNullable(message));
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

        private void endRun() {
            if (rows != null) {
                runs.add(new Run(List.copyOf(names), rows, Optional.empty()));
            }
            rows = null;
        }

        private void tableLine(String line) {
            Matcher multi = MULTI.matcher(line);
            String[] words = line.strip().split("\\s+");
            if (multi.matches()) {
                if (rows.isEmpty()) {
                    names.addAll(List.of("Step", "CPU"));
                }
                rows.add(numbers(new String[] {multi.group(1), multi.group(2)}));
            } else if (!rows.isEmpty() && line.contains(" = ")) {
                multiValues(MULTI_VALUE.matcher(line));
            } else if (names.isEmpty()) {
                if (!line.isBlank()) {
                    names.addAll(Arrays.asList(words));
                }
            } else if (words.length == names.size()) {
                double[] row = numbers(words);
                if (row != null) {
                    rows.add(row);
                }
            }
        }

        private void multiValues(Matcher pair) {
            int last = rows.size() - 1;
            double[] row = rows.get(last);
            while (pair.find()) {
                if (rows.size() == 1) {
                    names.add(pair.group(1));
                }
                double[] value = numbers(new String[] {pair.group(2)});
                row = Arrays.copyOf(row, row.length + 1);
                row[row.length - 1] = value == null ? Double.NaN : value[0];
            }
            rows.set(last, row);
        }

        private static Performance performance(Matcher loop) {
            return new Performance(
                    Double.parseDouble(loop.group(1)),
                    Integer.parseInt(loop.group(2)),
                    Long.parseLong(loop.group(3)),
                    Long.parseLong(loop.group(4)),
                    Double.NaN);
        }

        private void cpuUse(String line) {
            Matcher cpu = CPU.matcher(line);
            Run run = runs.get(runs.size() - 1);
            if (cpu.matches() && run.performance().isPresent()) {
                Performance p = run.performance().get();
                double use = Double.parseDouble(cpu.group(1));
                Performance more = new Performance(p.seconds, p.processes, p.steps, p.atoms, use);
                runs.set(runs.size() - 1, new Run(run.names(), run.rows(), Optional.of(more)));
            }
        }

        /** The words as numbers, or null if one of them is none. */
        private static double[] numbers(String[] words) {
            double[] values = new double[words.length];
            for (int i = 0; i < words.length; i++) {
                try {
                    values[i] =
                            words[i].endsWith("nan")
                                    ? Double.NaN
                                    : Double.parseDouble(words[i].replace("inf", "Infinity"));
                } catch (NumberFormatException e) {
                    return null;
                }
            }
            return values;
        }
    }
}
