package org.jinn.format;

import java.util.Locale;
import java.util.Optional;
import org.jinn.structure.Element;

/** Atom labels such as {@code Si}, {@code Fe1}, {@code C_h}, {@code O-w}, {@code SI}. */
public final class SpeciesLabel {
    private SpeciesLabel() {}

    /** A mass in a file and that of the same element, as a share. */
    private static final double MASSES = 0.02;

    /**
     * The same where the mass is known too: if that is the first letter's element's, and not that
     * of the first two's, the label is a letter and more, such as {@code Ho} for a hydrogen of
     * water.
     *
     * @param mass in u; NaN if not known
     */
    public static Optional<Element> element(String label, double mass) {
        Optional<Element> first =
                label.isEmpty()
                        ? Optional.empty()
                        : Element.find(label.substring(0, 1).toUpperCase(Locale.ROOT));
        Optional<Element> usual = element(label);
        boolean other = usual.filter(e -> has(e, mass)).isEmpty();
        return other && first.filter(e -> has(e, mass)).isPresent() ? first : usual;
    }

    private static boolean has(Element element, double mass) {
        return Math.abs(mass / element.mass() - 1) < MASSES;
    }

    /**
     * The element a label means: its first two letters if they spell one, whatever their case,
     * otherwise its first letter (as pw.x's manual has it: a symbol, then perhaps a digit, a
     * letter, an underscore or a hyphen). Empty if neither does.
     */
    public static Optional<Element> element(String label) {
        int letters = 0;
        while (letters < label.length()
                && letters < 2
                && Character.isLetter(label.charAt(letters))) {
            letters++;
        }
        for (int length = letters; length > 0; length--) {
            String symbol =
                    label.substring(0, 1).toUpperCase(Locale.ROOT)
                            + label.substring(1, length).toLowerCase(Locale.ROOT);
            Optional<Element> found = Element.find(symbol);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
