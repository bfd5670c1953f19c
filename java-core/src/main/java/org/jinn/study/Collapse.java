package org.jinn.study;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which sets are too short. */
final class Collapse {
    /** An error has collapsed if it is this many times the full set's. */
    static final double COLLAPSE = 1.5;

    static final int PAPER = 28;

    private final List<SetFindings> sets;
    private final SetFindings full;

    Collapse(List<SetFindings> sets) {
        this.sets = sets;
        full = Families.full(sets);
    }

    private boolean collapsed(SetFindings s) {
        return ratio(s) > COLLAPSE || !s.force().known();
    }

    private double ratio(SetFindings s) {
        return s.force().mean() / full.force().mean();
    }

    String answer() {
        if (!full.force().known()) {
            return "Not known: the full set, " + full.name() + ", could not be trained.";
        }
        List<SetFindings> fallen =
                sets.stream()
                        .filter(this::collapsed)
                        .sorted(Comparator.comparingInt(SetFindings::length))
                        .toList();
        String answer =
                fallen.isEmpty()
                        ? "no set's is so large; the largest is "
                                + named(
                                        sets.stream()
                                                .max(Comparator.comparingDouble(this::ratio))
                                                .orElseThrow())
                        : fallen.stream().map(this::named).collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT, "Force errors above %.1f times the full set's: %s.", COLLAPSE, answer);
    }

    private String named(SetFindings s) {
        return s.force().known()
                ? String.format(Locale.ROOT, "%s (%.2f times)", s.name(), ratio(s))
                : s.name() + " (could not be trained)";
    }

    /** Of the silicon study's tables; {@code null} if that cannot be told. */
    Boolean agrees() {
        if (!full.force().known()
                || Conclusions.leastPaperLength(sets) >= PAPER - Conclusions.WIDTH) {
            return null;
        }
        return sets.stream()
                .filter(s -> Math.abs(s.paperLength() - PAPER) > Conclusions.WIDTH)
                .allMatch(s -> (s.paperLength() < PAPER) == collapsed(s));
    }
}
