package org.jinn.neighbor;

import java.util.Arrays;
import java.util.Locale;
import org.jinn.structure.Cell;
import org.jinn.structure.Structure;

/**
 * The atoms of a structure followed by every periodic image that lies within a cutoff of one of
 * them: local atoms first, then ghosts, as LAMMPS has them.
 *
 * @param positions x, y, z of local and ghost atoms, angstrom
 * @param owner local atom each atom is an image of; {@code owner[i] == i} for local atoms
 * @param local number of local atoms
 */
public record PeriodicImages(double[] positions, int[] owner, int local) {
    /** More are looked at for no cell that atoms fit in. */
    private static final double MOST = 1e8;

    /**
     * Images of {@code structure} for neighbours within {@code cutoff} angstrom. Atoms are moved
     * into the cell first. Cells narrower than the cutoff are fine: an atom then has several
     * images, its own among them.
     *
     * @throws IllegalArgumentException if the cell is so small that the images have no end
     */
    public static PeriodicImages of(Structure structure, double cutoff) {
        int n = structure.size();
        // as far as atoms have wandered, and as skewed as the cell may be: few images are near
        Cell cell = structure.cell().reduced();
        double[] local = structure.positions();
        if (cell.anyPeriodic()) {
            local = cell.cartesian(cell.inside(local));
        }
        double[] low = new double[3];
        double[] high = new double[3];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < local.length; i++) {
            low[i % 3] = Math.min(low[i % 3], local[i] - cutoff);
            high[i % 3] = Math.max(high[i % 3], local[i] + cutoff);
        }
        int[] reach = reach(cell, cutoff);
        double most = n * (2.0 * reach[0] + 1) * (2.0 * reach[1] + 1) * (2.0 * reach[2] + 1);
        if (most > MOST) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the cell is too small for its atoms: atoms=%d, volume=%.3g A3,"
                                    + " images within the cutoff of %s A=%.2g",
                            n,
                            cell.volume(),
                            cutoff,
                            most));
        }
        double[] x = Arrays.copyOf(local, Math.max(3 * n, 8 * local.length));
        int[] owner = new int[x.length / 3];
        int count = n;
        for (int i = 0; i < n; i++) {
            owner[i] = i;
        }
        for (int a = -reach[0]; a <= reach[0]; a++) {
            for (int b = -reach[1]; b <= reach[1]; b++) {
                for (int c = -reach[2]; c <= reach[2]; c++) {
                    if (a == 0 && b == 0 && c == 0) {
                        continue;
                    }
                    double sx = a * cell.get(0, 0) + b * cell.get(1, 0) + c * cell.get(2, 0);
                    double sy = a * cell.get(0, 1) + b * cell.get(1, 1) + c * cell.get(2, 1);
                    double sz = a * cell.get(0, 2) + b * cell.get(1, 2) + c * cell.get(2, 2);
                    for (int i = 0; i < n; i++) {
                        double px = local[3 * i] + sx;
                        double py = local[3 * i + 1] + sy;
                        double pz = local[3 * i + 2] + sz;
                        if (px < low[0]
                                || px > high[0]
                                || py < low[1]
                                || py > high[1]
                                || pz < low[2]
                                || pz > high[2]) {
                            continue;
                        }
                        if (count == owner.length) {
                            owner = Arrays.copyOf(owner, 2 * count);
                            x = Arrays.copyOf(x, 6 * count);
                        }
                        x[3 * count] = px;
                        x[3 * count + 1] = py;
                        x[3 * count + 2] = pz;
                        owner[count++] = i;
                    }
                }
            }
        }
        return new PeriodicImages(Arrays.copyOf(x, 3 * count), Arrays.copyOf(owner, count), n);
    }

    /** How many cells to look at in each direction: the cutoff and the cell that atoms are in. */
    private static int[] reach(Cell cell, double cutoff) {
        int[] reach = new int[3];
        for (int k = 0; k < 3; k++) {
            if (cell.periodic(k)) {
                reach[k] = (int) Math.min(1e9, Math.ceil(cutoff / cell.height(k) + 1));
            }
        }
        return reach;
    }

    /** Number of local and ghost atoms. */
    public int size() {
        return owner.length;
    }

    /** Adds what ghosts received (x, y, z per atom) to their owners; ghosts keep theirs. */
    public void foldInto(double[] perAtom) {
        for (int g = local; g < owner.length; g++) {
            int i = owner[g];
            perAtom[3 * i] += perAtom[3 * g];
            perAtom[3 * i + 1] += perAtom[3 * g + 1];
            perAtom[3 * i + 2] += perAtom[3 * g + 2];
        }
    }
}
