package org.jinn.format.vasp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameStream;
import org.jinn.format.Lines;
import org.jinn.format.Refusal;
import org.jinn.format.SpeciesLabel;
import org.jinn.format.XmlElements;
import org.jinn.structure.CalculationKeys;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Structure;
import org.jinn.structure.Units;
import org.jinn.structure.Voigt;

/** Reads one {@code calculation} after the other. */
final class VasprunStream extends FrameStream {
    private final XmlElements xml;
    private final Map<String, String> info = new LinkedHashMap<>();
    private final List<Element> species = new ArrayList<>();
    private Refusal noSpecies;
    private boolean underPressure;
    private boolean moves;
    private int mostIterations = Integer.MAX_VALUE;
    private boolean ended;

    // of the step being read
    private int begin;
    private int iterations;
    private double energy;
    private double[] cell;
    private double[] fractional;
    private double[] forces;
    private double[] stress;

    VasprunStream(Lines lines) {
        super(lines);
        this.xml = new XmlElements(lines);
    }

    @Override
    protected FrameResult read() throws IOException {
        while (!ended && advance()) {
            if (xml.begins("calculation")) {
                return calculation();
            }
            if (xml.begins("array") && xml.attribute("name").equals("atoms")) {
                atoms();
            } else if (xml.begins("array") && xml.attribute("name").equals("atomtypes")) {
                types();
            } else if (xml.begins("i") || xml.begins("v")) {
                setting();
            }
        }
        return null;
    }

    private boolean advance() throws IOException {
        try {
            return xml.next();
        } catch (Refusal e) {
            ended = true;
            throw e;
        }
    }

    private void setting() throws IOException {
        String name = xml.attribute("name");
        switch (name) {
            case "version" -> info.put(CalculationKeys.CODE, "vasp " + xml.text());
            case "NELM" -> {
                if (mostIterations == Integer.MAX_VALUE) { // linear response has one too, later
                    mostIterations = (int) xml.numbers(1)[0];
                }
            }
            case "ENMAX" ->
                    info.put(
                            CalculationKeys.CUTOFF_EV,
                            String.format(Locale.ROOT, "%.4f", xml.numbers(1)[0]));
            case "PSTRESS" -> underPressure = xml.numbers(1)[0] != 0;
            case "IBRION" -> moves = xml.numbers(1)[0] > 0;
            case "GGA" -> info.put(CalculationKeys.FUNCTIONAL, xml.text());
            case "divisions" ->
                    info.put(CalculationKeys.MESH, String.join(" ", Lines.words(xml.text())));
            default -> {
                // not one that is kept
            }
        }
    }

    /** Rows of an array: the columns' texts. */
    private List<List<String>> rows() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        while (advance() && !xml.ends("array")) {
            if (xml.begins("rc")) {
                rows.add(new ArrayList<>());
            } else if (xml.begins("c") && !rows.isEmpty()) {
                rows.get(rows.size() - 1).add(xml.text());
            }
        }
        return rows;
    }

    private void atoms() throws IOException {
        int at = xml.line();
        for (List<String> row : rows()) {
            String label = row.isEmpty() ? "" : row.get(0);
            Element element = SpeciesLabel.element(label).orElse(null);
            if (element == null) {
                noSpecies = new Refusal(at, "no element for species " + label);
            }
            species.add(element);
        }
    }

    /** Columns: number of atoms, element, mass, valence, pseudopotential. */
    private void types() throws IOException {
        for (List<String> row : rows()) {
            if (row.size() > 4) {
                info.put(CalculationKeys.PSEUDOPOTENTIAL + row.get(1), row.get(4));
            }
        }
    }

    private FrameResult calculation() throws IOException {
        begin = xml.line();
        iterations = 0;
        energy = Double.NaN;
        cell = null;
        fractional = null;
        forces = null;
        stress = null;
        Refusal fault = null;
        boolean inside = false;
        while (true) {
            if (!advance()) {
                throw new Refusal(begin, "cut off: the file ends inside this ionic step");
            }
            if (xml.ends("calculation")) {
                break;
            }
            if (xml.begins("scstep")) {
                iterations++;
                inside = true;
            } else if (xml.ends("scstep")) {
                inside = false;
            } else if (xml.begins() && !inside) {
                try {
                    take();
                } catch (Refusal e) {
                    fault = fault == null ? e : fault;
                }
            }
        }
        if (fault != null) {
            throw fault;
        }
        return frame();
    }

    private void take() throws IOException {
        String name = xml.attribute("name");
        if (xml.begins("i") && name.equals("e_fr_energy")) {
            energy = xml.numbers(1)[0];
        } else if (xml.begins("varray")) {
            switch (name) {
                case "basis" -> cell = varray();
                case "positions" -> fractional = varray();
                case "forces" -> forces = varray();
                case "stress" -> stress = varray();
                default -> {
                    // not of the frame
                }
            }
        }
    }

    private double[] varray() throws IOException {
        List<double[]> rows = new ArrayList<>();
        while (advance() && !xml.ends("varray")) {
            if (xml.begins("v")) {
                rows.add(xml.numbers(3));
            }
        }
        return rows.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private FrameResult frame() {
        if (noSpecies != null) {
            throw noSpecies;
        }
        if (underPressure && moves) {
            throw new Refusal(begin, OutcarStream.UNDER_PRESSURE);
        }
        if (iterations == 0) {
            throw new Refusal(begin, "no electronic iterations: these forces are not VASP's own");
        }
        if (iterations >= mostIterations) {
            throw new Refusal(
                    begin, "SCF may not be converged: it took all NELM iterations: " + iterations);
        }
        if (Double.isNaN(energy) || cell == null || fractional == null || forces == null) {
            throw new Refusal(
                    begin, "expected basis, positions, forces and e_fr_energy in this ionic step");
        }
        int n = 3 * species.size();
        if (n == 0 || fractional.length != n || forces.length != n || cell.length != 9) {
            throw new Refusal(
                    begin,
                    "positions of "
                            + fractional.length / 3
                            + " atoms and forces on "
                            + forces.length / 3
                            + ", expected "
                            + species.size());
        }
        double[] voigt = null;
        if (stress != null && stress.length == 9) { // VASP writes the pressure's sign
            voigt = Voigt.fromTensor(Units.converted(stress, -1 / Units.EV_PER_A3_IN_KBAR));
        }
        try {
            Cell vectors = Cell.of(cell);
            Structure structure =
                    new Structure(
                            vectors,
                            species.toArray(new Element[0]),
                            vectors.cartesian(fractional));
            return new Accepted(
                    new Frame(structure, Labels.of(energy, forces, voigt), origin(begin), info));
        } catch (IllegalArgumentException e) {
            throw new Refusal(begin, "lattice unusable: " + e.getMessage());
        }
    }
}
