package org.jinn.structure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One structure with its labels, where it came from, and what else its file said.
 *
 * @param structure the atoms
 * @param labels what was calculated
 * @param origin file and place
 * @param info further key-value facts in the order read (group, settings); carried along by formats
 *     that can hold them
 */
public record Frame(Structure structure, Labels labels, Origin origin, Map<String, String> info) {
    /** Key of {@link #info} that names the group a frame belongs to. */
    public static final String GROUP = "group";

    /** Key of {@link #info} with the weight of a frame in training. */
    public static final String WEIGHT = "weight";

    /** Key of {@link #info} with the time of a frame of a trajectory in femtoseconds. */
    public static final String TIME = "time_fs";

    public Frame {
        info = Collections.unmodifiableMap(new LinkedHashMap<>(info));
        if (labels.hasForces() && labels.forces().length != 3 * structure.size()) {
            throw new IllegalArgumentException(
                    "three force components per atom: atoms="
                            + structure.size()
                            + ", components="
                            + labels.forces().length);
        }
    }

    /** The group this frame belongs to, or {@code otherwise} if its file named none. */
    public String group(String otherwise) {
        return info.getOrDefault(GROUP, otherwise);
    }

    /** This frame with one more fact. */
    public Frame with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(info);
        more.put(key, value);
        return new Frame(structure, labels, origin, more);
    }
}
