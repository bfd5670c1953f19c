package org.jinn.format.vasp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameStream;
import org.jinn.format.Lines;
import org.jinn.format.Refusal;
import org.jinn.format.SpeciesLabel;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Structure;
import org.jinn.structure.Units;

/** Reads ionic step after ionic step; each ends with its block of energies. */
final class OutcarStream extends FrameStream {
    /** Where XX YY ZZ XY YZ ZX go in the order of {@link org.jinn.structure.Voigt}. */
    private static final int[] TO_VOIGT = {0, 1, 2, 5, 3, 4};

    private static final Pattern ITERATION =
            Pattern.compile("Iteration +(?:\\d+|\\*+)\\( *(\\d+)\\)");
    private static final Pattern MOST = Pattern.compile("NELM *= *(\\d+)");
    private static final Pattern TOTEN = Pattern.compile("free +energy +TOTEN *= *(\\S+) +eV");

    private static final Pattern PRESSURE = Pattern.compile("PSTRESS= *([-+.\\d]+)");
    private static final Pattern MOTION = Pattern.compile("IBRION = *(-?\\d+)");

    /** Why frames of a relaxation with PSTRESS are not used. */
    static final String UNDER_PRESSURE =
            "relaxed under PSTRESS: VASP takes it off the stress, and adds its work to energies";

    /** Blanks between columns may be missing: a minus sign begins a number. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d*(?:[Ee][-+]?\\d+)?|\\*+");

    // of the whole run
    private final List<String> potentials = new ArrayList<>();
    private int[] counts;
    private Element[] species;
    private int mostIterations;
    private boolean underPressure;
    private boolean moves;

    // of the step being read
    private Cell cell;
    private double[] positions;
    private double[] forces;
    private double[] stress;
    private int begin;
    private int iterations;
    private boolean converged;
    private boolean notConverged;
    private Refusal fault;

    OutcarStream(Lines lines) {
        super(lines);
    }

    @Override
    protected FrameResult read() throws IOException {
        positions = null;
        forces = null;
        stress = null;
        begin = 0;
        iterations = 0;
        converged = false;
        notConverged = false;
        fault = null;
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (begin == 0 && (line.contains("Iteration") || line.contains("POSITION"))) {
                begin = lines.number();
            }
            if (line.contains("FREE ENERGIE OF THE ION-ELECTRON SYSTEM")
                    && !line.contains("ML FREE ENERGIE")) { // of a potential, not of VASP
                return frame();
            }
            try {
                take(line);
            } catch (Refusal e) {
                fault = fault == null ? e : fault; // told at the end of the step: it is one
            }
        }
        if (fault != null) {
            throw fault;
        }
        if (positions != null || iterations > 0) {
            throw new Refusal(lines.number(), "truncated: the file ends inside this ionic step");
        }
        return null;
    }

    private void take(String line) throws IOException {
        if (line.stripLeading().startsWith("vasp.")) { // a run, perhaps behind another
            potentials.clear();
            counts = null;
            species = null;
            cell = null;
            mostIterations = 0;
            underPressure = false;
        } else if (line.contains("PSTRESS=")) {
            underPressure = number(PRESSURE, line) != 0;
        } else if (line.contains("IBRION =")) {
            moves = number(MOTION, line) > 0;
        } else if (line.contains("POTCAR:") && counts == null) {
            potentials.add(line.substring(line.indexOf(':') + 1).strip());
        } else if (line.contains("ions per type =")) {
            counts =
                    Arrays.stream(Lines.words(line.substring(line.indexOf('=') + 1)))
                            .mapToInt(lines::integer)
                            .toArray();
        } else if (line.contains("direct lattice vectors")) {
            cell = lattice();
        } else if (line.contains("POSITION  ") && line.contains("TOTAL-FORCE")) {
            atoms();
        } else if (line.stripLeading().startsWith("in kB")) {
            stress = stress(line);
        } else if (line.contains("aborting loop")) {
            // "because EDIFF is reached", or "EDIFF was not reached (unconverged)"
            notConverged = line.contains("not reached") || line.contains("unconverged");
            converged = !notConverged;
        } else if (line.contains("Iteration")) {
            Matcher m = ITERATION.matcher(line);
            if (m.find()) {
                iterations = lines.integer(m.group(1));
            }
        } else if (line.contains("NELM")) {
            Matcher m = MOST.matcher(line);
            if (m.find()) {
                mostIterations = lines.integer(m.group(1));
            }
        }
    }

    /** The number in a line; 0 if there is none. */
    private double number(Pattern pattern, String line) {
        Matcher m = pattern.matcher(line);
        return m.find() ? lines.real(m.group(1)) : 0;
    }

