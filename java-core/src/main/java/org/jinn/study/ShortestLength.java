package org.jinn.study;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Down to which length a set of functions loses nothing. */
final class ShortestLength {
    /** An error is no loss if it is within this share of the full set's, or its deviation. */
    static final double TOLERANCE = 0.1;

    static final int PAPER = 50;

    private final List<SetFindings> sets;
    private final SetFindings full;

    ShortestLength(List<SetFindings> sets) {
        this.sets = sets;
        full = Families.full(sets);
    }

    String answer() {
        if (!full.energy().known() || !full.force().known()) {
            return "Not known: the full set, " + full.name() + ", could not be trained.";
        }
        return String.format(
                Locale.ROOT,
                "Errors of energy and force stay within %.0f %%, or one standard deviation, of the"
                        + " full set's (%s, %d functions: %s, %s) down to %s%s.",
                100 * TOLERANCE,
                full.name(),
                full.length(),
                full.energy().text("%.2f") + " meV/atom",
                full.force().text("%.4f") + " eV/\u00c5",
                shortestByFamily(0).entrySet().stream()
                        .map(e -> e.getKey() + ": " + shortest(e.getKey(), e.getValue()))
                        .collect(Collectors.joining("; ")),
                doubtful());
    }

    /** The sets of which twice their error, either way, decides. */
    private String doubtful() {
        String names =
                sets.stream()
                        .filter(
                                s ->
                                        s != full
                                                && without(s, Conclusions.SURE)
                                                        != without(s, -Conclusions.SURE))
                        .map(SetFindings::name)
                        .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "; within twice their error of that limit: " + names;
    }

    private String shortest(String family, SetFindings s) {
        return s == full && !s.family().equals(family)
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "%d functions (%s meV/atom, %s eV/\u00c5)",
                        s.length(),
                        s.energy().text("%.2f"),
                        s.force().text("%.4f"));
    }

    /** Of the silicon study's tables; {@code null} if that cannot be told. */
    Boolean agrees() {
        // there must be sets on either side to tell
        boolean telling =
                full.force().known()
                        && full.paperLength() > PAPER + Conclusions.WIDTH
                        && Conclusions.leastPaperLength(sets) < PAPER - Conclusions.WIDTH;
        boolean agrees = agrees(0);
        boolean sure = agrees(Conclusions.SURE) == agrees && agrees(-Conclusions.SURE) == agrees;
        return telling && sure ? agrees : null;
    }

    private boolean agrees(double lenience) {
        int least =
                shortestByFamily(lenience).values().stream()
                        .mapToInt(SetFindings::paperLength)
                        .min()
                        .orElseThrow();
        return Math.abs(least - PAPER) <= Conclusions.WIDTH;
    }

    /**
     * The shortest sets that lose nothing, one a family; the full one where none does.
     *
     * @param lenience how many standard errors a set may lose beside what is allowed
     */
    private Map<String, SetFindings> shortestByFamily(double lenience) {
        Map<String, SetFindings> out = new TreeMap<>();
        Families.of(sets)
                .forEach(
                        (family, members) -> {
                            SetFindings best = full;
                            for (int n = members.size() - 1; n >= 0; n--) {
                                if (!without(members.get(n), lenience)) {
                                    break;
                                }
                                best = members.get(n);
                            }
                            out.put(family, best);
                        });
        return out;
    }

    private boolean without(SetFindings s, double lenience) {
        return near(s.energy(), full.energy(), lenience) && near(s.force(), full.force(), lenience);
    }

    private static boolean near(Spread s, Spread full, double lenience) {
        double allowed =
                Math.max(
                        TOLERANCE * full.mean(),
                        Double.isNaN(full.deviation()) ? 0 : full.deviation());
        double error = Math.hypot(s.error(), full.error());
        return s.mean() <= full.mean() + allowed + lenience * error;
    }
}
