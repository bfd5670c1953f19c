package org.jinn.format.qe;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.format.Refusal;
import org.jinn.structure.CalculationKeys;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Origin;
import org.jinn.structure.Structure;
import org.jinn.structure.Units;
import org.jinn.structure.Voigt;

/** One self-consistent calculation while it is being read. */
final class PwxScf {
    static final String TRUNCATED = "truncated: the file ends inside this frame";

    private final PwxRun run;
    private final int line;
    private final int frameLine;
    private Structure structure;
    private Refusal fault;
    private double energy = Double.NaN;
    private double internalEnergy = Double.NaN;
    private double accuracy = Double.NaN;
    private double[] forces;
    private double[] stress;
    private boolean converged;
    private boolean exactExchange;
    private boolean exactExchangeDone;

    /** An SCF that begins at {@code line}. */
    PwxScf(PwxRun run, int line) {
        this.run = run;
        this.line = line;
        this.frameLine = run.frameLine(line);
        try {
            structure = run.begin(line);
        } catch (Refusal e) {
            fault = e;
        }
    }

    /** This frame cannot be used; the first reason given counts. */
    void fault(Refusal refusal) {
        fault = fault == null ? refusal : fault;
    }

    void converged() {
        converged = true;
    }

    /** The energy marked with one {@code !} or two, in Ry. */
    void energy(double rydberg, boolean twoMarks) {
        energy = rydberg * Units.RYDBERG;
        exactExchangeDone = twoMarks;
    }

    /** The estimated accuracy in Ry; those printed before the marked energy do not count. */
    void accuracy(double rydberg) {
        accuracy = Double.isNaN(energy) ? Double.NaN : rydberg;
    }

    void internalEnergy(double rydberg) {
        internalEnergy = rydberg * Units.RYDBERG;
    }

    /** Another SCF with exact exchange follows: what was found so far does not count. */
    void refine() {
        exactExchange = true;
        exactExchangeDone = false;
        converged = false;
        energy = Double.NaN;
    }

    boolean hasForces() {
        return forces != null;
    }

    boolean hasStress() {
        return stress != null;
    }

    /** The table of total forces in Ry/bohr, read up to {@code atLine}. */
    void forces(double[] table, int atLine) {
        forces = table.clone();
        for (int i = 0; i < table.length; i++) {
            forces[i] *= Units.RYDBERG / Units.BOHR;
        }
        if (structure != null && table.length != 3 * structure.size()) {
            fault(
                    new Refusal(
                            atLine,
                            "forces on "
                                    + table.length / 3
                                    + " atoms, expected "
                                    + structure.size()));
        }
    }

    /** The total stress in Ry/bohr&sup3; as printed: positive under compression. */
    void stress(double[] table) {
        stress = Voigt.fromTensor(table);
        for (int v = 0; v < 6; v++) {
            stress[v] *= -Units.RYDBERG_PER_BOHR3;
        }
    }

    /** The frame, now that the file says that this SCF is over. */
    FrameResult finish(IntFunction<Origin> origins, String calculation, boolean allowNoForces) {
        if (fault != null) {
            return new Rejected(origins.apply(fault.line()), fault.getMessage());
        }
        String reason = null;
        if (Double.isNaN(energy) || !converged) {
            reason = PwRefusals.UNFINISHED;
        } else if (exactExchange && !exactExchangeDone) {
            reason = "scf not converged: exact exchange did not reach self-consistency";
        } else if (!exactExchange && accuracy > PwRefusals.THRESHOLD_ROUNDING * run.threshold) {
            reason = PwRefusals.NOT_TO_THRESHOLD;
        } else if (forces == null && !allowNoForces) {
            reason = PwRefusals.NO_FORCES;
        }
        if (reason != null) {
            return new Rejected(origins.apply(line), reason);
        }
        Map<String, String> info = new LinkedHashMap<>(run.info);
        if (calculation != null) {
            info.put(CalculationKeys.KIND, calculation);
        }
        if (calculation != null && calculation.endsWith("md") && !Double.isNaN(run.time)) {
            info.put(Frame.TIME, String.format(Locale.ROOT, "%.4f", run.time));
        }
        if (!Double.isNaN(internalEnergy)) {
            info.put("internal_energy_eV", Double.toString(internalEnergy));
        }
        Labels labels = Labels.of(energy, forces, stress);
        return new Accepted(new Frame(structure, labels, origins.apply(frameLine), info));
    }

    /** The refusal of this frame at the end of the file, where pw.x may have {@code stopped}. */
    FrameResult truncated(IntFunction<Origin> origins, int lastLine, String stopped) {
        return fault != null
                ? new Rejected(origins.apply(fault.line()), fault.getMessage())
                : new Rejected(origins.apply(lastLine), stopped == null ? TRUNCATED : stopped);
    }
}
