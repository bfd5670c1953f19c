package org.jinn.lammps;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds, in what LAMMPS prints as it runs, the step it is at and the step it runs to. */
final class ProgressReader {
    private static final Pattern RUN = Pattern.compile("^\\s*run\\s+(\\d+)((?:\\s.*)?)$");
    private static final Pattern ROW = Pattern.compile("^\\s*(\\d+)\\s+[-+0-9.naif]\\S*(\\s.*)?$");
    private static final Pattern MULTI = Pattern.compile("^-+ Step +(\\d+) .*");

    private final LammpsRun.Progress progress;
    private int run;
    private long length = -1;
    private boolean upto;
    private long last = -1;
    private boolean inTable;
    private boolean first;

    ProgressReader(LammpsRun.Progress progress) {
        this.progress = progress;
    }

    void line(String line) {
        Matcher command = RUN.matcher(line);
        if (!inTable && command.matches()) {
            length = Long.parseLong(command.group(1));
            upto = command.group(2).contains("upto");
        } else if (line.startsWith("Per MPI rank memory") || line.startsWith("Memory usage per")) {
            run++;
            inTable = true;
            first = true;
        } else if (line.startsWith("Loop time of")) {
            inTable = false;
            length = -1;
        } else if (inTable) {
            Matcher row = ROW.matcher(line);
            Matcher multi = MULTI.matcher(line);
            if (row.matches()) {
                at(Long.parseLong(row.group(1)));
            } else if (multi.matches()) {
                at(Long.parseLong(multi.group(1)));
            }
        }
    }

    private void at(long step) {
        if (first) {
            last = length < 0 || upto ? length : step + length;
            first = false;
        }
        progress.at(run, step, last);
    }
}
