package org.jinn.neighbor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.Test;

class NeighborListTest {
    @Test
    void listsWhatAllPairsGive() {
        Random random = new Random(1);
        for (int trial = 0; trial < 40; trial++) {
            int n = 1 + random.nextInt(40);
            double size = 2 + 10 * random.nextDouble();
            Cell cell =
                    Cell.of(
                            new double[] {size, 0, 0, size / 2, size, 0, -1, 1, 1.4 * size},
                            random.nextBoolean(),
                            true,
                            random.nextBoolean());
            Element[] species = new Element[n];
            Arrays.fill(species, Element.SI);
            double[] x = random.doubles(3L * n, -size, 2 * size).toArray();
            double cutoff = 1 + 4 * random.nextDouble();
            PeriodicImages images = PeriodicImages.of(new Structure(cell, species, x), cutoff);
            int[] kind = new int[images.size()];
            for (int a = 0; a < kind.length; a++) {
                kind[a] = images.owner()[a] % 3 - 1; // a third is ignored
            }
            NeighborList list = new NeighborList();
            list.build(images.positions(), kind, n, images.size(), cutoff);
            for (int i = 0; i < n; i++) {
                TreeSet<Integer> expected = new TreeSet<>();
                for (int j = 0; j < images.size(); j++) {
                    if (j != i
                            && kind[i] >= 0
                            && kind[j] >= 0
                            && distance(images.positions(), i, j) < cutoff) {
                        expected.add(j);
                    }
                }
                TreeSet<Integer> found = new TreeSet<>();
                for (int p = list.start(i); p < list.start(i + 1); p++) {
                    found.add(list.neighbors()[p]);
                }
                assertEquals(expected, found);
                assertEquals(expected.size(), list.start(i + 1) - list.start(i));
            }
        }
    }

    /** Every image within the cutoff is there: counted against a plain sum over many cells. */
    @Test
    void imagesAreComplete() {
        Cell cell = Cell.of(2.1, 0, 0, 1.0, 2.3, 0, -0.9, 0.7, 1.9);
        Structure one =
                new Structure(cell, new Element[] {Element.SI}, new double[] {7.0, -3.0, 0.4});
        double cutoff = 6.31; // at 6.3 there are images, which rounding would decide on
        int expected = 0;
        for (int a = -12; a <= 12; a++) {
            for (int b = -12; b <= 12; b++) {
                for (int c = -12; c <= 12; c++) {
                    double[] r = new double[3];
                    for (int k = 0; k < 3; k++) {
                        r[k] = a * cell.get(0, k) + b * cell.get(1, k) + c * cell.get(2, k);
                    }
                    double d = Math.sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2]);
                    expected += d > 0 && d < cutoff ? 1 : 0;
                }
            }
        }
        PeriodicImages images = PeriodicImages.of(one, cutoff);
        NeighborList list = new NeighborList();
        list.build(images.positions(), new int[images.size()], 1, images.size(), cutoff);
        assertEquals(expected, list.start(1));
    }

    /** The same crystal, told with skewed vectors and atoms far away, has the same neighbours. */
    @Test
    void skewedCellsAndFarAtomsAreTheSameCrystal() {
        Element[] species = {Element.SI, Element.SI, Element.SI};
        double[] x = {0.1, 0.2, 0.3, 2.4, 1.9, 0.8, 3.9, 4.1, 3.0};
        Structure plain = new Structure(Cell.cubic(5), species, x);
        Cell skewed = Cell.of(5, 5e4, 0, 0, 5, 0, -5e3, 1e4, 5);
        double[] far = x.clone();
        far[0] += 5e6;
        far[4] -= 5e7;
        far[8] += 5e5;
        double[] expected = distances(plain, 6);
        assertTrue(expected.length > 40, "neighbours=" + expected.length);
        assertArrayEquals(expected, distances(new Structure(skewed, species, far), 6), 1e-7);
    }

    @Test
    void cellTooSmallIsRefused() {
        Structure tiny = new Structure(Cell.cubic(0.02), new Element[] {Element.SI}, new double[3]);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> PeriodicImages.of(tiny, 6));
        assertTrue(e.getMessage().startsWith("the cell is too small"), e.getMessage());
    }

    /** All distances of all atoms to their neighbours, from short to long. */
    private static double[] distances(Structure structure, double cutoff) {
        PeriodicImages images = PeriodicImages.of(structure, cutoff);
        NeighborList list = new NeighborList();
        int n = structure.size();
        list.build(images.positions(), new int[images.size()], n, images.size(), cutoff);
        double[] d = new double[list.start(n)];
        for (int i = 0; i < n; i++) {
            for (int p = list.start(i); p < list.start(i + 1); p++) {
                d[p] = distance(images.positions(), i, list.neighbors()[p]);
            }
        }
        Arrays.sort(d);
        return d;
    }

    private static double distance(double[] x, int i, int j) {
        double dx = x[3 * i] - x[3 * j];
        double dy = x[3 * i + 1] - x[3 * j + 1];
        return Math.hypot(Math.hypot(dx, dy), x[3 * i + 2] - x[3 * j + 2]);
    }
}
