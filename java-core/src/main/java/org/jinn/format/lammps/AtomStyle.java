package org.jinn.format.lammps;

import java.util.Map;
import org.jinn.format.Refusal;

/**
 * Where the lines of a section Atoms have the type and the position; see LAMMPS's manual,
 * "read_data command".
 *
 * @param name of the atom style
 * @param type column of the type, from 0
 * @param x column of x
 * @param width columns of a line without image flags; for styles with more columns of their own, -1
 */
record AtomStyle(String name, int type, int x, int width) {
    /** By name: the columns of the type and of x, and how many columns there are in all. */
    private static final Map<String, AtomStyle> KNOWN =
            Map.ofEntries(
                    style("atomic", 1, 2, 5),
                    style("charge", 1, 3, 6),
                    style("angle", 2, 3, 6),
                    style("bond", 2, 3, 6),
                    style("molecular", 2, 3, 6),
                    style("full", 2, 4, 7),
                    style("dipole", 1, 3, 9),
                    style("dielectric", 1, 3, -1),
                    style("dpd", 1, 3, 6),
                    style("edpd", 1, 4, -1),
                    style("mdpd", 1, 3, 6),
                    style("tdpd", 1, 2, -1),
                    style("electron", 1, 5, 8),
                    style("ellipsoid", 1, 4, 7),
                    style("sphere", 1, 4, 7),
                    style("peri", 1, 4, 7),
                    style("body", 1, 4, 7),
                    style("line", 2, 5, 8),
                    style("tri", 2, 5, 8),
                    style("sph", 1, 5, 8),
                    style("smd", 1, 10, -1),
                    style("spin", 1, 2, -1),
                    style("template", 1, 5, 8),
                    style("amoeba", 2, 4, 7),
                    style("hybrid", 1, 2, -1));

    private static Map.Entry<String, AtomStyle> style(String name, int type, int x, int width) {
        return Map.entry(name, new AtomStyle(name, type, x, width));
    }

    /**
     * The style the title {@code Atoms # full} names; atomic without a comment.
     *
     * @throws Refusal if it is not known
     */
    static AtomStyle of(String title, int line) {
        int comment = title.indexOf('#');
        String name = comment < 0 ? "" : title.substring(comment + 1).strip().split("[\\s/]+")[0];
        AtomStyle style = KNOWN.get(name.isEmpty() ? "atomic" : name);
        if (style == null) {
            throw new Refusal(line, "atom style not known: " + name);
        }
        return comment < 0 ? new AtomStyle("", style.type, style.x, style.width) : style;
    }

    /** Refuses a line that has not the columns of this style. */
    void check(String[] words, int line) {
        boolean fits = width > 0 ? words.length == width : words.length >= x + 3;
        boolean flagged = width > 0 && words.length == width + 3;
        for (int i = width; flagged && i < words.length; i++) {
            flagged = words[i].matches("[-+]?\\d+"); // image flags, not more columns
        }
        if (!fits && !flagged) {
            throw new Refusal(
                    line,
                    name.isEmpty()
                            ? "a line of "
                                    + words.length
                                    + " columns is not of atom style atomic: name the style in the"
                                    + " title, such as 'Atoms # full'"
                            : "a line of "
                                    + words.length
                                    + " columns is not of atom style "
                                    + name);
        }
    }
}
