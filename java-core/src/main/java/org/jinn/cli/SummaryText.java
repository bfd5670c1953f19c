package org.jinn.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jinn.dataset.Summary;
import org.jinn.dataset.Summary.Range;

/** A summary for a person. */
final class SummaryText {
    private SummaryText() {}

    static void print(Summary summary, PrintWriter out) {
        out.println(
                summary.frames()
                        + " frames accepted ("
                        + summary.atoms()
                        + " atoms), "
                        + summary.rejected()
                        + " refused");
        if (summary.groups().size() > 0) {
            out.println(
                    "  groups: "
                            + summary.groups().entrySet().stream()
                                    .map(e -> e.getKey() + " " + e.getValue())
                                    .collect(Collectors.joining(", ")));
        }
        range(out, "energy", "eV/atom", summary.energyPerAtom());
        range(out, "largest force", "eV/A", summary.maxForce());
        range(out, "pressure", "GPa", summary.pressure());
        range(out, "nearest distance", "A", summary.nearest());
        reasons(summary, out);
        warnings(summary, out);
    }

    /** What to look at before training, one line each. */
    static void warnings(Summary summary, PrintWriter out) {
        summary.warnings().forEach(w -> out.println("  warning: " + w));
    }

    /** Why frames were refused, one line a reason. */
    static void reasons(Summary summary, PrintWriter out) {
        summary.reasons().forEach((why, count) -> out.println("  refused " + count + ": " + why));
    }

    private static void range(PrintWriter out, String name, String unit, Range range) {
        if (range != null) {
            out.println(
                    String.format(
                            Locale.ROOT,
                            "  %s: %.4f to %.4f %s",
                            name,
                            range.min(),
                            range.max(),
                            unit));
        }
    }
}
