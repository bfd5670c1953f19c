package org.jinn.descriptor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jinn.descriptor.SymmetryFunction.Angular;
import org.jinn.descriptor.SymmetryFunction.G2;
import org.jinn.descriptor.SymmetryFunction.G4;
import org.jinn.descriptor.SymmetryFunction.G5;
import org.jinn.structure.Element;
import org.jinn.structure.FormatException;
import org.jinn.system.WholeFile;

/**
 * SIMPLE-NN's {@code params_XX}: a line per function, {@code type j k rc eta Rs|zeta lambda}, with
 * type 2, 4 or 5; j and k number the neighbours' elements from 1 (k is 0 for type 2).
 */
public final class ParamsFile {
    private ParamsFile() {}

    /**
     * Reads the functions of one element.
     *
     * @param elements the elements that the numbers in the file count, from 1
     * @throws FormatException if a line is not a function
     */
    public static DescriptorSet read(Path file, List<Element> elements) throws IOException {
        List<SymmetryFunction> functions = new ArrayList<>();
        List<String> lines = WholeFile.lines(file);
        for (int n = 0; n < lines.size(); n++) {
            String text = lines.get(n).replaceFirst("[#!].*", "").trim();
            if (!text.isEmpty()) {
                functions.add(parse(file.toString(), n + 1, text.split("\\s+"), elements));
            }
        }
        if (functions.isEmpty()) {
            throw new FormatException(
                    file.toString(),
                    0,
                    "no symmetry function found, expected lines 'type j k rc eta"
                            + " Rs|zeta lambda'");
        }
        return new DescriptorSet(functions);
    }

    private static SymmetryFunction parse(
            String file, int line, String[] words, List<Element> elements) {
        if (words.length != 7) {
            throw new FormatException(
                    file,
                    line,
                    "expected seven columns 'type j k rc eta Rs|zeta lambda', found "
                            + words.length);
        }
        double[] v = new double[7];
        for (int i = 0; i < 7; i++) {
            try {
                v[i] = Double.parseDouble(words[i]);
            } catch (NumberFormatException e) {
                throw new FormatException(file, line, "not a number: '" + words[i] + "'");
            }
        }
        try {
            return switch (words[0]) {
                case "2" -> new G2(element(elements, words[1]), v[3], v[4], v[5]);
                case "4" ->
                        new G4(
                                element(elements, words[1]),
                                element(elements, words[2]),
                                v[3],
                                v[4],
                                v[5],
                                v[6]);
                case "5" ->
                        new G5(
                                element(elements, words[1]),
                                element(elements, words[2]),
                                v[3],
                                v[4],
                                v[5],
                                v[6]);
                default ->
                        throw new IllegalArgumentException(
                                "the type must be 2, 4 or 5: type=" + words[0]);
            };
        } catch (IllegalArgumentException e) {
            throw new FormatException(file, line, e.getMessage());
        }
    }

    private static Element element(List<Element> elements, String word) {
        for (int i = 1; i <= elements.size(); i++) {
            if (word.equals(Integer.toString(i))) {
                return elements.get(i - 1);
            }
        }
        throw new IllegalArgumentException(
                "elements are numbered from 1 to " + elements.size() + ": number=" + word);
    }

    /** Writes the functions of one element; {@link #read} gives them back exactly. */
    public static void write(Path file, DescriptorSet set, List<Element> elements)
            throws IOException {
        WholeFile.write(file, text(set, elements));
    }

    /** The text that {@link #write} writes. */
    public static String text(DescriptorSet set, List<Element> elements) {
        StringBuilder out = new StringBuilder();
        for (SymmetryFunction f : set.functions()) {
            if (f instanceof G2 g) {
                int j = elements.indexOf(g.neighbor()) + 1;
                line(out, 2, j, 0, g.cutoff(), g.eta(), g.shift(), 0);
            } else if (f instanceof Angular g) {
                int type = f instanceof G4 ? 4 : 5;
                int j = elements.indexOf(g.neighbor1()) + 1;
                int k = elements.indexOf(g.neighbor2()) + 1;
                line(out, type, j, k, g.cutoff(), g.eta(), g.zeta(), g.lambda());
            }
        }
        return out.toString();
    }

    private static void line(
            StringBuilder out, int type, int j, int k, double rc, double eta, double z, double l) {
        out.append(type).append(' ').append(j).append(' ').append(k);
        for (double v : new double[] {rc, eta, z, l}) {
            out.append(' ').append(v);
        }
        out.append('\n');
    }
}
