package org.jinn.dft;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jinn.structure.Structure;

/**
 * Born-Oppenheimer molecular dynamics at constant volume, the temperature held or changed evenly.
 *
 * @param after the set whose end this begins at, or {@code null}
 * @param schedule the temperature over time
 * @param chunk steps of one start of pw.x
 * @param tau time in which the thermostat acts, fs
 */
record Dynamics(
        String name,
        Structure start,
        Dynamics after,
        Schedule schedule,
        int chunk,
        double tau,
        long seed) {
    /** All steps. */
    long steps() {
        return schedule.steps();
    }

    /** The time step, fs. */
    double dt() {
        return schedule.dt();
    }

    /** The temperature aimed at, K. */
    double temperature(long step) {
        return schedule.from() + (schedule.to() - schedule.from()) * step / steps();
    }

    /** Whether this begins at the end of {@code other}. */
    boolean follows(Dynamics other) {
        return after != null && after.name.equals(other.name);
    }

    /** Frames to be kept. */
    int kept() {
        return kept(steps());
    }

    /** Frames to be kept up to a step. */
    int kept(long step) {
        // the first frame of one that begins at another's end is the other's last
        int every = schedule.every();
        return every == 0 ? 0 : (int) (step / every) + (after == null ? 1 : 0);
    }

    /** What must not change once it has begun, by the names that an input gives; chunk may. */
    Map<String, String> settings() {
        Map<String, String> out = new LinkedHashMap<>();
        // with other settings that would end elsewhere
        out.put("after", after == null ? "null" : after.name + " " + after.settings());
        out.putAll(schedule.settings());
        out.put("tau", tau + " fs");
        out.put("seed", Long.toString(seed));
        return out;
    }
}
