package org.jinn.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jinn.structure.FormatException;
import org.jinn.system.WholeFile;

/**
 * Reads what LAMMPS's {@code compute rdf} and {@code fix ave/time ... mode vector} write: blocks of
 * a line "step rows" and lines "row r g coordination [g coordination ...]".
 */
public final class RdfFile {
    private RdfFile() {}

    /**
     * All blocks of a file. With {@code ave one} they are independent and can be averaged; with
     * {@code ave running} only the last counts. A block cut short at the end is left out.
     *
     * @param pair which pair of types, from 1 in the order of the compute
     * @throws FormatException if a line is not as described or there is no whole block
     */
    public static List<RadialDistribution> read(Path path, int pair) throws IOException {
        String file = path.toString();
        List<String> lines = ColumnFile.wholeLines(WholeFile.text(path));
        List<RadialDistribution> blocks = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            String line = lines.get(at);
            if (line.isBlank() || line.startsWith("#")) {
                at++;
                continue;
            }
            double[] head = ColumnFile.numbers(file, at + 1, line);
            if (head.length != 2 || !(head[1] >= 2 && head[1] <= Integer.MAX_VALUE / 2)) {
                throw new FormatException(
                        file, at + 1, "found \"" + line + "\", expected a step and a row count");
            }
            int rows = (int) head[1];
            if (rows >= lines.size() - at) {
                break;
            }
            blocks.add(block(file, lines, at + 1, rows, pair));
            at += rows + 1;
        }
        if (blocks.isEmpty()) {
            throw new FormatException(file, lines.size(), "found no whole block of a g(r)");
        }
        return blocks;
    }

    private static RadialDistribution block(
            String file, List<String> lines, int first, int rows, int pair) {
        double[] r = new double[rows];
        double[] g = new double[rows];
        double[] coordination = new double[rows];
        double[] error = new double[rows];
        for (int i = 0; i < rows; i++) {
            double[] row = ColumnFile.numbers(file, first + i + 1, lines.get(first + i));
            if (row.length < 2L * pair + 2) {
                throw new FormatException(
                        file,
                        first + i + 1,
                        "found "
                                + row.length
                                + " numbers, expected "
                                + (2L * pair + 2)
                                + " for pair "
                                + pair);
            }
            r[i] = row[1];
            g[i] = row[2 * pair];
            coordination[i] = row[2 * pair + 1];
            error[i] = Double.NaN;
        }
        return new RadialDistribution(r, g, error, coordination);
    }
}
