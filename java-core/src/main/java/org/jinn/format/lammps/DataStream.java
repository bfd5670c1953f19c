package org.jinn.format.lammps;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jinn.format.Lines;
import org.jinn.format.OneFrame;
import org.jinn.format.ReadOptions;
import org.jinn.format.Refusal;
import org.jinn.format.SpeciesLabel;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Structure;

/** Reads the one structure of a data file. */
final class DataStream extends OneFrame {
    private static final double MASS_TOLERANCE = 0.1;

    private final ReadOptions options;
    private final Map<Integer, Element> byType = new HashMap<>();
    private int atoms = -1;
    private final double[] h = new double[9];

    DataStream(Lines lines, ReadOptions options) {
        super(lines);
        this.options = options;
    }

    @Override
    protected Frame frame() throws IOException {
        lines.next(); // the title
        for (String line = lines.next(); line != null; line = lines.next()) {
            String[] words = Lines.words(bare(line));
            if (words.length == 0) {
                continue;
            }
            if (words[0].equals("Masses")) {
                masses();
            } else if (words[0].equals("Atoms")) {
                return atoms(line);
            } else {
                header(words);
            }
        }
        throw new Refusal(lines.number(), "the file ends, expected a section Atoms");
    }

    private void header(String[] words) {
        String last = words[words.length - 1];
        if (last.equals("atoms")) {
            atoms = lines.integer(words[0]);
        } else if (words.length == 4 && last.matches("[xyz]hi")) {
            int i = last.charAt(0) - 'x';
            h[4 * i] = lines.real(words[1]) - lines.real(words[0]);
        } else if (words.length == 6 && last.equals("yz")) {
            h[3] = lines.real(words[0]);
            h[6] = lines.real(words[1]);
            h[7] = lines.real(words[2]);
        }
    }

    private void masses() throws IOException {
        for (String line = content(); line != null; line = content()) {
            String[] words = Lines.words(bare(line));
            if (words.length != 2 || !Character.isDigit(words[0].charAt(0))) {
                lines.unread();
                return;
            }
            double mass = lines.real(words[1]);
            int sign = line.indexOf('#');
            String comment = sign < 0 ? "" : line.substring(sign + 1).strip();
            List<Element> near =
                    Arrays.stream(Element.values())
                            .filter(e -> Math.abs(e.mass() - mass) < MASS_TOLERANCE)
                            .toList();
            element(comment, near).ifPresent(e -> byType.put(lines.integer(words[0]), e));
        }
    }

    /**
     * A symbol and a mass must agree; other words, such as CA for a force field's carbon, may not.
     */
    private static Optional<Element> element(String comment, List<Element> ofMass) {
        Optional<Element> named = SpeciesLabel.element(comment);
        if (ofMass.isEmpty() || named.filter(ofMass::contains).isPresent()) {
            return named;
        }
        boolean clear = ofMass.size() == 1 && Element.find(comment).isEmpty();
        return clear ? Optional.of(ofMass.get(0)) : Optional.empty();
    }

    private Frame atoms(String title) throws IOException {
        int begin = lines.number();
        AtomStyle style = AtomStyle.of(title, begin);
        if (atoms < 0) {
            throw new Refusal(begin, "the number of atoms was expected before the section Atoms");
        }
        Cell cell;
        try {
            cell = Cell.of(h);
        } catch (IllegalArgumentException e) {
            throw new Refusal(begin, "box unusable: " + e.getMessage());
        }
        Map<Integer, double[]> places = new TreeMap<>();
        Map<Integer, Element> species = new TreeMap<>();
        for (int n = 0; n < atoms; n++) {
            String line = content();
            if (line == null) {
                throw new Refusal(
                        lines.number(),
                        "truncated: the file ends, expected atom " + (n + 1) + " of " + atoms);
            }
            String[] words = Lines.words(bare(line));
            style.check(words, lines.number());
            int id = lines.integer(words[0]);
            double[] x = new double[3];
            for (int j = 0; j < 3; j++) {
                x[j] = lines.real(words[style.x() + j]);
            }
            if (places.put(id, x) != null) {
                throw new Refusal(lines.number(), "ids must be unique: " + id);
            }
            species.put(id, element(lines.integer(words[style.type()])));
        }
        double[] x = places.values().stream().flatMapToDouble(Arrays::stream).toArray();
        Structure structure = new Structure(cell, species.values().toArray(Element[]::new), x);
        return new Frame(structure, Labels.NONE, origin(begin), Map.of());
    }

    private Element element(int type) {
        Element element = byType.get(type);
        if (element == null && type >= 1 && type <= options.types().size()) {
            element = options.types().get(type - 1);
        }
        if (element == null) {
            throw new Refusal(
                    lines.number(), "no element for type " + type + ", name them (--elements)");
        }
        return element;
    }

    /** The next line that is not blank. */
    private String content() throws IOException {
        String line = lines.next();
        while (line != null && bare(line).isBlank()) {
            line = lines.next();
        }
        return line;
    }

    private static String bare(String line) {
        int comment = line.indexOf('#');
        return comment < 0 ? line : line.substring(0, comment);
    }
}
