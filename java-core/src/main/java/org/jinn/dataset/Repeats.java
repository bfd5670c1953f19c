package org.jinn.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.format.StructureFormat;
import org.jinn.structure.Frame;
import org.jinn.structure.Origin;

/**
 * Finds frames that were read before: the same formula, energy (to the digits codes print), largest
 * force and volume. What one run says in two formats (pw.x's text and XML, OUTCAR and vasprun.xml)
 * is taken once, and refused if the two differ in more than digits; other repeats are counted, or
 * refused if asked for.
 */
public final class Repeats {
    /** Half a digit of an energy printed with eight decimals in Ry, in eV, twice over. */
    private static final double ENERGY = 2e-7;

    private static final double FORCE = 2e-6;
    private static final double VOLUME = 1e-4;

    private record Seen(double force, double volume, StructureFormat format, Origin origin) {}

    private final boolean refuseAll;
    private final Map<String, TreeMap<Double, List<Seen>>> seen = new HashMap<>();
    private int count;

    /** {@code refuseAll}: refuses every repeat, not only those in another format. */
    public Repeats(boolean refuseAll) {
        this.refuseAll = refuseAll;
    }

    /** The result, refused if it is a repeat that must not be used. */
    public FrameResult check(StructureFormat format, FrameResult result) {
        if (!(result instanceof Accepted accepted)
                || accepted.frame().labels().energy().isEmpty()) {
            return result;
        }
        Frame frame = accepted.frame();
        double energy = frame.labels().energy().getAsDouble();
        double force = FrameFigures.maxForce(frame);
        double volume = frame.structure().cell().volume();
        TreeMap<Double, List<Seen>> alike =
                seen.computeIfAbsent(frame.structure().formula(), f -> new TreeMap<>());
        Seen differs = null;
        for (List<Seen> near :
                alike.subMap(energy - ENERGY, true, energy + ENERGY, true).values()) {
            for (Seen s : near) {
                boolean same =
                        Math.abs(s.force - force) <= FORCE
                                && Math.abs(s.volume - volume) <= VOLUME * volume;
                if (same && (refuseAll || s.format != format)) {
                    return new Rejected(frame.origin(), "read already, in " + s.origin.file());
                }
                if (same) {
                    count++;
                    return result;
                }
                differs = s.format != format ? s : differs;
            }
        }
        if (differs != null) {
            return new Rejected(
                    frame.origin(),
                    String.format(
                            Locale.ROOT,
                            "has the energy of %s, but not its largest force and volume: %.6f and"
                                    + " %.6f eV/A, %.4f and %.4f A^3; find out which is right",
                            differs.origin,
                            force,
                            differs.force,
                            volume,
                            differs.volume));
        }
        alike.computeIfAbsent(energy, e -> new ArrayList<>(1))
                .add(new Seen(force, volume, format, frame.origin()));
        return result;
    }

    /** How many accepted frames are repeats of others. */
    public int count() {
        return count;
    }
}
