package org.jinn.dataset;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.structure.Frame;

/** Which frames a user wants. Frames come in the order of their files; see {@link #of}. */
public final class Selection {
    /** Rounding of printed times, in femtoseconds. */
    private static final double TIME_ROUNDING = 0.06;

    /** The slice of each file, as {@link Slice} has it. */
    private final Slice frames;

    private final double everyFs;
    private final double maxForce;
    private final double lowest;
    private final double highest;
    private final Map<String, Integer> leftOut = new TreeMap<>();
    private String file = "";
    private double lastTime = Double.NEGATIVE_INFINITY;
    private double nextTime;

    /**
     * A selection.
     *
     * @param frames of each file; must be one that {@linkplain Slice#streams streams}
     * @param everyFs least time between frames of a file, femtoseconds; 0 for all
     * @param maxForce largest length of a force, eV/angstrom; infinite for all
     * @param lowest energy per atom in eV; infinite for all
     * @param highest energy per atom in eV; infinite for all
     */
    public Selection(Slice frames, double everyFs, double maxForce, double lowest, double highest) {
        if (!frames.streams()) {
            throw new IllegalArgumentException(
                    "frames must be counted from the first, upwards: numbers may not be negative");
        }
        if (!(maxForce >= 0) || !(lowest <= highest)) {
            throw new IllegalArgumentException(
                    "no frame can have such a force and energy: largest force="
                            + maxForce
                            + " eV/A, energy from "
                            + lowest
                            + " to "
                            + highest
                            + " eV/atom");
        }
        this.frames = frames;
        this.everyFs = everyFs;
        this.maxForce = maxForce;
        this.lowest = lowest;
        this.highest = highest;
    }

    /** Every frame. */
    public static Selection all() {
        double all = Double.POSITIVE_INFINITY;
        return new Selection(Slice.ALL, 0, all, -all, all);
    }

    /**
     * The result if it is wanted, {@code null} if not; refused if what is asked for cannot be told.
     */
    public FrameResult of(FrameResult result) {
        if (!result.origin().file().equals(file)) {
            file = result.origin().file();
            nextTime = Double.NEGATIVE_INFINITY;
            lastTime = Double.NEGATIVE_INFINITY;
        }
        if (!frames.takes(result.origin().frame() - 1)) {
            return without("not among the frames asked for");
        }
        if (!(result instanceof Accepted accepted)) {
            return result;
        }
        Frame frame = accepted.frame();
        if (everyFs > 0) {
            double time = time(frame);
            if (Double.isNaN(time)) {
                return new Rejected(frame.origin(), "its time is not known, --every needs it");
            }
            if (time < lastTime) { // another run in the same file
                nextTime = Double.NEGATIVE_INFINITY;
            }
            lastTime = time;
            if (time < nextTime - TIME_ROUNDING) {
                return without("too soon after the frame before");
            }
            nextTime = time + everyFs;
        }
        if (FrameFigures.maxForce(frame) > maxForce) {
            return without(String.format(Locale.ROOT, "a force above %s eV/A", maxForce));
        }
        if (lowest > Double.NEGATIVE_INFINITY || highest < Double.POSITIVE_INFINITY) {
            double energy = frame.labels().energy().orElse(Double.NaN) / frame.structure().size();
            if (!(energy >= lowest && energy <= highest)) {
                return without("energy per atom outside the window, or none");
            }
        }
        return result;
    }

    /** How many frames were not wanted, by reason. */
    public Map<String, Integer> leftOut() {
        return new TreeMap<>(leftOut);
    }

    private FrameResult without(String why) {
        leftOut.merge(why, 1, Integer::sum);
        return null;
    }

    private static double time(Frame frame) {
        try {
            return Double.parseDouble(frame.info().getOrDefault(Frame.TIME, "NaN"));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
