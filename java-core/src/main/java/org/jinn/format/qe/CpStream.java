package org.jinn.format.qe;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameStream;
import org.jinn.format.Lines;
import org.jinn.format.ReadOptions;
import org.jinn.format.Refusal;
import org.jinn.structure.CalculationKeys;
import org.jinn.structure.Cell;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Structure;
import org.jinn.structure.Units;
import org.jinn.structure.Voigt;

/** Reads a step of {@code .pos} and the same step of the other files. */
final class CpStream extends FrameStream {
    /** Columns of the .evp file where it has no header, from 0. */
    private static final int TIME = 1;

    private static final int EKINC = 2;
    private static final int ETOT = 5;

    /** Of the electrons' fictitious motion, eV/atom: with more they are not in the ground state. */
    private static final double HOT = 0.1;

    private final ReadOptions options;
    private final String stem;
    private CpAtoms atoms;
    private CpTable positions;
    private CpTable cells;
    private CpTable forces;
    private CpTable energies;
    private CpTable stresses;
    private CpTable velocities;
    private boolean lost;

    CpStream(Lines lines, ReadOptions options) {
        super(lines);
        this.options = options;
        this.stem = lines.name().replaceFirst("\\.pos(\\.gz)?$", "");
    }

    @Override
    protected FrameResult read() throws IOException {
        if (lost) {
            return null;
        }
        lost = true; // a fault of a table: where its next block begins cannot be known
        if (atoms == null) {
            open();
        }
        CpTable.Block block = positions.next();
        lost = block == null;
        return lost ? null : frame(block);
    }

    private void open() throws IOException {
        atoms = CpAtoms.of(stem);
        int count = atoms.species().length;
        positions = new CpTable(lines, count);
        cells = CpTable.open(stem, ".cel", 3);
        forces = CpTable.open(stem, ".for", count);
        energies = CpTable.open(stem, ".evp", 0);
        stresses = CpTable.open(stem, ".str", 3);
        velocities = CpTable.open(stem, ".vel", count);
        if (energies == null) {
            throw new Refusal(1, "energies unknown: no file " + stem + ".evp");
        }
        if (forces == null && !options.allowMissingForces()) {
            throw new Refusal(1, "forces unknown: no file " + stem + ".for");
        }
    }

    private FrameResult frame(CpTable.Block block) throws IOException {
        int step = block.step();
        lost = true;
        double[] columns = energies.at(step);
        double[] h = cells == null ? null : cells.at(step);
        double[] f = forces == null ? null : forces.at(step);
        double[] s = stresses == null ? null : stresses.at(step);
        double[] v = velocities == null ? null : velocities.at(step);
        lost = false;
        int etot = energies.column("etot", ETOT);
        int ekinc = energies.column("ekinc", EKINC);
        int time = energies.column("time(ps)", TIME);
        if (columns == null
                || etot < 0
                || time < 0
                || columns.length <= Math.max(etot, Math.max(ekinc, time))) {
            throw new Refusal(block.line(), "no energy of step " + step + " in the .evp file");
        }
        if (cells != null && h == null) {
            throw new Refusal(block.line(), "no cell of step " + step + " in the .cel file");
        }
        if (forces != null && f == null) {
            throw new Refusal(block.line(), "no forces of step " + step + " in the .for file");
        }
        Cell cell = h == null ? atoms.cell() : cell(h, block.line());
        double[] stress = s == null || v == null ? null : stress(s, v, cell.volume());
        Map<String, String> info = new LinkedHashMap<>();
        info.put(CalculationKeys.CODE, "cp.x");
        info.put("step", Integer.toString(step));
        info.put(Frame.TIME, String.format(Locale.ROOT, "%.4f", columns[time] * 1000));
        if (ekinc >= 0) { // Born-Oppenheimer dynamics has none
            double fictitious = columns[ekinc] * Units.HARTREE;
            info.put("ekinc_eV", Double.toString(fictitious));
            checkCold(fictitious / atoms.species().length, block.line());
        }
        return new Accepted(
                new Frame(
                        new Structure(
                                cell,
                                atoms.species(),
                                Units.converted(block.numbers(), Units.BOHR)),
                        Labels.of(
                                columns[etot] * Units.HARTREE,
                                f == null ? null : Units.converted(f, Units.HARTREE / Units.BOHR),
                                stress),
                        origin(block.line()),
                        info));
    }

    /** As after the first steps of a minimisation of electrons. */
    private static void checkCold(double fictitious, int line) {
        if (fictitious > HOT) {
            throw new Refusal(
                    line,
                    String.format(
                            Locale.ROOT,
                            "electrons not in the ground state: their fictitious kinetic energy is"
                                    + " %.2f eV/atom",
                            fictitious));
        }
    }

    /** Vectors are the columns. */
    private static Cell cell(double[] h, int line) {
        double[] rows = new double[9];
        for (int i = 0; i < 9; i++) {
            rows[i] = h[3 * (i % 3) + i / 3] * Units.BOHR;
        }
        try {
            return Cell.of(rows);
        } catch (IllegalArgumentException e) {
            throw new Refusal(line, "cell unusable: " + e.getMessage());
        }
    }

    /** Without the momentum flux of the ions, sum of m v v / volume. */
    private double[] stress(double[] gpa, double[] v, double volume) {
        double[] tensor = Units.converted(gpa, -1 / Units.EV_PER_A3_IN_GPA);
        for (int i = 0; i < v.length; i += 3) {
            double mass = atoms.masses()[i / 3] * Units.ELECTRON_MASSES * Units.HARTREE / volume;
            for (int k = 0; k < 9; k++) {
                tensor[k] += mass * v[i + k / 3] * v[i + k % 3];
            }
        }
        return Voigt.fromTensor(tensor);
    }

    @Override
    public void close() throws IOException {
        super.close();
        for (CpTable table : new CpTable[] {cells, forces, energies, stresses, velocities}) {
            if (table != null) {
                table.close();
            }
        }
    }
}
