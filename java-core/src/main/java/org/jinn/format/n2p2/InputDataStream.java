package org.jinn.format.n2p2;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameStream;
import org.jinn.format.Lines;
import org.jinn.format.ReadOptions;
import org.jinn.format.Refusal;
import org.jinn.structure.CalculationKeys;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Structure;
import org.jinn.structure.Units;

/** Reads structure after structure; a bad one is skipped up to its {@code end}. */
final class InputDataStream extends FrameStream {
    static final String ATOMIC = "bohr,hartree";
    static final String ELECTRONVOLT = "angstrom,eV";

    private final ReadOptions options;
    private boolean inside;

    InputDataStream(Lines lines, ReadOptions options) {
        super(lines);
        this.options = options;
    }

    @Override
    protected FrameResult read() throws IOException {
        String line = lines.next();
        while (line != null && inside && !line.strip().equals("begin")) {
            inside = !line.strip().equals("end"); // the rest of a refused structure
            line = lines.next();
        }
        inside = false;
        while (line != null && (line.isBlank() || line.strip().startsWith("#"))) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        int begin = lines.number();
        inside = true;
        if (!line.strip().equals("begin")) {
            throw new Refusal(begin, "expected the line 'begin': " + line.strip());
        }
        Map<String, String> info = new LinkedHashMap<>();
        List<double[]> lattice = new ArrayList<>();
        List<Element> species = new ArrayList<>();
        List<double[]> atoms = new ArrayList<>();
        OptionalDouble energy = OptionalDouble.empty();
        while (true) {
            line = lines.next();
            if (line == null) {
                throw new Refusal(lines.number(), "cut off: expected the line 'end'");
            }
            String[] words = Lines.words(line);
            switch (words.length == 0 ? "#" : words[0]) {
                case "comment" -> comment(line, info);
                case "lattice" -> lattice.add(numbers(words, 1, 3));
                case "atom" -> {
                    atoms.add(atom(words));
                    species.add(element(words[4]));
                }
                case "energy" -> energy = OptionalDouble.of(numbers(words, 1, 1)[0]);
                case "charge", "#" -> {
                    // not kept
                }
                case "begin" -> {
                    lines.unread();
                    throw new Refusal(
                            lines.number(), "cut off: another structure begins inside this one");
                }
                case "end" -> {
                    inside = false;
                    return frame(begin, info, lattice, species, atoms, energy);
                }
                default -> throw new Refusal(lines.number(), "keyword not known: " + words[0]);
            }
        }
    }

    private FrameResult frame(
            int begin,
            Map<String, String> info,
            List<double[]> lattice,
            List<Element> species,
            List<double[]> atoms,
            OptionalDouble energy) {
        String units = info.getOrDefault(CalculationKeys.UNITS, options.units());
        boolean assumed = units.isEmpty();
        if (assumed) {
            units = ATOMIC;
        }
        if (!units.equals(ATOMIC) && !units.equals(ELECTRONVOLT)) {
            throw new Refusal(
                    begin, "units must be " + ATOMIC + " or " + ELECTRONVOLT + ": " + units);
        }
        info.put(CalculationKeys.UNITS, assumed ? units + CalculationKeys.ASSUMED : units);
        double length = units.equals(ATOMIC) ? Units.BOHR : 1;
        double unit = units.equals(ATOMIC) ? Units.HARTREE : 1;
        if (!lattice.isEmpty() && lattice.size() != 3) {
            throw new Refusal(begin, "three lattice lines or none: " + lattice.size());
        }
        double[] h = new double[9];
        for (int i = 0; i < 3 * lattice.size(); i++) {
            h[i] = lattice.get(i / 3)[i % 3] * length;
        }
        double[] x = new double[3 * atoms.size()];
        double[] f = new double[3 * atoms.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = atoms.get(i / 3)[i % 3] * length;
            f[i] = atoms.get(i / 3)[3 + i % 3] * unit / length;
        }
        if (x.length == 0) {
            throw new Refusal(begin, "a structure without atoms");
        }
        Structure structure;
        try {
            Cell cell = lattice.isEmpty() ? Cell.NONE : Cell.of(h);
            structure = new Structure(cell, species.toArray(new Element[0]), x);
        } catch (IllegalArgumentException e) {
            throw new Refusal(begin, "lattice or atoms unusable: " + e.getMessage());
        }
        OptionalDouble scaled =
                energy.isPresent()
                        ? OptionalDouble.of(energy.getAsDouble() * unit)
                        : OptionalDouble.empty();
        return new Accepted(new Frame(structure, new Labels(scaled, f, null), origin(begin), info));
    }

    /** Words {@code key=value}; any other comment is kept whole. */
    private static void comment(String line, Map<String, String> info) {
        String text = line.strip().substring("comment".length()).strip();
        String[] words = Lines.words(text);
        boolean pairs = words.length > 0;
        for (String word : words) {
            pairs &= word.indexOf('=') > 0;
        }
        for (String word : words) {
            int equals = word.indexOf('=');
            if (pairs || word.startsWith(CalculationKeys.UNITS + "=")) {
                info.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        if (!pairs && !text.isEmpty()) {
            info.put("comment", text);
        }
    }

    private double[] atom(String[] words) {
        if (words.length != 10) {
            throw new Refusal(
                    lines.number(), "expected: atom x y z element charge unused fx fy fz");
        }
        double[] row = new double[6];
        System.arraycopy(numbers(words, 1, 3), 0, row, 0, 3);
        System.arraycopy(numbers(words, 7, 3), 0, row, 3, 3);
        return row;
    }

    private Element element(String symbol) {
        int at = lines.number();
        return Element.find(symbol)
                .orElseThrow(() -> new Refusal(at, "no such element: " + symbol));
    }

    private double[] numbers(String[] words, int from, int count) {
        if (words.length < from + count) {
            throw new Refusal(lines.number(), "expected " + count + " numbers after " + words[0]);
        }
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = lines.real(words[from + i]);
        }
        return values;
    }
}
