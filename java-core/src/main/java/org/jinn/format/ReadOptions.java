package org.jinn.format;

import java.util.List;
import org.jinn.structure.Element;

/**
 * How to read.
 *
 * @param allowMissingForces whether a calculation without forces is accepted, with its energy only;
 *     otherwise it is refused. Formats that merely hold structures give what they hold either way
 * @param types the elements of the numbered atom types 1, 2, ... for formats without element names;
 *     empty if not known
 */
public record ReadOptions(boolean allowMissingForces, List<Element> types) {
    /** Forces must be there; atom types unknown. */
    public static final ReadOptions DEFAULT = new ReadOptions(false, List.of());

    public ReadOptions {
        types = List.copyOf(types);
    }
}