    private Cell lattice() throws IOException {
        double[] h = new double[9];
        for (int row = 0; row < 3; row++) {
            double[] numbers = numbers(next("a lattice vector"), 3);
            System.arraycopy(numbers, 0, h, 3 * row, 3);
        }
        try {
            return Cell.of(h, true, true, true);
        } catch (IllegalArgumentException e) {
            throw new Refusal(lines.number(), "lattice unusable: " + e.getMessage());
        }
    }

    private void atoms() throws IOException {
        if (species == null) {
            species = species();
        }
        next("a line of dashes");
        double[] x = new double[3 * species.length];
        double[] f = new double[3 * species.length];
        for (int i = 0; i < species.length; i++) {
            double[] row = numbers(next("atom " + (i + 1) + " of " + species.length), 6);
            System.arraycopy(row, 0, x, 3 * i, 3);
            System.arraycopy(row, 3, f, 3 * i, 3);
        }
        positions = x;
        forces = f;
    }

    /** POTCAR lines come once for each potential, then a second time. */
    private Element[] species() {
        if (counts == null) {
            throw new Refusal(lines.number(), "no line 'ions per type' before the first atoms");
        }
        if (potentials.size() < counts.length) {
            throw new Refusal(
                    lines.number(),
                    "expected a POTCAR line for each of "
                            + counts.length
                            + " species, found "
                            + potentials.size());
        }
        List<Element> all = new ArrayList<>();
        for (int t = 0; t < counts.length; t++) {
            String[] words = potentials.get(t).split("\\s+"); // PAW_PBE Si_sv 05Jan2001
            String label = words.length > 1 ? words[1] : words[0];
            int number = lines.number();
            Element element =
                    SpeciesLabel.element(label)
                            .orElseThrow(() -> new Refusal(number, "not an element: " + label));
            if (counts[t] < 0 || all.size() + (long) counts[t] > 10_000_000) {
                throw new Refusal(number, "impossible number of ions: " + counts[t]);
            }
            for (int i = 0; i < counts[t]; i++) {
                all.add(element);
            }
        }
        return all.toArray(new Element[0]);
    }

    private double[] stress(String line) {
        double[] kbar = numbers(line, 6);
        double[] out = new double[6];
        for (int c = 0; c < 6; c++) {
            // VASP prints the pressure's sign
            out[TO_VOIGT[c]] = -kbar[c] / Units.EV_PER_A3_IN_KBAR;
        }
        return out;
    }

    private FrameResult frame() throws IOException {
        int line = begin == 0 ? lines.number() : begin;
        double energy = Double.NaN;
        for (int n = 0; n < 6 && Double.isNaN(energy); n++) {
            Matcher m = TOTEN.matcher(next("the free energy TOTEN"));
            if (m.find()) {
                energy = lines.real(m.group(1));
            }
        }
        if (Double.isNaN(energy)) {
            throw new Refusal(lines.number(), "no line 'free  energy   TOTEN  = ... eV'");
        }
        if (fault != null) {
            throw fault;
        }
        if (notConverged || !converged && mostIterations > 0 && iterations >= mostIterations) {
            throw new Refusal(
                    line, "SCF not converged in " + iterations + " iterations of this ionic step");
        }
        if (underPressure && moves) {
            throw new Refusal(line, UNDER_PRESSURE);
        }
        if (positions == null) {
            throw new Refusal(
                    line, "no POSITION block: positions and forces of this step are missing");
        }
        if (cell == null) {
            throw new Refusal(line, "no lattice vectors before this step");
        }
        return new Accepted(
                new Frame(
                        new Structure(cell, species, positions),
                        new Labels(OptionalDouble.of(energy), forces, stress),
                        origin(line),
                        Map.of()));
    }

    private String next(String what) throws IOException {
        String line = lines.next();
        if (line == null) {
            throw new Refusal(lines.number(), "truncated: the file ends, expected " + what);
        }
        return line;
    }

    /** The first numbers of a line, of which there must be enough. */
    private double[] numbers(String line, int count) {
        double[] values = new double[count];
        Matcher m = NUMBER.matcher(line);
        for (int i = 0; i < count; i++) {
            if (!m.find()) {
                throw new Refusal(
                        lines.number(), "expected " + count + " numbers: " + line.strip());
            }
            values[i] = lines.real(m.group());
        }
        return values;
    }
}
