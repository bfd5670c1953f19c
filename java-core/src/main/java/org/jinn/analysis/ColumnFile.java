package org.jinn.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jinn.structure.FormatException;
import org.jinn.system.WholeFile;

/**
 * A text file of numbers in columns: what LAMMPS's {@code fix ave/time} and {@code print} write.
 * Lines that begin with {@code #} are comments; the last one before the numbers names the columns
 * if it has as many words as there are columns.
 *
 * @param file the file as the user named it
 * @param names the column names; empty if the file does not give them
 * @param rows the numbers, at least one row, all of the same length
 */
public record ColumnFile(String file, List<String> names, List<double[]> rows) {
    /**
     * Reads a file.
     *
     * @throws FormatException if a line is not the same number of numbers as the first, there is
     *     none, or the last has no line end: half a number would pass as a number
     */
    public static ColumnFile read(Path path) throws IOException {
        String file = path.toString();
        List<String> names = List.of();
        List<double[]> rows = new ArrayList<>();
        String text = WholeFile.text(path);
        List<String> lines = text.lines().toList();
        if (wholeLines(text).size() < lines.size()) {
            throw new FormatException(
                    file,
                    lines.size(),
                    "the file may be cut off here: expected a line end after the last number");
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("#")) {
                if (rows.isEmpty()) {
                    names = List.of(line.substring(1).strip().split("\\s+"));
                }
            } else if (!line.isEmpty()) {
                double[] row = numbers(file, i + 1, line);
                if (!rows.isEmpty() && row.length != rows.get(0).length) {
                    throw new FormatException(
                            file,
                            i + 1,
                            "found "
                                    + row.length
                                    + " numbers, expected "
                                    + rows.get(0).length
                                    + " as in the lines before");
                }
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            throw new FormatException(file, lines.size(), "found no numbers, expected columns");
        }
        boolean named = names.size() == rows.get(0).length;
        return new ColumnFile(file, named ? names : List.of(), rows);
    }

    /** Column {@code index}, from 0. */
    public double[] column(int index) {
        if (index >= rows.get(0).length) {
            throw new FormatException(
                    file,
                    0,
                    "found " + rows.get(0).length + " columns, expected at least " + (index + 1));
        }
        return rows.stream().mapToDouble(row -> row[index]).toArray();
    }

    /** Whether there is a column of that name. */
    public boolean has(String name) {
        return names.contains(name);
    }

    /**
     * The column of that name.
     *
     * @throws FormatException if there is none
     */
    public double[] column(String name) {
        if (!has(name)) {
            throw new FormatException(
                    file,
                    0,
                    "no column "
                            + name
                            + ", found "
                            + (names.isEmpty() ? "no names" : String.join(", ", names)));
        }
        return column(names.indexOf(name));
    }

    /** The lines that have a line end. */
    static List<String> wholeLines(String text) {
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** The numbers of a line. */
    static double[] numbers(String file, int number, String line) {
        String[] words = line.strip().split("\\s+");
        double[] values = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            try {
                values[i] = Double.parseDouble(words[i]);
            } catch (NumberFormatException e) {
                throw new FormatException(
                        file, number, "found \"" + words[i] + "\", expected a number");
            }
        }
        return values;
    }
}
