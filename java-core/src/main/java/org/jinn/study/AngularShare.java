package org.jinn.study;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether radial or angular functions are worth more, at equal length. */
final class AngularShare {
    private final List<SetFindings> sets;

    AngularShare(List<SetFindings> sets) {
        this.sets = sets;
    }

    /**
     * Two sets of equal length and cutoff, that with most angular functions and that with fewest.
     */
    private record Match(SetFindings many, SetFindings few) {
        private boolean won() {
            return many.force().mean() < few.force().mean();
        }
    }

    private List<Match> matches() {
        Map<List<Number>, List<SetFindings>> alike =
                sets.stream()
                        .filter(s -> s.force().known())
                        .sorted(
                                Comparator.comparingInt(SetFindings::length)
                                        .thenComparing(SetFindings::cutoff))
                        .collect(
                                Collectors.groupingBy(
                                        s -> List.of(s.length(), s.cutoff()),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        Comparator<SetFindings> angular = Comparator.comparingInt(SetFindings::angular);
        return alike.values().stream()
                .map(s -> new Match(s.stream().max(angular).get(), s.stream().min(angular).get()))
                .filter(m -> m.many.angular() > m.few.angular())
                .toList();
    }

    String answer() {
        List<Match> matches = matches();
        if (matches.isEmpty()) {
            return "No two sets of equal length and cutoff differ in it.";
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
