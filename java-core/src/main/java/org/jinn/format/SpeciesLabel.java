package org.jinn.format;

import java.util.Locale;
import java.util.Optional;
import org.jinn.structure.Element;

/** Atom labels such as {@code Si}, {@code Fe1}, {@code C_h}, {@code O-w}, {@code SI}. */
public final class SpeciesLabel {
    private SpeciesLabel() {}

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
