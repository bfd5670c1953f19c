package org.jinn.format.qe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jinn.format.Lines;
import org.jinn.format.Refusal;

/**
 * The tables pw.x prints. Each method is called with the table's title just read and leaves the
 * first line that is not of the table unread, so that a run that starts in the middle of a cut
 * table is seen.
 */
final class PwxBlocks {
    /** Labels and coordinates, in the unit the title names. */
    record Sites(List<String> labels, double[] coordinates) {}

    private final Lines lines;

    PwxBlocks(Lines lines) {
        this.lines = lines;
    }

    /** {@code a(1) = ( x y z )} three times; nine numbers. */
    double[] crystalAxes() throws IOException {
        double[] h = new double[9];
        for (int i = 0; i < 3; i++) {
            String line = line("crystal axis a(" + (i + 1) + ")");
            if (!line.contains("a(" + (i + 1) + ") =")) {
                throw cut("crystal axis a(" + (i + 1) + ")");
            }
            String numbers = line.replace('(', ' ').replace(')', ' ');
            lines.reals(numbers, line.indexOf('=') + 1, h, 3 * i, 3);
        }
        return h;
    }

    /** Three rows of three numbers, perhaps with more columns; nine numbers. */
    double[] rows(String what) throws IOException {
        double[] m = new double[9];
        int decimals = 0;
        for (int i = 0; i < 3; i++) {
            String line = line(what);
            if (!looksNumeric(line, Lines.skipBlanks(line, 0))) {
                throw cut(what);
            }
            lines.reals(line, 0, m, 3 * i, 3);
            decimals = i == 0 ? decimals(line) : decimals;
            if (decimals(line) < decimals) {
                throw cut(what);
            }
        }
        return m;
    }

    /** The rows {@code 1 Si tau( 1) = ( x y z )} of the header. */
    Sites sites() throws IOException {
        List<String> labels = new ArrayList<>();
        double[] coordinates = new double[48];
        for (String line = lines.next(); line != null; line = lines.next()) {
            int tau = line.indexOf("tau(");
            int open = line.indexOf("= (", tau + 1);
            String[] words = Lines.words(tau < 0 ? "" : line.substring(0, tau));
            if (tau < 0 || open < 0 || words.length < 2) {
                lines.unread();
                break;
            }
            inOrder("atom " + words[0], labels.size() + 1);
            coordinates = grown(coordinates, labels.size());
            lines.reals(line.replace(')', ' '), open + 3, coordinates, 3 * labels.size(), 3);
            labels.add(words[1]);
        }
        return new Sites(labels, Arrays.copyOf(coordinates, 3 * labels.size()));
    }

    /** The rows {@code Si x y z [0 0 1]} under ATOMIC_POSITIONS. */
    Sites positions() throws IOException {
        List<String> labels = new ArrayList<>();
        double[] coordinates = new double[48];
        for (String line = lines.next(); line != null; line = lines.next()) {
            int first = Lines.skipBlanks(line, 0);
            int second = Lines.skipBlanks(line, Lines.skipWord(line, first));
            if (first == line.length()
                    || !Character.isLetter(line.charAt(first))
                    || !looksNumeric(line, second)) {
                lines.unread();
                break;
            }
            coordinates = grown(coordinates, labels.size());
            int end = lines.reals(line, second, coordinates, 3 * labels.size(), 3);
            String label = line.substring(first, Lines.skipWord(line, first));
            if (Lines.skipBlanks(line, end) < line.length() && Lines.words(line).length != 7) {
                lines.unread();
                break;
            }
            labels.add(label);
        }
        return new Sites(labels, Arrays.copyOf(coordinates, 3 * labels.size()));
    }

    /** The rows {@code atom 1 type 1 force = x y z}: the first table only, which is the total. */
    double[] forces() throws IOException {
        double[] forces = new double[48];
        int count = 0;
        int decimals = 0;
        for (String line = lines.next(); line != null; line = lines.next()) {
            int mark = line.indexOf("force =");
            if (count == 0 && (line.isBlank() || line.strip().startsWith("negative rho"))) {
                continue; // versions before 6 work out the last part only now, and may warn
            }
            if (mark < 0 || !line.strip().startsWith("atom")) {
                lines.unread();
                return Arrays.copyOf(forces, 3 * count);
            }
            inOrder(line.substring(0, mark), count + 1);
            forces = grown(forces, count);
            lines.reals(line, mark + 7, forces, 3 * count++, 3);
            decimals = count == 1 ? decimals(line) : decimals;
            if (decimals(line) < decimals) {
                throw cut("force");
            }
        }
        throw new Refusal(lines.number(), PwxScf.TRUNCATED);
    }

    /**
     * Decimals of the last number of a row. All rows of a table have as many: with fewer the row
     * was cut off within a number, and another run was appended.
     */
    private static int decimals(String row) {
        String end = row.stripTrailing();
        int point = end.lastIndexOf('.');
        return end.lastIndexOf(' ') > point ? 0 : end.length() - point - 1;
    }

    /** Rows carry the atom's number; too wide ones are printed as asterisks. */
    private void inOrder(String row, int expected) {
        int from = Lines.skipBlanks(row, row.indexOf("atom") + "atom".length());
        String number = row.substring(from, Lines.skipWord(row, from));
        if (!number.startsWith("*") && !number.equals(Integer.toString(expected))) {
            throw new Refusal(
                    lines.number(), "row of atom " + number + ", expected atom " + expected);
        }
    }

    private String line(String what) throws IOException {
        String line = lines.next();
        if (line == null) {
            throw new Refusal(lines.number(), PwxScf.TRUNCATED);
        }
        if (line.isBlank()) {
            throw cut(what);
        }
        return line;
    }

    private Refusal cut(String what) {
        Refusal refusal = new Refusal(lines.number(), "a table ends early, expected " + what);
        lines.unread();
        return refusal;
    }

    /** Whether a number, asterisks or NaN stand at {@code at}. */
    private static boolean looksNumeric(String text, int at) {
        return at < text.length()
                && ("+-.*".indexOf(text.charAt(at)) >= 0
                        || Character.isDigit(text.charAt(at))
                        || text.regionMatches(true, at, "nan", 0, 3));
    }

    private static double[] grown(double[] array, int rows) {
        return 3 * rows + 3 > array.length ? Arrays.copyOf(array, 2 * array.length) : array;
    }
}
