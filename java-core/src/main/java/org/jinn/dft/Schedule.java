package org.jinn.dft;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jinn.input.YamlNode;

/**
 * A temperature over time, held or changed evenly.
 *
 * @param from temperature at the beginning, K, and {@code to} at the end
 * @param steps of {@code dt} fs
 * @param every steps from one frame that is kept to the next; 0: none is kept
 */
public record Schedule(double from, double to, long steps, double dt, int every) {
    /**
     * Reads {@code temperature}, {@code to}, {@code time} (ps) or {@code rate} (K/ps), {@code dt}
     * and {@code every} (fs, 1 and 20 unless given).
     *
     * @throws org.jinn.structure.FormatException naming the line of the first fault
     */
    public static Schedule read(YamlNode node) {
        double from =
                DftInputReader.required(node.get("temperature"), "a temperature in K")
                        .number(0, 1, 100_000);
        double to = node.get("to").number(from, 1, 100_000);
        double dt = node.get("dt").number(1, 0.01, 20);
        YamlNode time = node.get("time");
        YamlNode rate = node.get("rate");
        if (time.present() == rate.present() || rate.present() && from == to) {
            throw node.fault("expected either time: 5, in ps, or to: 300 and rate: 70, in K/ps");
        }
        double ps =
                time.present()
                        ? time.number(0, 1e-6, 1e6)
                        : Math.abs(from - to) / rate.number(0, 1e-6, 1e9);
        double every = node.get("every").number(20, 0, 1e6);
        return new Schedule(
                from,
                to,
                Math.max(1, Math.round(1000 * ps / dt)),
                dt,
                every == 0 ? 0 : (int) Math.max(1, Math.round(every / dt)));
    }

    /** By the names that an input gives. */
    public Map<String, String> settings() {
        Map<String, String> out = new LinkedHashMap<>();
        out.put("temperature", from + " K");
        out.put("to", to + " K");
        out.put("time", steps + " steps");
        out.put("dt", dt + " fs");
        out.put("every", every + " steps");
        return out;
    }
}
