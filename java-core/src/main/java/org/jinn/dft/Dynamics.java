package org.jinn.dft;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jinn.structure.Structure;

/**
 * Born-Oppenheimer molecular dynamics at constant volume, the temperature held or changed evenly.
 *
 * @param after the set whose end this begins at, or {@code null}
 * @param from temperature at the beginning, K, and {@code to} at the end
 * @param steps of {@code dt} fs
 * @param every steps from one frame that is kept to the next; 0: none is kept
 * @param chunk steps of one start of pw.x
 * @param tau time in which the thermostat acts, fs
 */
record Dynamics(
        String name,
        Structure start,
        String after,
        double from,
        double to,
        long steps,
        double dt,
        int every,
        int chunk,
        double tau,
        long seed) {
    /** The temperature aimed at, K. */
    double temperature(long step) {
        return from + (to - from) * step / steps;
    }

    /** Frames to be kept. */
    int kept() {
        return kept(steps);
    }

    /** Frames to be kept up to a step. */
    int kept(long step) {
        // the first frame of one that begins at another's end is the other's last
        return every == 0 ? 0 : (int) (step / every) + (after == null ? 1 : 0);
    }

    /** What must not change once it has begun, by the names that an input gives; chunk may. */
    Map<String, String> settings() {
        Map<String, String> out = new LinkedHashMap<>();
        out.put("after", String.valueOf(after));
        out.put("temperature", from + " K");
        out.put("to", to + " K");
        out.put("time", steps + " steps");
        out.put("dt", dt + " fs");
        out.put("every", every + " steps");
        out.put("tau", tau + " fs");
        out.put("seed", Long.toString(seed));
        return out;
    }
}
