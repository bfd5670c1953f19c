package org.jinn.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How far bulk moduli of shorter sets differ from the full set's. */
final class MechanicsChange {
    private static final String COLD = "without temperature";

    private final SetFindings full;
    private final Changes changes;

    MechanicsChange(List<SetFindings> sets) {
        full = Families.full(sets);
        List<String> names = new ArrayList<>(full.moduli().keySet());
        names.add(COLD);
        changes =
                Changes.of(
                        sets,
                        full,
                        names,
                        (s, name) -> Optional.of(modulus(s, name)).filter(Spread::known),
                        MechanicsChange::change);
    }

    private static Spread modulus(SetFindings s, String name) {
        return name.equals(COLD) ? s.coldModulus() : s.moduli().get(name).shown();
    }

    private static Changes.Change change(SetFindings s, Spread value, Spread whole) {
        double difference = Math.abs(value.mean() - whole.mean());
        double error = Math.hypot(value.error(), whole.error());
        return new Changes.Change(
                s, difference / whole.mean(), !(difference <= Conclusions.SURE * error));
    }

    String answer() {
        String parts =
                changes.largest().entrySet().stream()
                        .map(e -> change(e.getKey(), e.getValue()))
                        .collect(Collectors.joining("; "));
        return (parts.isEmpty()
                        ? "No bulk modulus to compare"
                        : "The bulk modulus differs from the full set's, " + parts)
                + changes.lostAs("has none");
    }

    private String change(String name, Changes.Change change) {
        return String.format(
                Locale.ROOT,
                "%s: by at most %.0f %% (%s: %s against %s GPa)",
                name,
                100 * change.share(),
                change.set().name(),
                modulus(change.set(), name).text("%.1f"),
                modulus(full, name).text("%.1f"));
    }

    /** Whether it is sensitive, as the study has it; {@code null} if that cannot be told. */
    Boolean agrees() {
        return changes.sensitive();
    }
}
