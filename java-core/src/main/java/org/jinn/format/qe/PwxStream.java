package org.jinn.format.qe;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.format.FrameStream;
import org.jinn.format.Lines;
import org.jinn.format.ReadOptions;
import org.jinn.format.Refusal;
import org.jinn.structure.CalculationKeys;
import org.jinn.structure.Units;

/** Walks the lines of pw.x's output; knows which line means what, not what tables look like. */
final class PwxStream extends FrameStream {
    private final ReadOptions options;
    private final PwxBlocks blocks;
    private final PwxHeader header;
    private PwxRun run = new PwxRun(0);
    private PwxScf scf;
    private String calculation;
    private String stopped;
    private boolean ended;

    PwxStream(Lines lines, ReadOptions options) {
        super(lines);
        this.options = options;
        this.blocks = new PwxBlocks(lines);
        this.header = new PwxHeader(lines, blocks);
    }

    @Override
    protected FrameResult read() throws IOException {
        for (String line = lines.next(); line != null; line = lines.next()) {
            String text = line.strip();
            PwxRun of = run; // the next one may begin here
            FrameResult result = text.isEmpty() ? null : take(text);
            if (result != null) {
                of.results++;
                return result;
            }
        }
        if (ended) {
            return null;
        }
        ended = true;
        if (scf != null) {
            return scf.truncated(this::origin, lines.number(), stopped);
        }
        return run.line > 0 && run.results == 0
                ? new Rejected(origin(lines.number()), stopped == null ? PwxScf.TRUNCATED : stopped)
                : null;
    }

    /** Takes one line; returns the frame that it ends, if any. */
    private FrameResult take(String text) throws IOException {
        FrameResult over = boundary(text);
        if (over == null) {
            try {
                found(text);
            } catch (Refusal e) {
                if (scf != null) {
                    scf.fault(e);
                } else {
                    run.fault(e);
                }
            }
        }
        return over;
    }

    /** Lines at which an SCF begins or is over. */
    private FrameResult boundary(String text) throws IOException {
        if (text.startsWith("Program PWSCF")) {
            FrameResult result = endRun();
            run = new PwxRun(lines.number());
            calculation = null;
            stopped = null;
            run.info.put(CalculationKeys.CODE, "pw.x " + word(text, 2).replaceFirst("^v\\.", ""));
            return result;
        }
        if (text.startsWith("JOB DONE") || text.startsWith("This run was terminated")) {
            FrameResult result = endRun();
            run = new PwxRun(0);
            calculation = null;
            return result;
        }
        if (text.equals("Self-consistent Calculation")) {
            if (run.refining && scf != null) {
                run.refining = false;
                return null;
            }
            FrameResult result = finish();
            scf = new PwxScf(run, lines.number());
            return result;
        }
        if (text.equals("Band Structure Calculation")) {
            FrameResult result = finish();
            return result != null
                    ? result
                    : new Rejected(
                            origin(lines.number()),
                            "band structure calculation: no energy, no forces");
        }
        if (text.startsWith("A final scf calculation")
                || text.startsWith("Final scf calculation")
                || text.startsWith("The G-vectors are recalculated")) {
            FrameResult result = finish();
            run.finalScf = true;
            return result;
        }
        if (text.startsWith("ATOMIC_POSITIONS") || text.startsWith("CELL_PARAMETERS")) {
            FrameResult result = finish();
            try {
                moved(text);
            } catch (Refusal e) {
                run.fault(e);
            }
            return result;
        }
        return kind(text) ? finish() : null;
    }

    /** Lines after the forces and the stress that tell what kind of run this is. */
    private boolean kind(String text) {
        if (text.startsWith("energy   new") || text.startsWith("Final energy")) {
            calculation = "relax";
        } else if (text.startsWith("enthalpy new") || text.startsWith("Final enthalpy")) {
            calculation = "vc-relax";
            run.cellVaries();
        } else if (text.startsWith("Damped Dynamics Calculation")) {
            run.damped = true;
            return false;
        } else if (text.startsWith("Entering Dynamics:") && run.damped) {
            calculation = "relax";
        } else if (text.startsWith("Entering Dynamics:")) {
            calculation = "md";
            double iteration = number(text, "iteration");
            time((iteration - 1) * run.timeStep, iteration * run.timeStep);
        } else if (text.startsWith("Entering Dynamics;")) {
            calculation = "vc-md";
            run.cellVaries();
            time(1000 * number(text, "time"), Double.NaN);
        } else if (text.startsWith("init_run")) {
            calculation = calculation == null ? "scf" : calculation;
        } else if (text.startsWith("Time step  ")) {
            run.timeStep = number(text, "Time step") * Units.RYDBERG_TIME;
            return false;
        } else {
            return text.startsWith("Begin final coordinates");
        }
        return true;
    }

