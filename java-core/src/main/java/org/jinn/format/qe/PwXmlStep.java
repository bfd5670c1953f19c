package org.jinn.format.qe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jinn.format.Refusal;
import org.jinn.format.SpeciesLabel;
import org.jinn.format.XmlElements;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Origin;
import org.jinn.structure.Structure;
import org.jinn.structure.Units;
import org.jinn.structure.Voigt;

/** What one {@code step} or {@code output} element says. */
final class PwXmlStep {
    /** Key of the frame's info that says that coordinates are fixed. */
    static final String FIXED = "fixed";

    /** Line of the element. */
    final int line;

    private final XmlElements xml;
    private final Map<String, Double> masses;
    private Boolean converged;
    private double error = Double.NaN;
    private double energy = Double.NaN;
    private double smearing;
    private final List<Element> species = new ArrayList<>();
    private final List<double[]> places = new ArrayList<>();
    private boolean crystal;
    private final double[] cell = new double[9];
    private double[] forces;
    private double[] stress;
    private Refusal fault;

    /**
     * @param masses of species by their labels, in u
     */
    PwXmlStep(XmlElements xml, Map<String, Double> masses) {
        this.xml = xml;
        this.masses = masses;
        this.line = xml.line();
    }

    /** Takes the element that begins here if it is one of these. */
    void take() throws IOException {
        switch (xml.name()) {
            case "scf_conv" -> scf();
            case "convergence_achieved" -> converged = converged(); // versions before 6.6
            case "scf_error" -> error = xml.numbers(1)[0];
            case "etot" -> energy = xml.numbers(1)[0] * Units.HARTREE;
            case "demet" -> smearing = xml.numbers(1)[0] * Units.HARTREE;
            case "atomic_structure" -> structure();
            case "forces" -> forces = Units.converted(xml.numbers(), Units.HARTREE / Units.BOHR);
            case "stress" -> stress();
            default -> {
                // the rest is not of the frame
            }
        }
    }

    /** The frame cannot be used; the first reason given counts. */
    void fault(Refusal refusal) {
        fault = fault == null ? refusal : fault;
    }

    boolean hasForces() {
        return forces != null;
    }

    /** Whether {@code other} reports the same SCF. */
    boolean sameScf(PwXmlStep other) {
        return Math.abs(energy - other.energy) <= 1e-10 * Math.abs(energy);
    }

    /** Takes the stress from the report of the same SCF if it has none. */
    void stressFrom(PwXmlStep output) {
        stress = stress == null ? output.stress : stress;
    }

    /**
     * The frame.
     *
     * @param most the largest {@code scf_error} of a converged SCF
     * @throws Refusal if it must not be used
     */
    Frame frame(Origin origin, Map<String, String> info, double most, boolean allowNoForces) {
        if (info.containsKey(FIXED) && forces != null) {
            if (!allowNoForces) {
                throw new Refusal(
                        line,
                        "forces unknown: the XML has zeros for those on fixed coordinates,"
                                + " the text output has them all");
            }
            forces = null;
        }
        if (fault != null) {
            throw fault;
        }
        if (Boolean.FALSE.equals(converged)) {
            throw new Refusal(line, "scf not converged");
        }
        if (Double.isNaN(energy) || converged == null && Double.isNaN(error)) {
            throw new Refusal(line, PwRefusals.UNFINISHED);
        }
        if (error > most) {
            throw new Refusal(line, PwRefusals.NOT_TO_THRESHOLD);
        }
        if (forces == null && !allowNoForces) {
            throw new Refusal(line, PwRefusals.NO_FORCES);
        }
        if (forces != null && forces.length != 3 * species.size()) {
            throw new Refusal(
                    line,
                    "forces on " + forces.length / 3.0 + " atoms, expected " + species.size());
        }
        Frame frame =
                new Frame(
                        atoms(),
                        Labels.of(energy, forces, stress == null ? null : Voigt.fromTensor(stress)),
                        origin,
                        info);
        return smearing == 0
                ? frame
                : frame.with("internal_energy_eV", Double.toString(energy - smearing));
    }

    private Structure atoms() {
        if (species.isEmpty()) {
            throw new Refusal(line, "positions unknown: no atomic_positions in this element");
        }
        double[] at = places.stream().flatMapToDouble(Arrays::stream).toArray();
        try {
            Cell vectors = Cell.of(Units.converted(cell, Units.BOHR));
            return new Structure(
                    vectors,
                    species.toArray(new Element[0]),
                    crystal ? vectors.cartesian(at) : Units.converted(at, Units.BOHR));
        } catch (IllegalArgumentException e) {
            throw new Refusal(line, "cell unusable: " + e.getMessage());
        }
    }

    /** With an electric field pw.x writes nine zeros: it has not calculated any. */
    private void stress() throws IOException {
        double[] table = xml.numbers(9);
        if (Arrays.stream(table).anyMatch(v -> v != 0)) {
            stress = Units.converted(table, -2 * Units.RYDBERG_PER_BOHR3);
        }
    }

    private void scf() throws IOException {
        while (xml.next() && !xml.ends("scf_conv")) {
            if (xml.begins("convergence_achieved")) {
                converged = converged();
            } else if (xml.begins("scf_error")) {
                error = xml.numbers(1)[0];
            }
        }
    }

    private boolean converged() throws IOException {
        return xml.text().equals("true");
    }

    private void structure() throws IOException {
        while (xml.next() && !xml.ends("atomic_structure")) {
            if (xml.begins("atom")) {
                String label = xml.attribute("name");
                int at = xml.line();
                species.add(
                        SpeciesLabel.element(label, masses.getOrDefault(label, Double.NaN))
                                .orElseThrow(
                                        () -> new Refusal(at, "no element for species " + label)));
                places.add(xml.numbers(3));
            } else if (xml.begins("crystal_positions")) {
                crystal = true;
            } else if (xml.begins("wyckoff_positions")) {
                fault(new Refusal(xml.line(), "Wyckoff positions, expected atomic_positions"));
            } else if (xml.begins() && xml.name().matches("a[123]")) {
                int row = xml.name().charAt(1) - '1';
                System.arraycopy(xml.numbers(3), 0, cell, 3 * row, 3);
            }
        }
    }
}
