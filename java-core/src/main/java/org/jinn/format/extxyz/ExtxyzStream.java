package org.jinn.format.extxyz;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameStream;
import org.jinn.format.Lines;
import org.jinn.format.Refusal;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Structure;
import org.jinn.structure.Voigt;

/** Reads frame after frame; a bad frame is skipped whole as long as its atom count is legible. */
final class ExtxyzStream extends FrameStream {
    /** Keys that become part of the structure or the labels. */
    static final Set<String> RESERVED =
            Set.of("Lattice", "Properties", "pbc", "energy", "free_energy", "stress", "virial");

    private static final Pattern COUNT = Pattern.compile("\\d{1,8}");
    private static final Pattern LOGICAL = Pattern.compile("T|F|True|False|true|false|1|0");
    private static final Pattern BRACKETS = Pattern.compile("[\\[\\],]");

    private int left;
    private boolean lost;

    ExtxyzStream(Lines lines) {
        super(lines);
    }

    @Override
    protected FrameResult read() throws IOException {
        while (left > 0 && lines.next() != null) {
            left--; // the rest of a frame that was refused
        }
        String line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        if (line == null || lost) {
            return null;
        }
        int begin = lines.number();
        int atoms = count(line);
        left = atoms + 1;
        if (atoms == 0) {
            throw new Refusal(begin, "a frame without atoms");
        }
        Map<String, String> pairs = KeyValues.parse(line("the line of key=value pairs"));
        Columns columns = new Columns(pairs.getOrDefault("Properties", Columns.PLAIN), lines);
        Cell cell = cell(pairs);
        Labels labels = labels(pairs, cell);
        int room = Math.min(atoms, 1000); // grows: the number may be nonsense
        Element[] species = new Element[room];
        double[] x = new double[3 * room];
        double[] f = new double[3 * room];
        for (int i = 0; i < atoms; i++) {
            if (i == room) {
                room = Math.min(atoms, 2 * room);
                species = Arrays.copyOf(species, room);
                x = Arrays.copyOf(x, 3 * room);
                f = Arrays.copyOf(f, 3 * room);
            }
            String row = line("atom " + (i + 1) + " of " + atoms);
            if (COUNT.matcher(row.strip()).matches()) {
                lines.unread();
                left = 0;
                throw new Refusal(
                        lines.number(), "truncated: another frame begins inside this one");
            }
            columns.take(row, i, species, x, f);
        }
        if (vectorsFollow()) {
            throw new Refusal(
                    begin,
                    "lines VEC1 ... with the cell, as AMS has them: Lattice=\"...\" is read");
        }
        f = columns.hasForces() ? f : null;
        return new Accepted(
                new Frame(
                        new Structure(cell, species, x),
                        new Labels(labels.energy(), f, labels.stress()),
                        origin(begin),
                        info(pairs)));
    }

    /** Passes over the lines in which AMS writes a cell: left out, it would seem to be none. */
    private boolean vectorsFollow() throws IOException {
        boolean any = false;
        String line = lines.next();
        while (line != null && line.startsWith("VEC")) {
            any = true;
            line = lines.next();
        }
        lines.unread();
        return any;
    }

    private int count(String line) {
        String word = line.strip();
        if (!COUNT.matcher(word).matches()) {
            lost = true; // where the next frame begins cannot be known
            throw new Refusal(lines.number(), "the number of atoms was expected: " + word);
        }
        return Integer.parseInt(word);
    }

    private String line(String what) throws IOException {
        String line = lines.next();
        if (line == null) {
            left = 0;
            String why = lines.cutOff() ? ", its last line without a line feed" : "";
            throw new Refusal(
                    lines.number(), "truncated: the file ends" + why + ", expected " + what);
        }
        left--;
        return line;
    }

    private Cell cell(Map<String, String> pairs) {
        double[] h = numbers(pairs.get("Lattice"), 9, 9);
        boolean[] periodic = {true, true, true};
        String pbc = pairs.get("pbc");
        if (h == null) {
            if (pbc != null && Arrays.stream(array(pbc)).anyMatch(w -> w.matches("[Tt1].*"))) {
                throw new Refusal(lines.number(), "periodic, by pbc, but without a Lattice");
            }
            return Cell.NONE;
        }
        if (pbc != null) {
            String[] words = array(pbc);
            for (int i = 0; i < 3; i++) {
                String word = words.length == 3 ? words[i] : "";
                if (!LOGICAL.matcher(word).matches()) {
                    throw new Refusal(lines.number(), "pbc must be like \"T T F\": " + pbc);
                }
                periodic[i] = "Tt1".indexOf(word.charAt(0)) >= 0;
            }
        }
        try {
            return Cell.of(h, periodic[0], periodic[1], periodic[2]);
        } catch (IllegalArgumentException e) {
            throw new Refusal(lines.number(), "Lattice unusable: " + e.getMessage());
        }
    }

    private Labels labels(Map<String, String> pairs, Cell cell) {
        String energy = pairs.getOrDefault("free_energy", pairs.get("energy"));
        double[] stress = tensor(pairs.get("stress"));
        double[] virial = stress == null ? tensor(pairs.get("virial")) : null;
        if (virial != null && cell.volume() > 0) {
            stress = virial;
            for (int v = 0; v < 6; v++) {
                stress[v] /= -cell.volume();
            }
        }
        return new Labels(
                energy == null ? OptionalDouble.empty() : OptionalDouble.of(lines.real(energy)),
                null,
                stress);
    }

    private double[] tensor(String value) {
        double[] numbers = numbers(value, 6, 9);
        return numbers == null || numbers.length == 6 ? numbers : Voigt.fromTensor(numbers);
    }

    /** The numbers of an array, which must be this many or that many; {@code null} for no array. */
    private double[] numbers(String value, int thisMany, int thatMany) {
        if (value == null) {
            return null;
        }
        String[] words = array(value);
        if (words.length != thisMany && words.length != thatMany) {
            throw new Refusal(
                    lines.number(), "array of " + words.length + " numbers, expected " + thatMany);
        }
        return Arrays.stream(words).mapToDouble(lines::real).toArray();
    }

    private static String[] array(String value) {
        return Lines.words(BRACKETS.matcher(value).replaceAll(" "));
    }

    private static Map<String, String> info(Map<String, String> pairs) {
        Map<String, String> info = new LinkedHashMap<>(pairs);
        info.keySet().removeAll(RESERVED);
        if (info.containsKey("config_type")) {
            info.putIfAbsent(Frame.GROUP, info.get("config_type"));
        }
        return info;
    }
}
