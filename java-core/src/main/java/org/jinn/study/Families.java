package org.jinn.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The sets of a study beside one another: the full one, the ways to shorten it, the best. */
final class Families {
    private Families() {}

    /**
     * The longest set; of several as long, one of the silicon study, of the cutoff that most sets
     * have.
     */
    static SetFindings full(List<SetFindings> sets) {
        return sets.stream()
                .max(
                        Comparator.comparingInt(SetFindings::length)
                                .thenComparing(s -> s.paper() != null)
                                .thenComparing(s -> ofCutoff(sets, s.cutoff()).size()))
                .orElseThrow();
    }

    static List<SetFindings> ofCutoff(List<SetFindings> sets, double cutoff) {
        return sets.stream().filter(s -> s.cutoff() == cutoff).toList();
    }

    /**
     * The sets of each family from short to long; where none is as long as the full one (of the
     * same cutoff), that is what they shorten, and ends them.
     */
    static Map<String, List<SetFindings>> of(List<SetFindings> sets) {
        SetFindings full = full(sets);
        Map<String, List<SetFindings>> out = new TreeMap<>();
        for (SetFindings s : sets) {
            out.computeIfAbsent(s.family(), f -> new ArrayList<>()).add(s);
        }
        boolean shortened = false;
        for (List<SetFindings> family : out.values()) {
            if (family.get(0).cutoff() == full.cutoff()
                    && family.stream().noneMatch(s -> s.length() == full.length())) {
                family.add(full);
                shortened = true;
            }
            family.sort(Comparator.comparingInt(SetFindings::length));
        }
        if (shortened && out.get(full.family()).size() == 1) {
            out.remove(full.family()); // it ends the others
        }
        return out;
    }

    /** By how much times of the same work differ, as a share. */
    static final double TIMING = 0.05;

    /**
     * The sets that no other beats in both error of force and time, from fast to slow. Times that
     * differ by less than {@link #TIMING} are the same.
     */
    static List<SetFindings> front(List<SetFindings> sets) {
        return sets.stream()
                .filter(s -> s.force().known() && s.microseconds().known())
                .filter(s -> sets.stream().noneMatch(other -> beats(other, s)))
                .sorted(Comparator.comparingDouble(s -> s.microseconds().mean()))
                .toList();
    }

    private static boolean beats(SetFindings a, SetFindings b) {
        double slower = a.microseconds().mean() / b.microseconds().mean() - 1;
        return a.force().mean() < b.force().mean() && slower <= TIMING
                || a.force().mean() == b.force().mean() && slower < -TIMING;
    }
}
