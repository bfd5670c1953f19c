package org.jinn.potential;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jinn.descriptor.SymmetryFunction;
import org.jinn.descriptor.SymmetryFunction.Angular;
import org.jinn.descriptor.SymmetryFunction.G2;
import org.jinn.descriptor.SymmetryFunction.G4;
import org.jinn.descriptor.SymmetryFunction.G5;
import org.jinn.structure.Element;

/**
 * Symmetry functions as lines {@code symfunction_short}, and the order in which n2p2 numbers them.
 *
 * <pre>
 * centre 2 neighbour eta Rs rc                             G2
 * centre 3 neighbour neighbour eta lambda zeta rc [Rs]     G4, "narrow"
 * centre 9 neighbour neighbour eta lambda zeta rc [Rs]     G5, "wide"
 * </pre>
 */
final class N2p2Functions {
    /**
     * What n2p2 compares, one after the other, before it numbers the functions of an element: type,
     * rc, eta, Rs, zeta, lambda, then the neighbours by atomic number, the lighter one first. Lines
     * of scaling.data and inputs of the networks follow this order, not that of input.nn.
     */
    static final Comparator<SymmetryFunction> ORDER =
            Comparator.comparingInt(N2p2Functions::type)
                    .thenComparingDouble(SymmetryFunction::cutoff)
                    .thenComparingDouble(f -> f.eta() + 0.0) // a zero has one sign
                    .thenComparingDouble(f -> f instanceof G2 g ? g.shift() + 0.0 : 0)
                    .thenComparingDouble(f -> f instanceof Angular a ? a.zeta() : 0)
                    .thenComparingDouble(f -> f instanceof Angular a ? a.lambda() + 0.0 : 0)
                    .thenComparingInt(f -> lighter(f).number())
                    .thenComparingInt(f -> heavier(f).number());

    private static final Map<String, String> OTHER_TYPES =
            Map.ofEntries(
                    Map.entry("12", "weighted radial"),
                    Map.entry("13", "weighted narrow angular"),
                    Map.entry("20", "radial with compact support"),
                    Map.entry("21", "narrow angular with compact support"),
                    Map.entry("22", "wide angular with compact support"),
                    Map.entry("23", "weighted radial with compact support"),
                    Map.entry("24", "weighted narrow angular with compact support"),
                    Map.entry("25", "weighted wide angular with compact support"));

    private N2p2Functions() {}

    private static int type(SymmetryFunction f) {
        return f instanceof G2 ? 2 : f instanceof G4 ? 3 : 9;
    }

    private static Element lighter(SymmetryFunction f) {
        return f instanceof Angular a && a.neighbor1().compareTo(a.neighbor2()) > 0
                ? a.neighbor2()
                : first(f);
    }

    private static Element heavier(SymmetryFunction f) {
        return f instanceof Angular a && a.neighbor1().compareTo(a.neighbor2()) <= 0
                ? a.neighbor2()
                : first(f);
    }

    private static Element first(SymmetryFunction f) {
        return f instanceof Angular a ? a.neighbor1() : ((G2) f).neighbor();
    }

    /**
     * The function of a line; its centre is the caller's.
     *
     * @param in at that line
     * @param w its words, keyword and centre first
     * @param length the file's unit of length in angstrom
     */
    static SymmetryFunction read(LineReader in, String[] w, List<Element> elements, double length) {
        try {
            if (w.length > 2 && w[2].equals("2")) {
                in.count(w, 7, w[0] + " centre 2 neighbour eta Rs rc");
                return new G2(
                        known(in, elements, w[3]),
                        in.number(w[6]) * length,
                        in.number(w[4]) / (length * length),
                        in.number(w[5]) * length);
            }
            if (w.length > 2 && (w[2].equals("3") || w[2].equals("9"))) {
                return angular(in, w, elements, length);
            }
        } catch (IllegalArgumentException e) {
            throw in.fault(e.getMessage());
        }
        String type = w.length > 2 ? w[2] : "none";
        String meaning = OTHER_TYPES.containsKey(type) ? " (" + OTHER_TYPES.get(type) + ")" : "";
        throw in.fault(
                "JINN has no symmetry function of type "
                        + LineReader.shortened(type)
                        + meaning
                        + ", only 2, 3 and 9");
    }

    private static SymmetryFunction angular(
            LineReader in, String[] w, List<Element> elements, double length) {
        if (w.length != 9 && w.length != 10) {
            throw in.fault(
                    "expected '"
                            + w[0]
                            + " centre "
                            + w[2]
                            + " neighbour neighbour eta lambda zeta rc', found "
                            + w.length
                            + " words");
        }
        if (w.length == 10 && in.number(w[9]) != 0) {
            throw in.fault("JINN has no angular functions with a shift: Rs=" + w[9]);
        }
        Element a = known(in, elements, w[3]);
        Element b = known(in, elements, w[4]);
        double eta = in.number(w[5]) / (length * length);
        double lambda = in.number(w[6]);
        double zeta = in.number(w[7]);
        double rc = in.number(w[8]) * length;
        return w[2].equals("3")
                ? new G4(a, b, rc, eta, zeta, lambda)
                : new G5(a, b, rc, eta, zeta, lambda);
    }

    static Element known(LineReader in, List<Element> elements, String symbol) {
        Element element = in.element(symbol);
        if (!elements.contains(element)) {
            throw in.fault("element " + symbol + " is not among 'elements'");
        }
        return element;
    }

    /** The line of a function around {@code centre}. */
    static String line(Element centre, SymmetryFunction f) {
        StringBuilder out = new StringBuilder("symfunction_short ");
        out.append(centre.symbol()).append(' ').append(type(f));
        out.append(' ').append(lighter(f).symbol());
        if (f instanceof G2 g) {
            out.append(' ').append(g.eta()).append(' ').append(g.shift());
        } else if (f instanceof Angular a) {
            out.append(' ').append(heavier(f).symbol()).append(' ').append(a.eta());
            out.append(' ').append(a.lambda()).append(' ').append(a.zeta());
        }
        return out.append(' ').append(f.cutoff()).append('\n').toString();
    }
}
