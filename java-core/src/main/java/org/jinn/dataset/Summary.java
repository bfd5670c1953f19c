package org.jinn.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.structure.CalculationKeys;
import org.jinn.structure.Frame;

/** What a set of frames covers; frames are added one by one and need not be kept. */
public final class Summary {
    /** Smallest and largest value. */
    public record Range(double min, double max) {
        static Range with(Range range, Double value) {
            if (value == null) {
                return range;
            }
            return range == null
                    ? new Range(value, value)
                    : new Range(Math.min(range.min, value), Math.max(range.max, value));
        }
    }

    /** Atoms nearer than this many angstrom are most likely a mistake (H2: 0.74). */
    private static final double TOO_NEAR = 0.6;

    private int frames;
    private long atoms;
    private int rejected;
    private final Map<String, Integer> groups = new TreeMap<>();
    private final Map<String, Integer> reasons = new TreeMap<>();
    private Range energyPerAtom;
    private Range maxForce;
    private Range pressure;
    private Range nearest;
    private int tooNear;

    /** Frames of several atoms with an energy and forces of exactly 0. */
    private int unlabelled;

    private int unitsAssumed;
    private int withoutEnergy;
    private int withoutForces;

    private final transient CalculationSettings settings = new CalculationSettings();

    /**
     * Counts a result; returns the figures of an accepted frame, {@code null} for a refused one.
     */
    public FrameFigures add(FrameResult result) {
        if (result instanceof Accepted accepted) {
            return add(accepted.frame());
        }
        rejected++;
        reasons.merge(((Rejected) result).reason(), 1, Integer::sum);
        return null;
    }

    private FrameFigures add(Frame frame) {
        FrameFigures figures = FrameFigures.of(frame);
        frames++;
        atoms += figures.atoms();
        groups.merge(frame.group("-"), 1, Integer::sum);
        energyPerAtom = Range.with(energyPerAtom, figures.energyPerAtom());
        maxForce = Range.with(maxForce, figures.maxForce());
        pressure = Range.with(pressure, figures.pressure());
        nearest = Range.with(nearest, figures.nearest());
        tooNear += figures.nearest() != null && figures.nearest() < TOO_NEAR ? 1 : 0;
        withoutEnergy += figures.energyPerAtom() == null ? 1 : 0;
        withoutForces += figures.maxForce() == null ? 1 : 0;
        boolean zero = Double.valueOf(0).equals(figures.energyPerAtom());
        zero &= figures.atoms() > 1 && Double.valueOf(0).equals(figures.maxForce());
        unlabelled += zero ? 1 : 0;
        String units = frame.info().getOrDefault(CalculationKeys.UNITS, "");
        unitsAssumed += units.endsWith(CalculationKeys.ASSUMED) ? 1 : 0;
        settings.add(frame);
        return figures;
    }

    /** Number of accepted frames. */
    public int frames() {
        return frames;
    }

    /** Atoms in all accepted frames. */
    public long atoms() {
        return atoms;
    }

    /** Number of refused frames. */
    public int rejected() {
        return rejected;
    }

    /** Accepted frames by group, sorted. */
    public Map<String, Integer> groups() {
        return new TreeMap<>(groups);
    }

    /** Refused frames by reason, sorted. */
    public Map<String, Integer> reasons() {
        return new TreeMap<>(reasons);
    }

    /** Energies per atom in eV; {@code null} if no frame has one. */
    public Range energyPerAtom() {
        return energyPerAtom;
    }

    /** Largest force of each frame, eV/angstrom; {@code null} if there are none. */
    public Range maxForce() {
        return maxForce;
    }

    /** Pressures in GPa, positive under compression; {@code null} if there are none. */
    public Range pressure() {
        return pressure;
    }

    /** Nearest distances in angstrom; {@code null} if there are none. */
    public Range nearest() {
        return nearest;
    }

    /** What should be looked at before these frames are used, a sentence each. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(settings.mixed());
        if (tooNear > 0) {
            warnings.add(tooNear + " frames have atoms nearer than " + TOO_NEAR + " A");
        }
        if (unitsAssumed > 0) {
            warnings.add(
                    unitsAssumed
                            + " frames of n2p2 do not say their units, bohr and hartree were assumed:"
                            + " if they are in angstrom and eV, jinn convert --units angstrom,eV first");
        }
        // structures without any labels are not meant to have them
        if (withoutEnergy < frames || withoutForces < frames) {
            without(warnings, withoutEnergy, "energy");
            without(warnings, withoutForces, "forces");
        }
        if (unlabelled > 0) {
            warnings.add(
                    unlabelled
                            + " frames have an energy and forces of exactly 0: most likely they were"
                            + " never calculated");
        }
        return warnings;
    }

    private void without(List<String> warnings, int count, String what) {
        if (count > 0) {
            warnings.add(
                    (count == frames
                                    ? "no frame has any "
                                    : count + " of " + frames + " frames have no ")
                            + what);
        }
    }
}
