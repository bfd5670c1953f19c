package org.jinn.format.qe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jinn.format.Refusal;
import org.jinn.format.SpeciesLabel;
import org.jinn.format.qe.PwxBlocks.Sites;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Structure;
import org.jinn.structure.Units;

/** What one run of pw.x has said so far: settings, and the cell and positions of the next SCF. */
final class PwxRun {
    /** Printed volumes have four decimals, cells six or more digits. */
    private static final double VOLUME_TOLERANCE = 2e-4;

    /** Facts for {@link org.jinn.structure.Frame#info}. */
    final Map<String, String> info = new LinkedHashMap<>();

    /** Line of the run's first line, 0 if the file does not show it. */
    final int line;

    /** Accuracy in Ry at which an SCF counts as converged; NaN if not printed. */
    double threshold = Double.NaN;

    /** Time of the SCF being read in femtoseconds, NaN if this is no dynamics or not known. */
    double time = Double.NaN;

    /** The same for the next SCF. */
    double nextTime = Double.NaN;

    /** Time step of dynamics in femtoseconds. */
    double timeStep = Double.NaN;

    /** Results given out for this run. */
    int results;

    /** Whether dynamics is a way to relax. */
    boolean damped;

    /** Whether the SCF at the end of a vc-relax has begun. */
    boolean finalScf;

    /** Whether exact exchange is refining: the next SCF belongs to the same frame. */
    boolean refining;

    private final Map<String, String> pseudoElements = new LinkedHashMap<>();
    private final Map<String, Double> masses = new LinkedHashMap<>();
    private double alat = Double.NaN;
    private int atoms = -1;
    private double volume = Double.NaN;
    private double[] cell;
    private boolean cellFresh;
    private boolean cellVaries;
    private Sites sites;
    private double positionUnit;
    private boolean crystal;
    private int positionsLine;
    private boolean positionsFresh;
    private Refusal fault;

    /** A run that began at {@code line} (0: out of sight). */
    PwxRun(int line) {
        this.line = line;
    }

    /** The lattice parameter in bohr. */
    void alat(double bohr) {
        alat = bohr;
    }

    void atoms(int count) {
        atoms = count;
    }

    /** The cell's volume in bohr&sup3; as printed, for a check. */
    void volume(double bohr3) {
        volume = bohr3;
    }

    /** A table was bad: the next SCF cannot be used. */
    void fault(Refusal refusal) {
        fault = fault == null ? refusal : fault;
    }

    /** The element that a species' pseudopotential says it is for, and its mass in u. */
    void species(String label, String element, double mass) {
        pseudoElements.put(label, element);
        masses.put(label, mass);
    }

    /**
     * A run that is restarted has printed what its input says, and goes on from elsewhere. Where
     * the header comes after this line, that is right.
     */
    void readElsewhere(int atLine) {
        if (positionsFresh) {
            positionsFresh = false;
            fault(
                    new Refusal(
                            atLine,
                            "positions unknown: those that a restarted run begins with are not"
                                    + " printed"));
        }
    }

    /** The cell of this run changes: from now on it must be printed for every frame. */
    void cellVaries() {
        cellVaries = true;
    }

    /** Lattice vectors in {@code unit} angstrom. */
    void cell(double[] vectors, double unit) {
        cell = vectors.clone();
        for (int i = 0; i < 9; i++) {
            cell[i] *= unit;
        }
        cellFresh = true;
    }

    /** Positions in {@code unit} angstrom, or in units of the cell if {@code crystal}. */
    void positions(Sites read, double unit, boolean crystalUnits, int atLine) {
        sites = read;
        positionUnit = unit;
        crystal = crystalUnits;
        positionsLine = atLine;
        positionsFresh = true;
    }

    /** One alat in angstrom, NaN if not known. */
    double alatAngstrom() {
        return alat * Units.BOHR;
    }

    /** Line of the positions of the SCF that begins now at {@code scfLine}. */
    int frameLine(int scfLine) {
        return positionsFresh && positionsLine > 0 ? positionsLine : scfLine;
    }

    /**
     * The structure of the SCF that begins now. Cell and positions are then used up: they hold for
     * this SCF only (the cell for the whole run if it does not vary).
     *
     * @throws Refusal if the file does not show them, or they contradict each other
     */
    Structure begin(int scfLine) {
        boolean cellKnown = cell != null && (cellFresh || !cellVaries);
        boolean positionsKnown = sites != null && positionsFresh;
        Refusal bad = fault;
        cellFresh = false;
        positionsFresh = false;
        fault = null;
        if (finalScf) {
            throw new Refusal(scfLine, PwRefusals.OTHER_PLANE_WAVES);
        }
        if (bad != null) {
            throw bad;
        }
        if (!cellKnown || Double.isNaN(positionUnit)) {
            throw new Refusal(
                    scfLine,
                    "cell unknown: "
                            + (cellVaries
                                    ? "no CELL_PARAMETERS printed before this scf"
                                    : "the header of this run is not in the file"));
        }
        if (!positionsKnown) {
            throw new Refusal(
                    scfLine, "positions unknown: none printed between the last scf and this one");
        }
        if (atoms >= 0 && sites.labels().size() != atoms) {
            throw new Refusal(
                    positionsLine,
                    "positions of " + sites.labels().size() + " atoms, expected " + atoms);
        }
        return structure(scfLine);
    }

    private Structure structure(int scfLine) {
        Cell periodic;
        try {
            periodic = Cell.of(cell);
        } catch (IllegalArgumentException e) {
            throw new Refusal(scfLine, "cell unusable: " + e.getMessage());
        }
        double printed = volume * Units.BOHR * Units.BOHR * Units.BOHR;
        if (Math.abs(periodic.volume() / printed - 1) > VOLUME_TOLERANCE) {
            throw new Refusal(
                    scfLine,
                    "cell unknown: the vectors do not span the volume printed before this scf");
        }
        List<String> labels = sites.labels();
        Element[] species = new Element[labels.size()];
        for (int i = 0; i < species.length; i++) {
            species[i] = element(labels.get(i));
        }
        double[] x = sites.coordinates();
        return new Structure(
                periodic,
                species,
                crystal ? periodic.cartesian(x) : Units.converted(x, positionUnit));
    }

    private Element element(String label) {
        return Element.find(pseudoElements.getOrDefault(label, ""))
                .or(() -> SpeciesLabel.element(label, masses.getOrDefault(label, Double.NaN)))
                .orElseThrow(
                        () ->
                                new Refusal(
                                        positionsLine,
                                        "no element for species " + label + ", expected a symbol"));
    }
}
