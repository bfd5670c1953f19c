package org.jinn.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The questions of the silicon study, answered by what was found: each a sentence with numbers,
 * what the study says, and whether both agree. The sentences are of all sets. What the study says
 * is of its own tables: where any of them are among the sets, only those are judged.
 */
final class Conclusions {
    /** An error is no loss if it is within this share of the full set's, or its deviation. */
    static final double TOLERANCE = 0.1;

    /** An error has collapsed if it is this many times the full set's. */
    static final double COLLAPSE = 1.5;

    /** A property is sensitive to the descriptor if it changes by more than this share. */
    static final double SENSITIVE = 0.1;

    /** Standard errors within which a difference may be noise. */
    private static final double SURE = 2;

    private static final int PAPER_SHORTEST = 50;
    private static final int PAPER_COLLAPSE = 28;

    /** What "about" leaves open: half the distance of the study's lengths. */
    private static final int WIDTH = 6;

    private static final String COLD = "without temperature";

    /**
     * An answer.
     *
     * @param agrees with the study; {@code null} if that cannot be told
     */
    record Conclusion(String question, String answer, String paper, Boolean agrees) {}

    private final List<SetFindings> sets;
    private final SetFindings full;

    /** Of at least one set; the longest is the one that others are compared with. */
    Conclusions(List<SetFindings> sets) {
        this.sets = sets;
        full = Families.full(sets);
    }

