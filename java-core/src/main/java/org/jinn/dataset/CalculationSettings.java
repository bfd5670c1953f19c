package org.jinn.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jinn.structure.CalculationKeys;
import org.jinn.structure.Frame;

/** The settings of the calculations behind some frames, and whether they go together. */
final class CalculationSettings {
    /** Functionals by the names pw.x's text output gives their parts. */
    private static final Map<String, String> SHORT_NAMES =
            Map.of(
                    "SLA PZ NOGX NOGC", "PZ",
                    "SLA PW NOGX NOGC", "PW",
                    "SLA PW PBE PBE", "PBE",
                    "SLA PW PBX PBC", "PBE",
                    "SLA PW PSX PSC", "PBESOL",
                    "SLA LYP B88 BLYP", "BLYP",
                    "SLA PW RPB PBE", "REVPBE");

    /** Densities of k-points that differ by more are worth a word. */
    private static final double MESHES = 2;

    private static final double COUNTS = 10; // symmetry takes away a part

    private static final List<String> ALWAYS =
            List.of(
                    CalculationKeys.FUNCTIONAL,
                    CalculationKeys.CUTOFF_RY,
                    CalculationKeys.CUTOFF_EV);

    /** Settings that a calculation without them does not mention. */
    private static final List<String> OPTIONAL =
            List.of(
                    CalculationKeys.EXACT_EXCHANGE,
                    CalculationKeys.DISPERSION,
                    CalculationKeys.SMEARING);

    private final Map<String, Map<String, Integer>> values = new TreeMap<>();
    private Summary.Range mesh;
    private Summary.Range points;

    void add(Frame frame) {
        frame.info()
                .forEach(
                        (key, value) -> {
                            if (ALWAYS.contains(key)
                                    || key.startsWith(CalculationKeys.PSEUDOPOTENTIAL)) {
                                values.computeIfAbsent(key, k -> new TreeMap<>())
                                        .merge(canonical(key, value), 1, Integer::sum);
                            }
                        });
        if (frame.info().getOrDefault(CalculationKeys.CODE, "").startsWith("pw.x")) {
            for (String key : OPTIONAL) {
                values.computeIfAbsent(key, k -> new TreeMap<>())
                        .merge(frame.info().getOrDefault(key, "none"), 1, Integer::sum);
            }
        }
        double volume = frame.structure().cell().volume();
        mesh = Summary.Range.with(mesh, product(frame.info().get(CalculationKeys.MESH), volume));
        points =
                Summary.Range.with(
                        points, product(frame.info().get(CalculationKeys.KPOINTS), volume));
    }

    /** One sentence for each setting of which the frames have several. */
    List<String> mixed() {
        List<String> out = new ArrayList<>();
        values.forEach(
                (key, found) -> {
                    if (found.size() > 1) {
                        out.add("frames of different " + key + ": " + found);
                    }
                });
        different(out, mesh, MESHES, "k-points times volume");
        different(out, points, COUNTS, "k-points (less those symmetry saves) times volume");
        return out;
    }

    private static void different(
            List<String> out, Summary.Range range, double factor, String what) {
        if (range != null && range.max() > factor * range.min()) {
            out.add(
                    String.format(
                            Locale.ROOT,
                            "frames of different density of %s: %.0f to %.0f A^3",
                            what,
                            range.min(),
                            range.max()));
        }
    }

    private static String canonical(String key, String value) {
        if (key.equals(CalculationKeys.FUNCTIONAL)) {
            return SHORT_NAMES.getOrDefault(value, value).toUpperCase(Locale.ROOT);
        }
        return key.startsWith(CalculationKeys.PSEUDOPOTENTIAL)
                ? value.replaceFirst(" md5:.*", "")
                : value;
    }

    /** The product of the first one or three numbers with the volume; {@code null} if none. */
    private static Double product(String numbers, double volume) {
        if (numbers == null || !numbers.strip().matches("\\d{1,6}( +\\d{1,6})*")) {
            return null;
        }
        double product = volume;
        String[] words = numbers.strip().split(" +");
        for (int i = 0; i < Math.min(3, words.length); i++) {
            product *= Integer.parseInt(words[i]);
        }
        return product > 0 ? Double.valueOf(product) : null;
    }
}
