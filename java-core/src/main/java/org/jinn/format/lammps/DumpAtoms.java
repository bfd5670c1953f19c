package org.jinn.format.lammps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jinn.format.Lines;
import org.jinn.format.Refusal;
import org.jinn.format.SpeciesLabel;
import org.jinn.structure.Element;

/** The table of atoms of a snapshot, put in the order of the ids. */
final class DumpAtoms {
    /** Names of the x column; the second half holds scaled coordinates. */
    private static final List<String> X = List.of("x", "xu", "xs", "xsu");

    private final List<String> columns;
    private final DumpBox box;
    private final Lines lines;
    private final List<Element> types;
    private final List<Element> species = new ArrayList<>();
    private final int id;
    private final int[] place = new int[3];
    private final boolean scaled;
    private final int force;
    private final List<double[]> rows = new ArrayList<>();

    DumpAtoms(String title, DumpBox box, Lines lines, List<Element> types) {
        this.columns = Arrays.asList(Lines.words(title));
        this.box = box;
        this.lines = lines;
        this.types = types;
        this.id = columns.indexOf("id");
        String x = X.stream().filter(columns::contains).findFirst().orElse("x");
        this.scaled = x.startsWith("xs");
        for (int j = 0; j < 3; j++) {
            place[j] = columns.indexOf((char) ('x' + j) + x.substring(1));
            if (place[j] < 0) {
                throw bad("columns x y z (or xu, xs, xsu) were expected: " + title.strip());
            }
        }
        boolean forces = columns.containsAll(List.of("fx", "fy", "fz"));
        this.force = forces ? columns.indexOf("fx") : -1;
        if (!columns.contains("element") && !columns.contains("type")) {
            throw bad("a column element or type was expected: " + title.strip());
        }
    }

    /** Takes one line. */
    void take(String line) {
        String[] words = Lines.words(line);
        if (words.length != columns.size()) {
            throw bad("line has " + words.length + " columns, expected " + columns.size());
        }
        double[] row = new double[7];
        row[6] = id < 0 ? rows.size() : lines.real(words[id]);
        double[] at = new double[3];
        for (int j = 0; j < 3; j++) {
            at[j] = lines.real(words[place[j]]);
        }
        for (int j = 0; j < 3; j++) {
            row[j] = scaled ? box.cartesian(at, j) : at[j];
            String component = "f" + (char) ('x' + j);
            row[3 + j] = force < 0 ? 0 : lines.real(words[columns.indexOf(component)]);
        }
        species.add(element(words));
        rows.add(row);
    }

    Element[] species() {
        return order().map(species::get).toArray(Element[]::new);
    }

    double[] positions() {
        return gathered(0);
    }

    /** Forces, or {@code null} if the dump has none. */
    double[] forces() {
        return force < 0 ? null : gathered(3);
    }

    private double[] gathered(int from) {
        return order().flatMapToDouble(i -> Arrays.stream(rows.get(i), from, from + 3)).toArray();
    }

    private Stream<Integer> order() {
        return IntStream.range(0, rows.size())
                .boxed()
                .sorted((a, b) -> Double.compare(rows.get(a)[6], rows.get(b)[6]));
    }

    private Element element(String[] words) {
        int symbol = columns.indexOf("element");
        if (symbol >= 0) {
            return SpeciesLabel.element(words[symbol])
                    .orElseThrow(() -> bad("no such element: " + words[symbol]));
        }
        int type = lines.integer(words[columns.indexOf("type")]);
        if (type < 1 || type > types.size()) {
            throw bad("no element for type " + type + ", name them (--elements)");
        }
        return types.get(type - 1);
    }

    private Refusal bad(String reason) {
        return new Refusal(lines.number(), reason);
    }
}
