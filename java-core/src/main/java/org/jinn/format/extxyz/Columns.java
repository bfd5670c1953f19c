package org.jinn.format.extxyz;

import org.jinn.format.Lines;
import org.jinn.format.Refusal;
import org.jinn.structure.Element;

/** Which column of an atom line holds what, from {@code Properties=species:S:1:pos:R:3...}. */
final class Columns {
    /** What a line means if the file does not say: plain XYZ. */
    static final String PLAIN = "species:S:1:pos:R:3";

    private final Lines lines;
    private int species = -1;
    private int number = -1;
    private int positions = -1;
    private int forces = -1;
    private int width;

    /**
     * Reads the declaration.
     *
     * @throws Refusal if it is not one, or names no species or positions
     */
    Columns(String properties, Lines lines) {
        this.lines = lines;
        String[] parts = properties.split(":");
        if (parts.length % 3 != 0) {
            throw bad("Properties must be name:type:count: " + properties);
        }
        for (int i = 0; i < parts.length; i += 3) {
            int count = lines.integer(parts[i + 2]);
            if (count < 1 || count > 100_000) {
                throw bad("Properties must count columns from 1: " + properties);
            }
            column(parts[i], parts[i + 1] + count);
            width += count;
        }
        if (positions < 0 || species < 0 && number < 0) {
            throw bad("Properties must name species and pos: " + properties);
        }
    }

    private void column(String name, String shape) {
        switch (name + ":" + shape) {
            case "species:S1", "element:S1" -> species = width;
            case "Z:I1", "numbers:I1" -> number = width;
            case "pos:R3", "positions:R3" -> positions = width;
            case "forces:R3" -> forces = width;
            case "force:R3" -> forces = forces < 0 ? width : forces;
            default -> {
                if (name.equals("pos") || name.equals("forces") || name.equals("force")) {
                    throw bad(name + " must be R:3: " + name + ":" + shape);
                }
            }
        }
    }

    boolean hasForces() {
        return forces >= 0;
    }

    /** Takes one atom line. */
    void take(String line, int atom, Element[] elements, double[] x, double[] f) {
        int at = Lines.skipBlanks(line, 0);
        for (int column = 0; column < width; column++) {
            int end = Lines.skipWord(line, at);
            if (end == at) {
                throw columns(line);
            }
            if (column == species || column == number) {
                Element found = element(line.substring(at, end), column == species);
                if (elements[atom] != null && elements[atom] != found) {
                    throw bad("species and Z name two elements: " + line.strip());
                }
                elements[atom] = found;
                at = Lines.skipBlanks(line, end);
            } else if (column == positions || column == forces) {
                double[] into = column == positions ? x : f;
                at = Lines.skipBlanks(line, vector(line, at, into, atom));
                column += 2;
            } else {
                at = Lines.skipBlanks(line, end);
            }
        }
        if (at < line.length()) {
            throw columns(line);
        }
    }

    private int vector(String line, int at, double[] into, int atom) {
        try {
            return lines.reals(line, at, into, 3 * atom, 3);
        } catch (Refusal e) {
            throw Lines.words(line).length == width ? e : columns(line);
        }
    }

    private Refusal columns(String line) {
        return bad("atom line has " + Lines.words(line).length + " columns, expected " + width);
    }

    private Element element(String word, boolean symbol) {
        return (symbol ? Element.find(word) : Element.find(lines.integer(word)))
                .orElseThrow(() -> bad("no such element: " + word));
    }

    private Refusal bad(String reason) {
        return new Refusal(lines.number(), reason);
    }
}
