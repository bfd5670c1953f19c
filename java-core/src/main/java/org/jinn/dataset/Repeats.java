package org.jinn.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.format.StructureFormat;
import org.jinn.structure.Frame;
import org.jinn.structure.Origin;
import org.jinn.structure.Structure;

/**
 * Finds frames that were read before: the same formula, energy (to the digits codes print), largest
 * force and volume. What one run says in two formats (pw.x's text and XML, OUTCAR and vasprun.xml)
 * is taken once, and refused if the two differ in more than digits, though not in where atoms are;
 * other repeats are counted, or refused if asked for.
 */
public final class Repeats {
    /** Half a digit of an energy printed with eight decimals in Ry, in eV, twice over. */
    private static final double ENERGY = 2e-7;

    private static final double FORCE = 2e-6;
    private static final double VOLUME = 1e-4;

    /** Of what each atom adds to {@link #phase}. */
    private static final double PHASE = 1e-4;

    private record Seen(
            double force, double volume, double phase, StructureFormat format, Origin origin) {
        boolean same(double otherForce, double otherVolume) {
            return Math.abs(force - otherForce) <= FORCE
                    && Math.abs(volume - otherVolume) <= VOLUME * otherVolume;
        }
    }

    /**
     * The size of the sum of exp(2 pi i (s1 + s2 + s3)) over the atoms at s, a number that does not
     * depend on formats, on images and on the origin: of other positions it is another.
     */
    private static double phase(Structure structure) {
        if (!structure.cell().allPeriodic()) {
            return 0;
        }
        double[] s = structure.cell().fractional(structure.positions());
        double cos = 0;
        double sin = 0;
        for (int i = 0; i < s.length; i += 3) {
            double angle = 2 * Math.PI * (s[i] + s[i + 1] + s[i + 2]);
            cos += Math.cos(angle);
            sin += Math.sin(angle);
        }
        return Math.hypot(cos, sin);
    }

    private final boolean refuseAll;
    private final Map<String, TreeMap<Double, List<Seen>>> seen = new HashMap<>();
    private int count;

    /** {@code refuseAll}: refuses every repeat, not only those in another format. */
    public Repeats(boolean refuseAll) {
        this.refuseAll = refuseAll;
    }

    /** Whether a frame like this one was read before; one without an energy is not known again. */
    public boolean knows(Frame frame) {
        OptionalDouble energy = frame.labels().energy();
        return energy.isPresent()
                && near(frame, energy.getAsDouble())
                        .anyMatch(
                                s ->
                                        s.same(
                                                FrameFigures.maxForce(frame),
                                                frame.structure().cell().volume()));
    }

    /** Those of the same formula and energy. */
    private Stream<Seen> near(Frame frame, double energy) {
        return seen
                .getOrDefault(frame.structure().formula(), new TreeMap<>())
                .subMap(energy - ENERGY, true, energy + ENERGY, true)
                .values()
                .stream()
                .flatMap(List::stream);
    }

    /** What knows these frames, all of one format, and has counted repeats among them. */
    public static Repeats of(List<Frame> frames) {
        Repeats repeats = new Repeats(false);
        frames.forEach(frame -> repeats.check(null, new Accepted(frame)));
        return repeats;
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
        double phase = phase(frame.structure());
        double near = PHASE * frame.structure().size();
        Seen differs = null;
        for (Seen s : near(frame, energy).toList()) {
            boolean same = s.same(force, volume);
            if (same && (refuseAll || s.format != format)) {
                return new Rejected(frame.origin(), "read already, in " + s.origin.file());
            }
            if (same) {
                count++;
                return result;
            }
            boolean atoms = Math.abs(s.phase - phase) <= near;
            differs = s.format != format && atoms ? s : differs;
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
        seen.computeIfAbsent(frame.structure().formula(), f -> new TreeMap<>())
                .computeIfAbsent(energy, e -> new ArrayList<>(1))
                .add(new Seen(force, volume, phase, format, frame.origin()));
        return result;
    }

    /** How many accepted frames are repeats of others. */
    public int count() {
        return count;
    }
}
