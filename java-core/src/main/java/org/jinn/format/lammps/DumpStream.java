package org.jinn.format.lammps;

import java.io.IOException;
import java.util.Map;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameStream;
import org.jinn.format.Lines;
import org.jinn.format.ReadOptions;
import org.jinn.format.Refusal;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Structure;

/** Reads snapshot after snapshot; a bad one is skipped up to the next {@code ITEM: TIMESTEP}. */
final class DumpStream extends FrameStream {
    private static final String ITEM = "ITEM: ";

    private final ReadOptions options;
    private boolean inFrame;
    private String units = "metal"; // told once, before the first snapshot

    DumpStream(Lines lines, ReadOptions options) {
        super(lines);
        this.options = options;
    }

    @Override
    protected FrameResult read() throws IOException {
        String line = lines.next();
        while (line != null && inFrame && !line.startsWith(ITEM + "TIMESTEP")) {
            line = lines.next(); // the rest of a refused snapshot
        }
        inFrame = false;
        if (line == null) {
            return null;
        }
        int begin = lines.number();
        inFrame = true;
        String timestep = null;
        int atoms = -1;
        DumpBox box = null;
        while (!line.startsWith(ITEM + "ATOMS")) {
            if (line.startsWith(ITEM + "TIMESTEP")) {
                timestep = line().strip();
            } else if (line.startsWith(ITEM + "NUMBER OF ATOMS")) {
                atoms = lines.integer(line().strip());
            } else if (line.startsWith(ITEM + "BOX BOUNDS")) {
                box = box(line);
            } else if (line.startsWith(ITEM + "UNITS")) {
                units = line().strip();
            } else if (line.startsWith(ITEM)) {
                line(); // TIME and whatever newer releases add, one line each
            } else {
                throw new Refusal(lines.number(), "expected a line beginning with ITEM: " + line);
            }
            line = line();
        }
        if (timestep == null || atoms < 0 || box == null) {
            throw new Refusal(
                    lines.number(),
                    "expected TIMESTEP, NUMBER OF ATOMS and BOX BOUNDS before ATOMS");
        }
        if (!units.equals("metal")) {
            throw new Refusal(begin, "units must be metal: " + units);
        }
        String columns = line.substring((ITEM + "ATOMS").length());
        DumpAtoms table = new DumpAtoms(columns, box, lines, options.types());
        for (int i = 0; i < atoms; i++) {
            String row = line();
            if (row.startsWith(ITEM)) {
                lines.unread();
                throw new Refusal(
                        lines.number(), "truncated: another snapshot begins inside this one");
            }
            table.take(row);
        }
        inFrame = false;
        Structure structure = new Structure(box.cell(), table.species(), table.positions());
        Labels labels = Labels.NONE;
        if (table.forces() != null) {
            labels = new Labels(labels.energy(), table.forces(), null);
        }
        return new Accepted(
                new Frame(structure, labels, origin(begin), Map.of("timestep", timestep)));
    }

    private String line() throws IOException {
        String line = lines.next();
        if (line == null) {
            throw new Refusal(lines.number(), "truncated: the file ends inside this snapshot");
        }
        return line;
    }

    private DumpBox box(String title) throws IOException {
        String[] words = Lines.words(title.substring((ITEM + "BOX BOUNDS").length()));
        boolean triclinic = words.length > 0 && words[0].equals("xy");
        if (words.length > 0 && words[0].equals("abc")) {
            throw new Refusal(
                    lines.number(), "general triclinic boxes are not read, expected xy xz yz");
        }
        double[][] rows = new double[3][3];
        boolean[] periodic = {true, true, true};
        for (int i = 0; i < 3; i++) {
            String[] numbers = Lines.words(line());
            int expected = triclinic ? 3 : 2;
            if (numbers.length != expected) {
                throw new Refusal(lines.number(), "expected " + expected + " numbers of the box");
            }
            for (int j = 0; j < expected; j++) {
                rows[i][j] = lines.real(numbers[j]);
            }
            int flag = i + (triclinic ? 3 : 0);
            periodic[i] = words.length <= flag || words[flag].equals("pp");
        }
        try {
            return DumpBox.of(rows, periodic);
        } catch (IllegalArgumentException e) {
            throw new Refusal(lines.number(), "box unusable: " + e.getMessage());
        }
    }
}