    List<Conclusion> all() {
        List<SetFindings> tables = sets.stream().filter(s -> s.paper() != null).toList();
        Conclusions judged = tables.isEmpty() ? this : new Conclusions(tables);
        return List.of(
                new Conclusion(
                        "Shortest length without loss",
                        shortest(),
                        "about " + PAPER_SHORTEST,
                        tables.isEmpty() ? null : judged.shortestAgrees()),
                new Conclusion(
                        "Where it collapses",
                        collapse(),
                        "below about " + PAPER_COLLAPSE,
                        tables.isEmpty() ? null : judged.collapseAgrees()),
                new Conclusion(
                        "Radial against angular functions",
                        judged.angular(),
                        "angular ones are worth more",
                        judged.angularAgrees()),
                new Conclusion(
                        "Structure", structure(), "g(r) insensitive", judged.structureAgrees()),
                new Conclusion(
                        "Mechanics",
                        mechanics(),
                        "bulk modulus sensitive",
                        judged.mechanicsAgrees()));
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

    private String shortest() {
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
                        .filter(s -> s != full && without(s, SURE) != without(s, -SURE))
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

    private Boolean shortestAgrees() {
        // there must be sets on either side to tell
        boolean telling =
                full.force().known()
                        && paperLength(full) > PAPER_SHORTEST + WIDTH
                        && leastPaperLength() < PAPER_SHORTEST - WIDTH;
        boolean agrees = shortestAgrees(0);
        boolean sure = shortestAgrees(SURE) == agrees && shortestAgrees(-SURE) == agrees;
        return telling && sure ? agrees : null;
    }

    private boolean shortestAgrees(double lenience) {
        int least =
                shortestByFamily(lenience).values().stream()
                        .mapToInt(Conclusions::paperLength)
                        .min()
                        .orElseThrow();
        return Math.abs(least - PAPER_SHORTEST) <= WIDTH;
    }

    /** As the study counts, which knows one element: with more, a set has more functions. */
    private static int paperLength(SetFindings s) {
        return s.paper().length();
    }

    private int leastPaperLength() {
        return sets.stream().mapToInt(Conclusions::paperLength).min().orElseThrow();
    }

    private boolean collapsed(SetFindings s) {
        return ratio(s) > COLLAPSE || !s.force().known();
    }

    private double ratio(SetFindings s) {
        return s.force().mean() / full.force().mean();
    }

    private String collapse() {
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

    private Boolean collapseAgrees() {
        if (!full.force().known() || leastPaperLength() >= PAPER_COLLAPSE - WIDTH) {
            return null;
        }
        return sets.stream()
                .filter(s -> Math.abs(paperLength(s) - PAPER_COLLAPSE) > WIDTH)
                .allMatch(s -> (paperLength(s) < PAPER_COLLAPSE) == collapsed(s));
    }

    /** Two sets of equal length, that with most angular functions and that with fewest. */
    private record Match(SetFindings many, SetFindings few) {
        private boolean won() {
            return many.force().mean() < few.force().mean();
        }
    }

    private List<Match> matches() {
        Map<Integer, List<SetFindings>> byLength = new TreeMap<>();
        sets.stream()
                .filter(s -> s.force().known())
                .forEach(s -> byLength.computeIfAbsent(s.length(), n -> new ArrayList<>()).add(s));
        Comparator<SetFindings> angular = Comparator.comparingInt(SetFindings::angular);
        return byLength.values().stream()
                .map(s -> new Match(s.stream().max(angular).get(), s.stream().min(angular).get()))
                .filter(m -> m.many.angular() > m.few.angular())
                .toList();
    }

    private String angular() {
        List<Match> matches = matches();
        if (matches.isEmpty()) {
            return "No two sets of equal length differ in it.";
        }
        return String.format(
                Locale.ROOT,
                "The set with more angular functions is better at %d of %d lengths (%s).",
                matches.stream().filter(Match::won).count(),
                matches.size(),
                matches.stream()
                        .map(
                                m ->
                                        String.format(
                                                Locale.ROOT,
                                                "%d functions: %.4f eV/\u00c5 with %d angular,"
                                                        + " %.4f with %d",
                                                m.many.length(),
                                                m.many.force().mean(),
                                                m.many.angular(),
                                                m.few.force().mean(),
                                                m.few.angular()))
                        .collect(Collectors.joining("; ")));
    }

    private Boolean angularAgrees() {
        long all = matches().size();
        long won = matches().stream().filter(Match::won).count();
        return 2 * won == all ? null : 2 * won > all; // none at all is a draw too
    }

    private Changes structures() {
        return Changes.of(
                sets,
                full,
                full.rdf().keySet(),
                (s, start) -> Optional.ofNullable(s.rdf().get(start)),
                (s, g, whole) -> {
                    double difference = g.difference(whole);
                    boolean noise = difference <= SURE * g.noise(whole); // false if not known
                    return new Changes.Change(s, difference, !noise);
                });
    }

    private String structure() {
        Changes changes = structures();
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
                + lost("did not survive", changes);
    }

    private static String lost(String what, Changes changes) {
        return changes.lost().isEmpty()
                ? "."
                : "; " + what + ": " + String.join(", ", changes.lost()) + ".";
    }

    private Boolean structureAgrees() {
        Boolean sensitive = sensitive(structures());
        return sensitive == null ? null : !sensitive;
    }

    /** Whether a property changes; {@code null} if that cannot be told. */
    private static Boolean sensitive(Changes changes) {
        boolean sensitive = changes.above(SENSITIVE);
        boolean open = changes.none() || !sensitive && changes.perhapsAbove(SENSITIVE);
        return open ? null : (Boolean) sensitive;
    }

    private Changes moduli() {
        List<String> names = new ArrayList<>(full.moduli().keySet());
        names.add(COLD);
        return Changes.of(
                sets,
                full,
                names,
                (s, name) -> Optional.of(modulus(s, name)).filter(Spread::known),
                Conclusions::change);
    }

    private static Spread modulus(SetFindings s, String name) {
        return name.equals(COLD) ? s.coldModulus() : s.moduli().get(name).shown();
    }

    private static Changes.Change change(SetFindings s, Spread value, Spread whole) {
        double difference = Math.abs(value.mean() - whole.mean());
        double error = Math.hypot(value.deviation(), whole.deviation());
        return new Changes.Change(s, difference / whole.mean(), !(difference <= SURE * error));
    }

    private String mechanics() {
        Changes changes = moduli();
        String parts =
                changes.largest().entrySet().stream()
                        .map(e -> mechanics(e.getKey(), e.getValue()))
                        .collect(Collectors.joining("; "));
        return (parts.isEmpty()
                        ? "No bulk modulus to compare"
                        : "The bulk modulus differs from the full set's, " + parts)
                + lost("has none", changes);
    }

    private String mechanics(String name, Changes.Change change) {
        return String.format(
                Locale.ROOT,
                "%s: by at most %.0f %% (%s: %s against %s GPa)",
                name,
                100 * change.share(),
                change.set().name(),
                modulus(change.set(), name).text("%.1f"),
                modulus(full, name).text("%.1f"));
    }

    private Boolean mechanicsAgrees() {
        return sensitive(moduli());
    }
}
