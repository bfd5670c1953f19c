package org.jinn.potential;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jinn.structure.Element;
import org.jinn.structure.FormatException;
import org.jinn.system.WholeFile;

/** Reads a potential file line by line; every fault names file and line. */
final class LineReader {
    private final String file;
    private final List<String> lines;
    private int line;

    LineReader(String file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * The lines of a file that a program wrote. Without a line end at its end it was cut off, and
     * half a number would pass as a number.
     */
    static LineReader open(Path file) throws IOException {
        return open(file, false);
    }

    /**
     * The same for a table with columns of fixed width, whose last line is whole if it is as long
     * as all others of as many words: published potentials lack the line end.
     */
    static LineReader openTable(Path file) throws IOException {
        return open(file, true);
    }

    private static LineReader open(Path file, boolean table) throws IOException {
        String text = WholeFile.text(file);
        if (text.startsWith("\u001f")) {
            throw new FormatException(
                    file.toString(), 1, "the file is compressed, unpack it first: gunzip");
        }
        if (text.startsWith("\ufeff")) {
            text = text.substring(1); // the byte order mark that some editors write
        }
        List<String> lines = text.lines().toList();
        int n = lines.size();
        boolean whole = text.isEmpty() || text.endsWith("\n") || table && hasPeers(lines);
        if (!whole) {
            throw new FormatException(
                    file.toString(),
                    n,
                    "the last line has no line end, the file may be cut off: if it is whole, add one");
        }
        return new LineReader(file.toString(), lines);
    }

    private static boolean hasPeers(List<String> lines) {
        String last = lines.get(lines.size() - 1);
        List<Integer> widths =
                lines.subList(0, lines.size() - 1).stream()
                        .filter(l -> words(l).length == words(last).length)
                        .map(LineReader::width)
                        .distinct()
                        .toList();
        return widths.equals(List.of(width(last)));
    }

    /** The length of a line without the signs of its numbers. */
    private static int width(String line) {
        return line.length()
                - (int) Arrays.stream(words(line)).filter(w -> w.startsWith("-")).count();
    }

    FormatException fault(String message) {
        return new FormatException(file, Math.min(line, lines.size()), message);
    }

    /** This reader, gone to a line (from 1; 0 for the file as a whole). */
    LineReader at(int number) {
        line = number;
        return this;
    }

    /** Number of the line last read, from 1. */
    int line() {
        return line;
    }

    /** Whether a line with words is left. */
    boolean more() {
        while (line < lines.size() && words(lines.get(line)).length == 0) {
            line++;
        }
        return line < lines.size();
    }

    /** The words of the next line, which must begin with {@code keyword} (or any, if empty). */
    String[] next(String keyword) {
        if (!more()) {
            throw new FormatException(
                    file,
                    lines.size(),
                    "the file ends too early, expected "
                            + (keyword.isEmpty() ? "a symmetry function" : "'" + keyword + "'"));
        }
        String[] words = words(lines.get(line++));
        if (!keyword.isEmpty() && !words[0].equals(keyword)) {
            throw fault("expected '" + keyword + "', found '" + shortened(words[0]) + "'");
        }
        return words;
    }

    /** The {@code n} numbers after {@code keyword}. */
    double[] numbers(String keyword, int n) {
        String[] words = next(keyword);
        if (words.length != n + 1) {
            throw fault(
                    "expected "
                            + n
                            + " numbers after '"
                            + keyword
                            + "', found "
                            + (words.length - 1));
        }
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = number(words[i + 1]);
        }
        return out;
    }

    void count(String[] words, int n, String shape) {
        if (words.length != n) {
            throw fault("expected '" + shape + "', found " + words.length + " words");
        }
    }

    double number(String word) {
        try {
            double v = Double.parseDouble(word);
            if (Double.isFinite(v)) {
                return v;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw fault("not a finite number: '" + shortened(word) + "'");
    }

    int whole(String word, int low, int high) {
        try {
            int v = Integer.parseInt(word);
            if (v >= low && v <= high) {
                return v;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw fault(
                "expected a whole number from "
                        + low
                        + " to "
                        + high
                        + ", found '"
                        + shortened(word)
                        + "'");
    }

    Element element(String symbol) {
        return Element.find(symbol)
                .orElseThrow(() -> fault("not a chemical element: '" + shortened(symbol) + "'"));
    }

    private static String[] words(String text) {
        int comment = text.indexOf('#');
        String bare = (comment < 0 ? text : text.substring(0, comment)).trim();
        return bare.isEmpty() ? new String[0] : bare.split("\\s+");
    }

    static String shortened(String word) {
        String start = word.length() > 40 ? word.substring(0, 40) + "..." : word;
        return start.replaceAll("[^\\x20-\\x7e]", "?"); // bytes could upset the terminal
    }
}
