package org.jinn.format.qe;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.format.FrameStream;
import org.jinn.format.Lines;
import org.jinn.format.ReadOptions;
import org.jinn.format.Refusal;
import org.jinn.format.XmlElements;
import org.jinn.structure.CalculationKeys;
import org.jinn.structure.Frame;
import org.jinn.structure.Units;

/** Walks the elements; holds the last step back until the {@code output} has added its stress. */
final class PwXmlStream extends FrameStream {
    private final XmlElements xml;
    private final ReadOptions options;
    private final Map<String, String> info = new LinkedHashMap<>();
    private final Map<String, Double> masses = new LinkedHashMap<>();
    private String calculation = "";
    private boolean forcesOff;
    private double threshold = Double.NaN;
    private double timeStep = Double.NaN;
    private boolean old;
    private int steps;
    private PwXmlStep held;

    /** What is wrong with the document, until it is told. */
    private Refusal broken;

    private boolean over;

    PwXmlStream(Lines lines, ReadOptions options) {
        super(lines);
        this.xml = new XmlElements(lines);
        this.options = options;
    }

    @Override
    protected FrameResult read() throws IOException {
        try {
            while (!over && xml.next()) {
                if (!xml.begins()) {
                    continue;
                }
                if (xml.name().equals("step")) {
                    PwXmlStep before = held;
                    held = element("step");
                    if (before != null) {
                        return result(before);
                    }
                } else if (xml.name().equals("output")) {
                    return output(element("output"));
                } else if (xml.name().equals("forces")) { // of control_variables
                    forcesOff = xml.text().equals("false");
                } else {
                    setting();
                }
            }
        } catch (Refusal e) {
            broken = e; // of the document: what was held is whole
            over = true;
        }
        if (held != null) {
            PwXmlStep last = held;
            held = null;
            return result(last);
        }
        if (broken != null) {
            Refusal told = broken;
            broken = null;
            throw told;
        }
        return null;
    }

    /** Reads an element to its end. A fault in it is the frame's, one of the document escapes. */
    private PwXmlStep element(String name) throws IOException {
        PwXmlStep step = new PwXmlStep(xml, masses);
        while (true) {
            if (!xml.next()) {
                throw new Refusal(xml.line(), "cut off: the file ends inside <" + name + ">");
            }
            if (xml.ends(name)) {
                return step;
            }
            if (xml.begins()) {
                try {
                    setting(); // the output repeats some, and tells the k-points
                    step.take();
                } catch (Refusal e) {
                    step.fault(e);
                }
            }
        }
    }

    private FrameResult output(PwXmlStep output) {
        PwXmlStep last = held;
        held = null;
        if (forcesOff && calculation.equals("scf") && output.hasForces()) {
            output.fault(
                    new Refusal(
                            output.line,
                            "forces that the input did not ask for: they may be those of another"
                                    + " image of neb.x"));
        }
        if (last == null) {
            if (!calculation.equals("scf") && !calculation.isEmpty()) {
                output.fault(
                        new Refusal(
                                output.line,
                                calculation.endsWith("nscf") || calculation.equals("bands")
                                        ? "band structure calculation: no energy, no forces"
                                        : "no step in the file, and after the last scf pw.x may"
                                                + " have moved the atoms of its output"));
            }
            return result(output);
        }
        if (last.sameScf(output)) {
            if (!calculation.equals("vc-md")) { // whose dynamics has changed it to other units
                last.stressFrom(output);
            }
            return result(last);
        }
        output.fault(
                new Refusal(
                        output.line,
                        calculation.equals("vc-relax")
                                ? PwRefusals.OTHER_PLANE_WAVES
                                : "the output's energy is not that of the last step"));
        held = output; // refused after the last step
        return result(last);
    }

