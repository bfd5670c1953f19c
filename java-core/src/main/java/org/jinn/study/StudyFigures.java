package org.jinn.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jinn.analysis.Errors;
import org.jinn.analysis.PairCounter;
import org.jinn.analysis.Plot;
import org.jinn.analysis.Plots;
import org.jinn.analysis.Quantity;
import org.jinn.analysis.RadialDistribution;
import org.jinn.analysis.Trends;

/** The figures of a study; where there is nothing to show a figure is {@code null}. */
final class StudyFigures {
    private static final String LENGTH = "Number of functions";

    /** Bins of simulations in one of the reference, which is of fewer structures. */
    private static final int WIDER = 4;

    private final StudyInput input;
    private final List<SetFindings> sets;
    private final Map<String, List<SetFindings>> families;

    StudyFigures(StudyInput input, List<SetFindings> sets) {
        this.input = input;
        this.sets = sets;
        families = Families.of(sets);
    }

    /** Prediction over reference of the full set and of the shortest of each family. */
    Plot parity(Quantity quantity) {
        Set<SetFindings> shown = new LinkedHashSet<>();
        families.values().forEach(family -> shown.add(family.get(0)));
        shown.add(Families.full(sets));
        Map<String, Errors.Pairs> pairs = new LinkedHashMap<>();
        for (SetFindings s : shown) {
            if (s.parity().containsKey(quantity)) {
                pairs.put(s.name(), s.parity().get(quantity));
            }
        }
        return pairs.isEmpty() ? null : Plots.parity(quantity.title(), quantity.unit(), pairs);
    }

    /** A number over the length, a curve for each way of shortening. */
    Plot overLength(
            String title,
            String y,
            Function<SetFindings, Spread> value,
            List<Trends.Level> levels) {
        if (sets.stream().noneMatch(s -> value.apply(s).known())) {
            return null;
        }
        List<Trends.Series> series = new ArrayList<>();
        families.forEach(
                (family, members) ->
                        series.add(
                                series(
                                        family,
                                        members,
                                        members.stream().map(s -> Spread.of(s.length())).toList(),
                                        value,
                                        Trends.Style.JOINED)));
        return Trends.plot(title, LENGTH, y, series, levels);
    }

    private static Trends.Series series(
            String name,
            List<SetFindings> members,
            List<Spread> x,
            Function<SetFindings, Spread> value,
            Trends.Style style) {
        return new Trends.Series(
                name,
                x.stream().mapToDouble(Spread::mean).toArray(),
                members.stream().mapToDouble(s -> value.apply(s).mean()).toArray(),
                members.stream().mapToDouble(s -> value.apply(s).deviation()).toArray(),
                style);
    }

    /** Error over time, a point a set, and the front of those that no other beats. */
    Plot front() {
        List<SetFindings> best = Families.front(sets);
        if (best.isEmpty()) {
            return null;
        }
        List<Trends.Series> series = new ArrayList<>();
        if (best.size() > 1) {
            series.add(
                    series(
                            "front",
                            best,
                            best.stream().map(SetFindings::microseconds).toList(),
                            SetFindings::force,
                            Trends.Style.LINE));
        }
        for (SetFindings s : sets) {
            if (s.microseconds().known()) {
                series.add(
                        series(
                                s.name(),
                                List.of(s),
                                List.of(s.microseconds()),
                                SetFindings::force,
                                Trends.Style.POINTS));
            }
        }
        return Trends.plot(
                "Accuracy against cost",
                "Time of an atom and a step (\u00b5s, one core)",
                "Force MAE (eV/\u00c5)",
                series,
                List.of());
    }

    /** The reference g(r) of a structure; {@code null} if there is none. */
    static RadialDistribution reference(StudyInput.Start start) {
        return start.reference().isEmpty()
                ? null
                : new PairCounter(NptScript.RANGE, NptScript.BINS / WIDER).count(start.reference());
    }

    /** How far the g(r) of a set is from the reference, in the bins of that. */
    static Spread far(SetFindings s, StudyInput.Start start) {
        RadialDistribution g = s.rdf().get(start.name());
        RadialDistribution reference = reference(start);
        return g == null || reference == null
                ? Spread.NONE
                : Spread.of(g.coarser(WIDER).difference(reference));
    }

    /** g(r) of one structure, a curve a set of one family, and the reference. */
    Plot rdf(StudyInput.Start start, String family) {
        List<Plots.Curve> curves = new ArrayList<>();
        RadialDistribution reference = reference(start);
        if (reference != null) {
            curves.add(
                    new Plots.Curve(
                            String.format(
                                    Locale.ROOT, "reference, %d frames", start.reference().size()),
                            reference.r(),
                            reference.g(),
                            true));
        }
        for (SetFindings s : families.get(family)) {
            RadialDistribution g = s.rdf().get(start.name());
            if (g != null) {
                curves.add(new Plots.Curve(s.name(), g.r(), g.g(), false));
            }
        }
        return curves.isEmpty()
                ? null
                : Plots.radialDistribution(
                        String.format(
                                Locale.ROOT,
                                "%s at %.0f K, sets %s",
                                start.name(),
                                input.dynamics().temperature(),
                                family),
                        curves);
    }

    /** The names of the ways of shortening. */
    Set<String> families() {
        return families.keySet();
    }
}