    /** Times of the SCF that ends here and of the next, in femtoseconds. */
    private void time(double now, double next) {
        run.time = scf == null ? next : now;
        run.nextTime = next;
    }

    /** The number after a name and an equals sign, NaN if there is none. */
    private static double number(String text, String name) {
        Matcher m = Pattern.compile(name + " *= *([\\d.]+)").matcher(text);
        return m.find() && m.group(1).matches("\\d+(\\.\\d*)?")
                ? Double.parseDouble(m.group(1))
                : Double.NaN;
    }

    /** Lines that report something about the run or the present SCF. */
    private void found(String text) throws IOException {
        if (text.startsWith("!") && text.contains("total energy  ")) {
            if (scf == null) {
                scf = new PwxScf(run, lines.number()); // its beginning is not in the file
            }
            scf.energy(lines.real(PwxHeader.valueOf(text)), text.startsWith("!!"));
        } else if (text.startsWith("Error in routine")) {
            stopped = "pw.x stopped: " + text + " " + String.valueOf(lines.next()).strip();
        } else if (scf == null) {
            header.take(text, run);
        } else if (text.startsWith("convergence has been achieved")) {
            scf.converged();
        } else if (text.startsWith("convergence NOT achieved")) {
            scf.fault(new Refusal(lines.number(), "scf not converged"));
        } else if (text.startsWith("estimated scf accuracy    <")) {
            scf.accuracy(lines.real(word(text, 4)));
        } else if (text.startsWith("EXX: now go back to refine")) {
            scf.refine();
            run.refining = true;
        } else if (text.startsWith("Dispersion Correction  ")) {
            run.info.put(CalculationKeys.DISPERSION, "D2");
        } else if (text.startsWith("DFT-D3 Dispersion  ")) {
            run.info.put(CalculationKeys.DISPERSION, "D3");
        } else if (text.startsWith("Dispersion XDM Correction")) {
            run.info.put(CalculationKeys.DISPERSION, "XDM");
        } else if (text.startsWith("External forces energy")) {
            scf.fault(
                    new Refusal(
                            lines.number(),
                            "forces from outside (card ATOMIC_FORCES) are in energy and forces"));
        } else if (text.startsWith("internal energy E=F+TS")) {
            scf.internalEnergy(lines.real(PwxHeader.valueOf(text.substring(22)))); // F+TS =
        } else if (text.startsWith("Forces acting on atoms") && !scf.hasForces()) {
            scf.forces(blocks.forces(), lines.number());
        } else if (text.startsWith("total   stress  (Ry/bohr**3)") && !scf.hasStress()) {
            scf.stress(blocks.rows("three rows of stress"));
        } else {
            header.take(text, run);
        }
    }

    private void moved(String text) throws IOException {
        int at = lines.number();
        if (text.startsWith("CELL_PARAMETERS")) {
            run.cellVaries();
            double unit = header.unit(text, run);
            run.cell(blocks.rows("three rows of CELL_PARAMETERS"), unit);
        } else {
            boolean crystal = text.contains("crystal");
            double unit = crystal ? 1 : header.unit(text, run);
            run.positions(blocks.positions(), unit, crystal, at);
        }
    }

    /** A word of a line, empty if the line is shorter. */
    private static String word(String text, int index) {
        String[] words = Lines.words(text);
        return index < words.length ? words[index] : "";
    }

    private FrameResult endRun() {
        if (scf != null) {
            return finish();
        }
        return run.line > 0 && run.results == 0
                ? new Rejected(origin(run.line), "run without a self-consistent calculation")
                : null;
    }

    private FrameResult finish() {
        if (scf == null) {
            return null;
        }
        run.refining = false;
        FrameResult result = scf.finish(this::origin, calculation, options.allowMissingForces());
        scf = null;
        run.time = run.nextTime;
        run.nextTime = Double.NaN;
        return result;
    }
}
