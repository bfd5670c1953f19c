package org.jinn.dft;

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
        return every == 0 ? 0 : (int) (steps / every) + (after == null ? 1 : 0);
    }
}
