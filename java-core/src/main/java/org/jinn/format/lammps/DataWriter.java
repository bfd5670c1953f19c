package org.jinn.format.lammps;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jinn.format.FrameWriter;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Structure;

/** Writes the one structure of a data file. */
final class DataWriter implements FrameWriter {
    /** Room around a cluster without a cell, in angstrom. */
    private static final double MARGIN = 10;

    private final Writer out;
    private boolean written;

    DataWriter(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    @Override
    public void write(Frame frame) throws IOException {
        if (written) {
            throw new IllegalArgumentException(
                    "a LAMMPS data file holds one structure: choose one frame (--frame)");
        }
        written = true;
        Structure structure = frame.structure();
        double[] low = new double[3];
        LammpsBox box = box(structure, low);
        double[] h = box.cell().vectors();
        List<Element> types = structure.elements();
        out.append("LAMMPS data file by jinn, units metal, ").append(structure.formula());
        out.append(rotated(box) ? ", cell rotated\n\n" : "\n\n");
        out.append("# rotation from the original frame, x' = R x, R row by row: ");
        out.append(numbers(box.rotation())).append('\n');
        if (!structure.cell().allPeriodic()) {
            out.append("# not periodic in all directions: use boundary");
            for (int j = 0; j < 3; j++) {
                out.append(structure.cell().periodic(j) ? " p" : " f");
            }
            out.append('\n');
        }
        out.append(structure.size() + " atoms\n" + types.size() + " atom types\n");
        out.append(low[0] + " " + (low[0] + h[0]) + " xlo xhi\n");
        out.append(low[1] + " " + (low[1] + h[4]) + " ylo yhi\n");
        out.append(low[2] + " " + (low[2] + h[8]) + " zlo zhi\n");
        if (h[3] != 0 || h[6] != 0 || h[7] != 0) {
            out.append(h[3] + " " + h[6] + " " + h[7] + " xy xz yz\n");
        }
        out.append("\nMasses\n\n");
        for (int t = 0; t < types.size(); t++) {
            Element type = types.get(t);
            out.append((t + 1) + " " + type.mass() + " # " + type.symbol() + "\n");
        }
        out.append("\nAtoms # atomic\n\n");
        double[] x = box.rotate(structure.positions());
        for (int i = 0; i < structure.size(); i++) {
            int type = types.indexOf(structure.species(i)) + 1;
            String place = numbers(Arrays.copyOfRange(x, 3 * i, 3 * i + 3));
            out.append((i + 1) + " " + type + " " + place + "\n");
        }
    }

    @Override
    public void close() throws IOException {
        if (!written) {
            throw new IllegalArgumentException("a LAMMPS data file holds one structure: count=0");
        }
        out.flush();
    }

    /**
     * The box, and its lower corner in {@code low}: the origin for a cell. Where it is not periodic
     * it holds all atoms: LAMMPS takes none outside.
     *
     * @throws IllegalArgumentException if it is periodic in some directions and not a cuboid along
     *     the axes: no vector that is no period may be added to another
     */
    private static LammpsBox box(Structure structure, double[] low) {
        Cell cell = structure.cell();
        if (cell.allPeriodic()) {
            return LammpsBox.of(cell);
        }
        if (cell.anyPeriodic() && !cuboid(cell)) {
            throw new IllegalArgumentException(
                    "a LAMMPS data file of a cell that is periodic in some directions only needs"
                            + " vectors along x, y and z: cell="
                            + numbers(cell.vectors()));
        }
        double[] edges = new double[3];
        for (int j = 0; j < 3; j++) {
            edges[j] = cell.get(j, j);
            if (cell.periodic(j)) {
                continue;
            }
            double high = Double.NEGATIVE_INFINITY;
            low[j] = Double.POSITIVE_INFINITY;
            for (int i = 0; i < structure.size(); i++) {
                low[j] = Math.min(low[j], structure.position(i, j) - MARGIN);
                high = Math.max(high, structure.position(i, j) + MARGIN);
            }
            edges[j] = high - low[j];
        }
        return LammpsBox.of(Cell.of(edges[0], 0, 0, 0, edges[1], 0, 0, 0, edges[2]));
    }

    private static boolean cuboid(Cell cell) {
        double[] h = cell.vectors();
        boolean along = true;
        for (int i = 0; i < 9; i++) {
            along &= i % 4 == 0 ? h[i] > 0 : h[i] == 0;
        }
        return along;
    }

    private static boolean rotated(LammpsBox box) {
        return !Arrays.equals(box.rotation(), new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
    }

    private static String numbers(double[] values) {
        return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }
}
