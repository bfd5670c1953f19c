package org.jinn.format;

import java.util.List;
import java.util.Set;

/**
 * A format in words and data. JINN reads it.
 *
 * @param name what the user calls it, such as {@code extxyz}
 * @param description one line
 * @param extensions usual endings of file names without the dot; used to choose a format to write
 * @param holds what a file of the format can hold
 * @param canWrite whether JINN writes it
 * @param reference where the format is described
 */
public record FormatFacts(
        String name,
        String description,
        List<String> extensions,
        Set<Holds> holds,
        boolean canWrite,
        String reference) {

    /** What a file can hold beyond species and positions. */
    public enum Holds {
        CELL,
        ENERGY,
        FORCES,
        STRESS,
        SEVERAL_FRAMES,
        INFO
    }

    public FormatFacts {
        extensions = List.copyOf(extensions);
        holds = Set.copyOf(holds);
    }
}
