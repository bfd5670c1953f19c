package org.jinn.format.vasp;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.jinn.format.FormatFacts;
import org.jinn.format.FormatFacts.Holds;
import org.jinn.format.FrameStream;
import org.jinn.format.Lines;
import org.jinn.format.ReadOptions;
import org.jinn.format.StructureFormat;

/**
 * VASP's POSCAR and CONTCAR: one structure. Files of VASP 4, which do not name their species, need
 * {@link ReadOptions#types}, or the symbols in their first line.
 */
public final class PoscarFormat implements StructureFormat {
    private static final String NUMBERS = "(\\s*[-+]?[.\\d]+[-+.\\deE]*){%s}(\\s.*)?";

    @Override
    public FormatFacts facts() {
        return new FormatFacts(
                "poscar",
                "VASP's POSCAR and CONTCAR; one structure",
                List.of("vasp", "poscar"),
                EnumSet.of(Holds.CELL),
                false,
                "https://www.vasp.at/wiki/POSCAR");
    }

    @Override
    public boolean detects(String head) {
        String[] lines = head.split("\n", 10);
        return lines.length > 8
                && (lines[1].matches(NUMBERS.formatted(1)))
                && lines[2].matches(NUMBERS.formatted(3))
                && lines[3].matches(NUMBERS.formatted(3))
                && lines[4].matches(NUMBERS.formatted(3))
                && (names(lines[5]) && counts(lines[6]) && mode(lines[7])
                        || counts(lines[5]) && mode(lines[6]));
    }

    @Override
    public FrameStream read(Lines lines, ReadOptions options) {
        return new PoscarStream(lines, options);
    }

    static boolean names(String line) {
        return words(line, "[A-Z][\\w./-]*");
    }

    static boolean counts(String line) {
        return words(line.replaceFirst("[!#].*", ""), "\\d+");
    }

    /** One word or more, all alike: one pattern for thousands would exhaust the stack. */
    private static boolean words(String line, String pattern) {
        String[] words = Lines.words(line);
        return words.length > 0 && Arrays.stream(words).allMatch(w -> w.matches(pattern));
    }

    /** Selective dynamics, direct or Cartesian coordinates. */
    static boolean mode(String line) {
        return line.matches("\\s*[SsDdCcKk].*");
    }
}
