package org.jinn.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jinn.analysis.RadialDistribution;

/**
 * The questions of the silicon study, answered by what was found: each a sentence with numbers,
 * what the study says, and whether both agree.
 */
final class Conclusions {
    /** An error is no loss if it is within this share of the full set's, or its deviation. */
    static final double TOLERANCE = 0.1;

    /** An error has collapsed if it is this many times the full set's. */
    static final double COLLAPSE = 1.5;

    /** A property is sensitive to the descriptor if it changes by more than this share. */
    static final double SENSITIVE = 0.1;

    private static final int PAPER_SHORTEST = 50;
    private static final int PAPER_COLLAPSE = 28;

    /** What "about" leaves open: half the distance of the study's lengths. */
    private static final int WIDTH = 6;

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
        full = full(sets);
    }

    /** The longest set. */
    static SetFindings full(List<SetFindings> sets) {
        return sets.stream().max(Comparator.comparingInt(SetFindings::length)).orElseThrow();
    }

    /**
     * The sets of each family from short to long; where none is as long as the full one, that is
     * what they shorten, and ends them.
     */
    static Map<String, List<SetFindings>> families(List<SetFindings> sets) {
        SetFindings full = full(sets);
        Map<String, List<SetFindings>> out = new TreeMap<>();
        for (SetFindings s : sets) {
            out.computeIfAbsent(s.family(), f -> new ArrayList<>()).add(s);
        }
        if (out.size() > 1 && out.get(full.family()).size() == 1) {
            out.remove(full.family()); // it ends all others
        }
        out.values()
                .forEach(
                        family -> {
                            if (family.stream().noneMatch(s -> s.length() == full.length())) {
                                family.add(full);
                            }
                            family.sort(Comparator.comparingInt(SetFindings::length));
                        });
        return out;
    }

    List<Conclusion> all() {
        List<Conclusion> out = new ArrayList<>();
        out.add(shortest());
        out.add(collapse());
        out.add(angular());
        out.add(structure());
        out.add(mechanics());
        return out;
    }

    /** The shortest sets that lose nothing, one a family; the full one where none does. */
    Map<String, SetFindings> shortestByFamily() {
        Map<String, SetFindings> out = new TreeMap<>();
        families(sets)
                .forEach(
                        (family, members) -> {
                            SetFindings best = full;
                            for (int n = members.size() - 1; n >= 0; n--) {
                                if (!without(members.get(n))) {
                                    break;
                                }
                                best = members.get(n);
                            }
                            out.put(family, best);
                        });
        return out;
    }

    private boolean without(SetFindings s) {
        return near(s.energy(), full.energy()) && near(s.force(), full.force());
    }

    private static boolean near(Spread s, Spread full) {
        double allowed =
                Math.max(
                        TOLERANCE * full.mean(),
                        Double.isNaN(full.deviation()) ? 0 : full.deviation());
        return s.mean() <= full.mean() + allowed;
    }

    private Conclusion shortest() {
        Map<String, SetFindings> best = shortestByFamily();
        String answer =
                best.entrySet().stream()
                        .map(e -> e.getKey() + ": " + shortest(e.getKey(), e.getValue()))
                        .collect(Collectors.joining("; "));
        int least = best.values().stream().mapToInt(SetFindings::length).min().orElseThrow();
        // there must be sets on either side to tell
        boolean telling =
                full.force().known()
                        && full.length() > PAPER_SHORTEST + WIDTH
                        && least(sets) < PAPER_SHORTEST - WIDTH;
        return new Conclusion(
                "Shortest length without loss",
                String.format(
                        Locale.ROOT,
                        "Errors of energy and force stay within %.0f %%, or one standard deviation,"
                                + " of the full set's (%d functions: %s, %s) down to %s.",
                        100 * TOLERANCE,
                        full.length(),
                        full.energy().text("%.2f") + " meV/atom",
                        full.force().text("%.4f") + " eV/\u00c5",
                        answer),
                "about " + PAPER_SHORTEST,
                telling ? Math.abs(least - PAPER_SHORTEST) <= WIDTH : null);
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

    private Conclusion collapse() {
        List<SetFindings> fallen =
                sets.stream()
                        .filter(s -> ratio(s) > COLLAPSE || !s.force().known())
                        .sorted(Comparator.comparingInt(SetFindings::length))
                        .toList();
        String answer =
                fallen.isEmpty()
                        ? "no set's is so large; the largest is "
                                + sets.stream()
                                        .max(Comparator.comparingDouble(this::ratio))
                                        .map(this::named)
                                        .orElseThrow()
                        : fallen.stream().map(this::named).collect(Collectors.joining(", "));
        boolean as =
                sets.stream()
                        .filter(s -> Math.abs(s.length() - PAPER_COLLAPSE) > WIDTH)
                        .allMatch(s -> (s.length() < PAPER_COLLAPSE) == fallen.contains(s));
        return new Conclusion(
                "Where it collapses",
                String.format(
                        Locale.ROOT,
                        "Force errors above %.1f times the full set's: %s.",
                        COLLAPSE,
                        answer),
                "below about " + PAPER_COLLAPSE,
                full.force().known() && least(sets) < PAPER_COLLAPSE - WIDTH ? as : null);
    }

    private static int least(List<SetFindings> sets) {
        return sets.stream().mapToInt(SetFindings::length).min().orElseThrow();
    }

    private String named(SetFindings s) {
        return String.format(Locale.ROOT, "%s (%.2f times)", s.name(), ratio(s));
    }

    private double ratio(SetFindings s) {
        return s.force().mean() / full.force().mean();
    }

    private Conclusion angular() {
        Map<Integer, List<SetFindings>> byLength = new TreeMap<>();
        sets.stream()
                .filter(s -> s.force().known())
                .forEach(s -> byLength.computeIfAbsent(s.length(), n -> new ArrayList<>()).add(s));
        int better = 0;
        List<String> parts = new ArrayList<>();
        for (List<SetFindings> equal : byLength.values()) {
            equal.sort(Comparator.comparingInt(SetFindings::angular));
            SetFindings few = equal.get(0);
            SetFindings many = equal.get(equal.size() - 1);
            if (few.angular() == many.angular()) {
                continue;
            }
            better += many.force().mean() < few.force().mean() ? 1 : 0;
            parts.add(
                    String.format(
                            Locale.ROOT,
                            "%d functions: %.4f eV/\u00c5 with %d angular, %.4f with %d",
                            few.length(),
                            many.force().mean(),
                            many.angular(),
                            few.force().mean(),
                            few.angular()));
        }
        return new Conclusion(
                "Radial against angular functions",
                parts.isEmpty()
                        ? "No two sets of equal length differ in it."
                        : String.format(
                                "The set with more angular functions is better at %d of %d lengths"
                                        + " (%s).",
                                better, parts.size(), String.join("; ", parts)),
                "angular ones are worth more",
                parts.isEmpty() ? null : 2 * better > parts.size());
    }

    private Conclusion structure() {
        List<String> parts = new ArrayList<>();
        double most = Double.NaN;
        for (String start : full.rdf().keySet()) {
            SetFindings far = farthest(s -> change(s, start));
            if (far != null) {
                double change = change(far, start);
                most = Double.isNaN(most) ? change : Math.max(most, change);
                parts.add(
                        String.format(
                                Locale.ROOT,
                                "%s: by at most %.1f %% (%s)",
                                start,
                                100 * change,
                                far.name()));
            }
        }
        return new Conclusion(
                "Structure",
                parts.isEmpty()
                        ? "No g(r) to compare."
                        : "g(r) differs from the full set's, absolute difference over the whole"
                                + " range as a share of its integral, in "
                                + String.join("; ", parts)
                                + lost(),
                "g(r) insensitive",
                parts.isEmpty() ? null : most < SENSITIVE);
    }

    private String lost() {
        List<String> names =
                sets.stream()
                        .filter(s -> s.rdf().size() < full.rdf().size())
                        .map(SetFindings::name)
                        .toList();
        return names.isEmpty() ? "." : "; did not survive: " + String.join(", ", names) + ".";
    }

    /** The integral of the difference of g(r) over the integral of the full set's; NaN if none. */
    private double change(SetFindings s, String start) {
        RadialDistribution a = s.rdf().get(start);
        RadialDistribution b = full.rdf().get(start);
        if (a == null || b == null || a.g().length != b.g().length) {
            return Double.NaN;
        }
        double difference = 0;
        double all = 0;
        for (int i = 0; i < a.g().length; i++) {
            difference += Math.abs(a.g()[i] - b.g()[i]);
            all += b.g()[i];
        }
        return difference / all;
    }

    private Conclusion mechanics() {
        List<String> parts = new ArrayList<>();
        double most = Double.NaN;
        for (String start : full.modulus().keySet()) {
            most = add(parts, start, s -> s.modulus().get(start).mean(), most);
        }
        most = add(parts, "without temperature", s -> s.coldModulus().mean(), most);
        return new Conclusion(
                "Mechanics",
                parts.isEmpty()
                        ? "No bulk modulus to compare."
                        : "The bulk modulus differs from the full set's, "
                                + String.join("; ", parts)
                                + ".",
                "bulk modulus sensitive",
                parts.isEmpty() ? null : most > SENSITIVE);
    }

    private double add(
            List<String> parts, String where, ToDoubleFunction<SetFindings> value, double most) {
        double b = value.applyAsDouble(full);
        ToDoubleFunction<SetFindings> change = s -> Math.abs(value.applyAsDouble(s) / b - 1);
        SetFindings far = farthest(change);
        if (far == null) {
            return most;
        }
        double c = change.applyAsDouble(far);
        parts.add(
                String.format(
                        Locale.ROOT,
                        "%s: by at most %.0f %% (%s: %.1f against %.1f GPa)",
                        where,
                        100 * c,
                        far.name(),
                        value.applyAsDouble(far),
                        b));
        return Double.isNaN(most) ? c : Math.max(most, c);
    }

    /** The set with the largest value; {@code null} if no value is a number. */
    private SetFindings farthest(ToDoubleFunction<SetFindings> value) {
        return sets.stream()
                .filter(s -> s != full && Double.isFinite(value.applyAsDouble(s)))
                .max(Comparator.comparingDouble(value))
                .orElse(null);
    }

    /** The sets that no other beats in both error of force and time, from fast to slow. */
    static List<SetFindings> front(List<SetFindings> sets) {
        return sets.stream()
                .filter(s -> s.force().known() && s.microseconds().known())
                .filter(s -> sets.stream().noneMatch(other -> beats(other, s)))
                .sorted(Comparator.comparingDouble(s -> s.microseconds().mean()))
                .toList();
    }

    private static boolean beats(SetFindings a, SetFindings b) {
        return a.force().mean() <= b.force().mean()
                && a.microseconds().mean() <= b.microseconds().mean()
                && (a.force().mean() < b.force().mean()
                        || a.microseconds().mean() < b.microseconds().mean());
    }
}
