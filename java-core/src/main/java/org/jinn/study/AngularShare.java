package org.jinn.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether radial or angular functions are worth more, at equal length. */
final class AngularShare {
    private final List<SetFindings> sets;

    AngularShare(List<SetFindings> sets) {
        this.sets = sets;
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

    String answer() {
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

    /** Whether angular ones are, as the study has it; {@code null} if that cannot be told. */
    Boolean agrees() {
        long all = matches().size();
        long won = matches().stream().filter(Match::won).count();
        return 2 * won == all ? null : 2 * won > all; // none at all is a draw too
    }
}