    private FrameResult result(PwXmlStep step) {
        Map<String, String> facts = new LinkedHashMap<>(info);
        if (calculation.endsWith("md") && !Double.isNaN(timeStep)) {
            facts.put(Frame.TIME, String.format(Locale.ROOT, "%.4f", steps * timeStep));
        }
        if (old) {
            step.fault(
                    new Refusal(
                            step.line,
                            "XML of a pw.x before 6.3: its positions are in units of its own"
                                    + " (6.0), the text output is read"));
        }
        boolean isStep = !calculation.equals("scf");
        steps++;
        // steps report the accuracy in Ry, the output in Ha; exact exchange means another one
        double most = (isStep ? 2 : 1) * PwRefusals.THRESHOLD_ROUNDING * threshold;
        most =
                Double.isNaN(most) || info.containsKey(CalculationKeys.EXACT_EXCHANGE)
                        ? Double.POSITIVE_INFINITY
                        : most;
        try {
            return new Accepted(
                    step.frame(origin(step.line), facts, most, options.allowMissingForces()));
        } catch (Refusal e) {
            return new Rejected(origin(e.line()), e.getMessage());
        }
    }

    /** Takes the element that begins here if it is a setting. */
    private void setting() throws IOException {
        switch (xml.name()) {
            case "creator" -> {
                info.put(CalculationKeys.CODE, "pw.x " + xml.attribute("VERSION"));
                old = xml.attribute("VERSION").matches("6\\.[0-2]\\b.*");
            }
            case "calculation" -> {
                calculation = xml.text();
                info.put(CalculationKeys.KIND, calculation);
            }
            case "species" -> species();
            case "functional" -> info.put(CalculationKeys.FUNCTIONAL, xml.text());
            case "hybrid" -> info.put(CalculationKeys.EXACT_EXCHANGE, "T");
            case "vdw_corr" -> vdw(xml.text());
            case "smearing" -> smearing(xml.attribute("degauss"));
            case "ecutwfc" ->
                    info.put(
                            CalculationKeys.CUTOFF_RY,
                            String.format(Locale.ROOT, "%.4f", 2 * xml.numbers(1)[0]));
            case "conv_thr" -> threshold = xml.numbers(1)[0];
            case "free_positions" -> {
                if (Arrays.stream(xml.numbers()).anyMatch(v -> v == 0)) {
                    info.put(PwXmlStep.FIXED, "T");
                }
            }
            case "timestep" -> timeStep = xml.numbers(1)[0] * Units.RYDBERG_TIME;
            case "monkhorst_pack" ->
                    info.put(
                            CalculationKeys.MESH,
                            String.join(
                                    " ",
                                    xml.attribute("nk1"),
                                    xml.attribute("nk2"),
                                    xml.attribute("nk3"),
                                    xml.attribute("k1"),
                                    xml.attribute("k2"),
                                    xml.attribute("k3")));
            default -> {
                // not one that is kept
            }
        }
    }

    /** By the names of the text output's corrections, where it has one. */
    private void vdw(String correction) {
        String word = correction.toUpperCase(Locale.ROOT);
        if (!word.equals("NONE") && !word.isEmpty()) {
            boolean d2 = word.contains("D2") || word.equals("DFT-D");
            info.put(CalculationKeys.DISPERSION, d2 ? "D2" : word.contains("D3") ? "D3" : word);
        }
    }

    private void smearing(String hartree) {
        if (!hartree.isEmpty()) {
            double rydberg = 2 * lines.real(hartree);
            info.put(CalculationKeys.SMEARING, String.format(Locale.ROOT, "%.4f", rydberg));
        }
    }

    private void species() throws IOException {
        String label = xml.attribute("name");
        while (xml.next() && !xml.ends("species")) {
            if (xml.begins("mass")) {
                masses.put(label, xml.numbers(1)[0]);
            } else if (xml.begins("pseudo_file")) {
                String path = xml.text();
                info.put(
                        CalculationKeys.PSEUDOPOTENTIAL + label,
                        path.substring(path.lastIndexOf('/') + 1));
            }
        }
    }
}
