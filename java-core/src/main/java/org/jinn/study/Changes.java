package org.jinn.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * How a property of each set differs from the full set's.
 *
 * @param byName the changes of the other sets, by the name of the property, such as that of a
 *     structure; only of those where the full set has it
 * @param lost names of sets that lack what the full one has: LAMMPS lost their atoms, or nothing
 *     could be fitted
 */
record Changes(Map<String, List<Change>> byName, List<String> lost) {
    /** A property is sensitive to the descriptor if it changes by more than this share. */
    static final double SENSITIVE = 0.1;

    /**
     * A change.
     *
     * @param share of the full set's value
     * @param sure whether it is more than twice its error, so far as that is known
     */
    record Change(SetFindings set, double share, boolean sure) {}

    /** The change of a set, from its value and the full set's. */
    @FunctionalInterface
    interface Difference<T> {
        Change of(SetFindings set, T value, T full);
    }

    static <T> Changes of(
            List<SetFindings> sets,
            SetFindings full,
            Collection<String> names,
            BiFunction<SetFindings, String, Optional<T>> property,
            Difference<T> difference) {
        Map<String, List<Change>> byName = new LinkedHashMap<>();
        List<String> lost = new ArrayList<>();
        for (String name : names) {
            Optional<T> reference = property.apply(full, name);
            if (reference.isEmpty()) {
                continue;
            }
            for (SetFindings set : sets) {
                Optional<T> value = property.apply(set, name);
                if (value.isEmpty() && !lost.contains(set.name())) {
                    lost.add(set.name());
                } else if (value.isPresent() && set != full) {
                    byName.computeIfAbsent(name, n -> new ArrayList<>())
                            .add(difference.of(set, value.get(), reference.get()));
                }
            }
        }
        return new Changes(byName, lost);
    }

    /** The largest change of each property. */
    Map<String, Change> largest() {
        Map<String, Change> out = new LinkedHashMap<>();
        byName.forEach(
                (name, all) ->
                        out.put(
                                name,
                                all.stream()
                                        .max(Comparator.comparingDouble(Change::share))
                                        .orElseThrow()));
        return out;
    }

    /**
     * Whether the property hangs on the descriptor: a set lost it, or surely changed it by more
     * than {@link #SENSITIVE}; {@code null} if that cannot be told.
     */
    Boolean sensitive() {
        List<Change> large =
                byName.values().stream()
                        .flatMap(List::stream)
                        .filter(c -> c.share > SENSITIVE)
                        .toList();
        if (!lost.isEmpty() || large.stream().anyMatch(Change::sure)) {
            return true;
        }
        return byName.isEmpty() || !large.isEmpty() ? null : (Boolean) false;
    }

    /** The end of a sentence: who lost it. */
    String lostAs(String what) {
        return lost.isEmpty() ? "." : "; " + what + ": " + String.join(", ", lost) + ".";
    }
}
