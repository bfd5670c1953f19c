package org.jinn.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jinn.analysis.Errors;
import org.jinn.analysis.Quantity;

/** Errors of a potential by group, for people and for programs. */
final class ErrorTable {
    private static final String HEADER =
            """
                                energy (meV/atom)      force (eV/A)         stress (GPa)
            group                  MAE      RMSE       MAE     RMSE        MAE     RMSE
            """;

    private ErrorTable() {}

    /** A line per group and one for all, MAE and RMSE of each quantity. */
    static String text(Errors errors, int frames, int refused) {
        StringBuilder out = new StringBuilder();
        out.append(frames).append(" frames, ").append(refused).append(" refused\n").append(HEADER);
        for (String group : errors.groups()) {
            line(out, group, q -> errors.pairs(group, q));
        }
        line(out, "all", errors::pairs);
        out.append("delta E_avg ").append(number("%.3f meV/atom", errors.deltaEnergy()));
        out.append(", delta F_avg ").append(number("%.4f eV/A", errors.deltaForce()));
        out.append("\nlargest errors:\n");
        for (Quantity q : Quantity.values()) {
            errors.largest(q)
                    .ifPresent(
                            l ->
                                    out.append(
                                            String.format(
                                                    Locale.ROOT,
                                                    "  %-6s %9.4g %-8s  %s\n",
                                                    q.title(),
                                                    l.difference(),
                                                    q.unit().replace('\u00c5', 'A'),
                                                    place(q, l))));
        }
        return out.toString();
    }

    /** A number that is not known is a line. */
    static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }

    private static void line(
            StringBuilder out, String title, Function<Quantity, Errors.Pairs> pairs) {
        out.append(String.format("%-16s", title));
        for (Quantity q : Quantity.values()) {
            Errors.Pairs p = pairs.apply(q);
            String cell = q == Quantity.FORCE ? "  %8.4f %8.4f" : "  %8.3f %9.3f";
            out.append(
                    p.reference().length == 0
                            ? "         -         -"
                            : String.format(
                                    Locale.ROOT,
                                    cell,
                                    p.statistics().mae(),
                                    p.statistics().rmse()));
        }
        out.append('\n');
    }

    private static String place(Quantity quantity, Errors.Largest largest) {
        String atom = quantity == Quantity.FORCE ? ", atom " + (largest.component() / 3 + 1) : "";
        return largest.origin() + atom;
    }

    /** Of each quantity that there is where its largest error is. */
    static Map<String, String> largest(Errors errors) {
        Map<String, String> out = new LinkedHashMap<>();
        for (Quantity q : Quantity.values()) {
            errors.largest(q).ifPresent(l -> out.put(q.title(), place(q, l)));
        }
        return out;
    }

    /** MAE, RMSE, the largest error and the number of values of each quantity that there is. */
    static Map<String, Object> fields(Function<Quantity, Errors.Pairs> pairs) {
        Map<String, Object> out = new LinkedHashMap<>();
        for (Quantity q : Quantity.values()) {
            Errors.Pairs p = pairs.apply(q);
            if (p.reference().length > 0) {
                Map<String, Object> cell = new LinkedHashMap<>();
                cell.put("unit", q.unit());
                cell.put("mae", p.statistics().mae());
                cell.put("rmse", p.statistics().rmse());
                cell.put("max", p.statistics().max());
                cell.put("count", p.statistics().count());
                out.put(q.name().toLowerCase(Locale.ROOT), cell);
            }
        }
        return out;
    }
}
