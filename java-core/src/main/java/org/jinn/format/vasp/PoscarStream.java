package org.jinn.format.vasp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

/** Reads the structure; what follows it (velocities, a predictor's memory) is not read. */
final class PoscarStream extends OneFrame {
    private static final int MOST_ATOMS = 10_000_000;

    private final List<Element> types;

    PoscarStream(Lines lines, ReadOptions options) {
        super(lines);
        this.types = options.types();
    }

    @Override
    protected Frame frame() throws IOException {
        String comment = line("a comment");
        double[] scale = numbers(line("the scaling factor"));
        double[] h = new double[9];
        for (int i = 0; i < 3; i++) {
            double[] row = numbers(line("a lattice vector"));
            if (row.length < 3) {
                throw new Refusal(lines.number(), "a lattice vector has three numbers");
            }
            System.arraycopy(row, 0, h, 3 * i, 3);
        }
        String line = line("species or numbers of atoms");
        List<Element> named;
        if (PoscarFormat.counts(line)) { // VASP 4 has no species, but perhaps in the comment
            named = types.isEmpty() ? elements(comment, Element::find) : types;
        } else {
            named = elements(line, SpeciesLabel::element);
            line = line("numbers of atoms");
        }
        Element[] species = species(named, line);
        String mode = line("Direct or Cartesian").strip();
        if (mode.regionMatches(true, 0, "s", 0, 1)) {
            mode = line("Direct or Cartesian").strip();
        }
        if (!mode.matches("(?i)[dck].*")) {
            throw new Refusal(lines.number(), "Direct or Cartesian was expected: " + mode);
        }
        Cell cell = scaled(h, scale);
        double factor = Math.cbrt(cell.volume() / Cell.of(h).volume());
        boolean direct = mode.matches("(?i)d.*");
        double[] x = new double[3 * species.length];
        for (int i = 0; i < species.length; i++) {
            String row = line("atom " + (i + 1) + " of " + species.length);
            double[] at = numbers(row);
            if (at.length < 3) {
                throw new Refusal(lines.number(), "three coordinates were expected: " + row);
            }
            for (int j = 0; j < 3; j++) {
                double unit = scale.length == 3 ? scale[j] : factor;
                x[3 * i + j] = direct ? at[j] : at[j] * unit;
            }
        }
        try {
            Structure structure = new Structure(cell, species, direct ? cell.cartesian(x) : x);
            return new Frame(structure, Labels.NONE, origin(1), Map.of());
        } catch (IllegalArgumentException e) {
            throw new Refusal(lines.number(), "atoms unusable: " + e.getMessage());
        }
    }

    /** One factor for all vectors, the volume as a negative number, or a factor each for x y z. */
    private Cell scaled(double[] h, double[] scale) {
        try {
            double factor = scale.length == 0 ? 1 : scale[0];
            if (factor < 0) {
                factor = Math.cbrt(-factor / Cell.of(h).volume());
            }
            double[] out = h.clone();
            for (int i = 0; i < 9; i++) {
                out[i] *= scale.length == 3 ? scale[i % 3] : factor;
            }
            Cell.of(h); // the unscaled lattice has to span a volume too
            return Cell.of(out);
        } catch (IllegalArgumentException e) {
            throw new Refusal(lines.number(), "lattice unusable: " + e.getMessage());
        }
    }

    /** The elements that all the words of a line name; none if a word names none. */
    private static List<Element> elements(String line, Function<String, Optional<Element>> naming) {
        String[] words = Lines.words(line);
        List<Element> all =
                Arrays.stream(words).flatMap(word -> naming.apply(word).stream()).toList();
        return all.size() == words.length ? all : List.of();
    }

    private Element[] species(List<Element> named, String line) {
        String[] words = Lines.words(line.replaceAll("[!#].*", ""));
        int[] counts = Arrays.stream(words).mapToInt(lines::integer).toArray();
        List<Element> elements = named.size() == counts.length ? named : types;
        List<Element> all = new ArrayList<>();
        for (int t = 0; t < counts.length; t++) {
            if (t >= elements.size()) {
                throw new Refusal(
                        lines.number(),
                        "no element for species " + (t + 1) + ", name them (--elements)");
            }
            if (counts[t] < 0 || all.size() + (long) counts[t] > MOST_ATOMS) {
                throw new Refusal(lines.number(), "impossible number of atoms: " + counts[t]);
            }
            for (int i = 0; i < counts[t]; i++) {
                all.add(elements.get(t));
            }
        }
        return all.toArray(new Element[0]);
    }

    /** The numbers a line begins with: one or at least three. */
    private double[] numbers(String line) {
        String[] words = Lines.words(line);
        int count = 0;
        while (count < words.length && count < 3 && words[count].matches("[-+.\\d].*")) {
            count++;
        }
        double[] values = new double[count == 2 ? 1 : count];
        for (int i = 0; i < values.length; i++) {
            values[i] = lines.real(words[i]);
        }
        return values;
    }

    private String line(String what) throws IOException {
        String line = lines.next();
        if (line == null) {
            throw new Refusal(lines.number(), "the file ends, expected " + what);
        }
        return line;
    }
}
