package org.jinn.potential;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jinn.structure.FormatException;
import org.jinn.structure.Units;

/**
 * The units of n2p2's and RuNNer's files, which carry none: RuNNer's are in bohr and hartree by
 * convention, n2p2 takes any. A comment {@code # Length unit: bohr} and {@code # Energy unit: Ha}
 * at the head of {@code input.nn}, as n2p2's own potentials have it, counts as a statement.
 *
 * @param length the word for the unit of lengths, {@code null} if not stated
 * @param energy the word for the unit of energies, {@code null} if not stated
 */
public record N2p2Units(String length, String energy) {
    /** Nothing stated: the file's comment decides, without one angstrom and eV. */
    public static final N2p2Units UNSTATED = new N2p2Units(null, null);

    /**
     * A cutoff as long as this is unusual in angstrom, and usual in bohr: the default would be a
     * guess.
     */
    private static final double DOUBTFUL = 8;

    private static final Pattern COMMENT =
            Pattern.compile("\\s*[#!]\\s*(length|energy)\\s+units?\\s*:\\s*(\\S+).*");

    private static final String HOW =
            "; state both, by --length-unit bohr|angstrom --energy-unit hartree|eV of 'jinn"
                    + " potential', or by comments '# Length unit: bohr' and '# Energy unit: Ha'"
                    + " at the head of input.nn";

    /**
     * One stated without the other is refused.
     *
     * @throws IllegalArgumentException if a word is no unit known here
     */
    public N2p2Units {
        if (length != null) {
            angstrom(length);
        }
        if (energy != null) {
            electronvolt(energy);
        }
        if ((length == null) != (energy == null)) {
            throw new IllegalArgumentException(
                    "the units of length and energy belong together: length="
                            + length
                            + ", energy="
                            + energy);
        }
    }

    /** One unit of length in angstrom. */
    double inAngstrom() {
        return length == null ? 1 : angstrom(length);
    }

    /** One unit of energy in eV. */
    double inElectronvolt() {
        return energy == null ? 1 : electronvolt(energy);
    }

    private static double angstrom(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "angstrom", "a", "\u00e5" -> 1;
            case "bohr", "a0" -> Units.BOHR;
            default ->
                    throw new IllegalArgumentException(
                            "the unit of length must be bohr or angstrom: unit=" + word);
        };
    }

    private static double electronvolt(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "ev" -> 1;
            case "hartree", "ha" -> Units.HARTREE;
            default ->
                    throw new IllegalArgumentException(
                            "the unit of energy must be hartree or eV: unit=" + word);
        };
    }

    /**
     * The units of a file.
     *
     * @param file its name, for messages
     * @param lines of input.nn
     * @throws FormatException if the comments contradict these units, or themselves
     */
    N2p2Units of(String file, List<String> lines) {
        String[] said = new String[2];
        int[] at = new int[2];
        for (int n = 0; n < lines.size(); n++) {
            Matcher m = COMMENT.matcher(lines.get(n).toLowerCase(Locale.ROOT));
            if (m.matches()) {
                int which = m.group(1).equals("length") ? 0 : 1;
                if (said[which] != null) {
                    throw new FormatException(file, n + 1, "a second unit of " + m.group(1));
                }
                said[which] = m.group(2);
                at[which] = n + 1;
            }
        }
        N2p2Units stated;
        try {
            stated = new N2p2Units(said[0], said[1]);
        } catch (IllegalArgumentException e) {
            throw new FormatException(file, Math.max(at[0], at[1]), e.getMessage());
        }
        boolean both = length != null && stated.length != null;
        if (both
                && (stated.inAngstrom() != inAngstrom()
                        || stated.inElectronvolt() != inElectronvolt())) {
            throw new FormatException(
                    file,
                    at[0],
                    "the file is in "
                            + stated.length
                            + " and "
                            + stated.energy
                            + ", not in "
                            + length
                            + " and "
                            + energy);
        }
        return length != null ? this : stated;
    }

    /**
     * Refuses to guess.
     *
     * @param cutoff the largest one as the file has it
     */
    void check(String file, double cutoff) {
        if (length == null && cutoff >= DOUBTFUL) {
            throw new FormatException(
                    file,
                    0,
                    "the units are not stated, and the cutoff may be meant in bohr: cutoff="
                            + cutoff
                            + HOW);
        }
    }
}
