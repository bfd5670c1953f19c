package org.jinn.format.qe;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jinn.format.Lines;
import org.jinn.format.Refusal;

/** One of cp.x's files: blocks that begin with the number of a step. */
final class CpTable implements Closeable {
    /** A block: its step, its line, and its numbers. */
    record Block(int step, int line, double[] numbers) {}

    private final Lines lines;
    private final int rows;
    private Block ahead;
    private List<String> names = List.of();

    /**
     * A table of {@code rows} rows of three numbers below the line of the step; with no rows the
     * numbers stand on that line.
     */
    CpTable(Lines lines, int rows) {
        this.lines = lines;
        this.rows = rows;
    }

    /** Opens {@code stem} with an ending, gzipped or not; {@code null} if there is no such file. */
    static CpTable open(String stem, String ending, int rows) throws IOException {
        for (String name : new String[] {stem + ending, stem + ending + ".gz"}) {
            if (Files.exists(Path.of(name))) {
                return new CpTable(Lines.open(Path.of(name)).completeOnly(), rows);
            }
        }
        return null;
    }

    /**
     * The numbers of {@code step}, {@code null} if the file has none after the blocks read so far.
     */
    double[] at(int step) throws IOException {
        while (true) {
            ahead = ahead == null ? next() : ahead;
            if (ahead == null || ahead.step > step) {
                return null;
            }
            Block block = ahead;
            ahead = null;
            if (block.step == step) {
                return block.numbers;
            }
        }
    }

    /**
     * The number of a column by its name in the header above the blocks read so far; -1 if that
     * does not name it.
     *
     * @param otherwise where there is no header
     */
    int column(String name, int otherwise) {
        return names.isEmpty() ? otherwise : names.indexOf(name);
    }

    /** The next block, {@code null} at the end. */
    Block next() throws IOException {
        String line = lines.next();
        while (line != null && (line.isBlank() || line.strip().startsWith("#"))) {
            names = line.isBlank() ? names : List.of(Lines.words(line.replace("#", " ")));
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        int begin = lines.number();
        String[] words = Lines.words(line);
        if (rows == 0 ? words.length < 2 : words.length > 2) {
            throw new Refusal(begin, "expected a step and its time in " + lines.name());
        }
        int step = lines.integer(words[0]);
        double[] numbers = new double[rows == 0 ? words.length : 3 * rows];
        for (int i = 0; i < rows; i++) {
            line = lines.next();
            words = Lines.words(line == null ? "" : line);
            if (words.length != 3) {
                throw new Refusal(
                        Math.max(lines.number(), 1),
                        "cut off or with another number of atoms: expected row "
                                + (i + 1)
                                + " of "
                                + rows
                                + " of step "
                                + step
                                + " in "
                                + lines.name());
            }
            for (int j = 0; j < 3; j++) {
                numbers[3 * i + j] = lines.real(words[j]);
            }
        }
        for (int j = 0; rows == 0 && j < words.length; j++) {
            numbers[j] = lines.real(words[j]);
        }
        return new Block(step, begin, numbers);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
