package org.jinn.study;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How far g(r) of shorter sets differs from the full set's. */
final class StructureChange {
    private final Changes changes;

    StructureChange(List<SetFindings> sets) {
        SetFindings full = Families.full(sets);
        changes =
                Changes.of(
                        sets,
                        full,
                        full.rdf().keySet(),
                        (s, start) -> Optional.ofNullable(s.rdf().get(start)),
                        (s, g, whole) -> {
                            double difference = g.difference(whole);
                            double limit = Conclusions.SURE * g.noise(whole);
                            // where the noise is not known, NaN, it counts as a change
                            boolean sure = !(difference <= limit);
                            return new Changes.Change(s, difference, sure);
                        });
    }

    String answer() {
        String parts =
                changes.largest().entrySet().stream()
                        .map(
                                e ->
                                        String.format(
                                                Locale.ROOT,
                                                "%s: by at most %.1f %% (%s)",
                                                e.getKey(),
                                                100 * e.getValue().share(),
                                                e.getValue().set().name()))
                        .collect(Collectors.joining("; "));
        return (parts.isEmpty()
                        ? "No g(r) to compare"
                        : "g(r) differs from the full set's, absolute difference over the whole"
                                + " range as a share of its integral, in "
                                + parts)
                + changes.lostAs("did not survive");
    }

    /** Whether it is insensitive, as the study has it; {@code null} if that cannot be told. */
    Boolean agrees() {
        Boolean sensitive = changes.sensitive();
        return sensitive == null ? null : !sensitive;
    }
}
