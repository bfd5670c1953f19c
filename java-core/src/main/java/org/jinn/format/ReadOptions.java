package org.jinn.format;

import java.util.List;
import org.jinn.structure.Element;

/**
 * How to read.
 *
 * @param allowMissingForces whether a calculation without forces is accepted, with its energy only;
 *     otherwise it is refused. Formats that merely hold structures give what they hold either way
 * @param types the elements of the numbered atom types 1, 2, ... of files that do not name theirs
 *     (a mass is a name); empty if not known
 * @param units units of files that do not say theirs, {@code bohr,hartree} or {@code angstrom,eV};
 *     empty for the format's custom
 */
public record ReadOptions(boolean allowMissingForces, List<Element> types, String units) {
    /** Forces must be there; atom types unknown. */
    public static final ReadOptions DEFAULT = new ReadOptions(false, List.of());

    /** The same without units. */
    public ReadOptions(boolean allowMissingForces, List<Element> types) {
        this(allowMissingForces, types, "");
    }

    /**
     * Checks the units.
     *
     * @throws IllegalArgumentException if they are others than those two
     */
    public ReadOptions {
        if (!List.of("", "bohr,hartree", "angstrom,eV").contains(units)) {
            throw new IllegalArgumentException(
                    "units must be bohr,hartree or angstrom,eV: units=" + units);
        }
        types = List.copyOf(types);
    }
}
