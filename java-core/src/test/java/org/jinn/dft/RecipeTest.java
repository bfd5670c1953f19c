package org.jinn.dft;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.Test;

class RecipeTest {
    private static final Structure SILICON = Recipe.diamond(Element.SI, 5.43);

    /** Every atom of diamond has four neighbours at sqrt(3)/4 a, also across repeated cells. */
    @Test
    void diamondHasFourNeighbours() {
        Structure s = SILICON.repeated(2, 1, 3);
        assertEquals(48, s.size());
        assertEquals(6 * Math.pow(5.43, 3), s.cell().volume(), 1e-9);
        for (int i = 0; i < s.size(); i++) {
            int near = 0;
            for (int j = 0; j < s.size(); j++) {
                double d2 = 0;
                for (int k = 0; k < 3; k++) {
                    double edge = s.cell().get(k, k);
                    double d = s.position(j, k) - s.position(i, k);
                    d -= edge * Math.rint(d / edge);
                    d2 += d * d;
                }
                near += j != i && Math.abs(Math.sqrt(d2) - 5.43 * Math.sqrt(3) / 4) < 1e-9 ? 1 : 0;
            }
            assertEquals(4, near, "atom " + i);
        }
    }

    @Test
    void strainsAreThoseAskedFor() {
        List<Structure> all = new Recipe.Strain(SILICON, 0.1, 3, Recipe.Strain.KINDS).structures();
        assertEquals(3 + 6 + 6, all.size());
        assertEquals(Math.pow(0.9 * 5.43, 3), all.get(0).cell().volume(), 1e-9);
        assertEquals(1.1 * 5.43, all.get(4).cell().get(0, 0), 1e-9);
        assertArrayEquals(
                new double[] {5.43, 0, 0, 0, 5.43, 0.05 * 5.43, 0, 0.05 * 5.43, 5.43},
                all.get(10).cell().vectors(),
                1e-9);
    }

    @Test
    void aVacancyIsOneAtomLess() {
        double[] none = {0};
        Structure s = new Recipe.Rattle(SILICON, 1, none, 0, 1, 3).structures().get(0);
        assertEquals(7, s.size());
        Recipe.Rattle rattle = new Recipe.Rattle(SILICON, 2, new double[] {0, 0.1}, 0.05, 0, 3);
        assertArrayEquals(
                rattle.structures().get(1).positions(), rattle.structures().get(1).positions());
    }

    /** Structures take turns among the displacements; strains are even up to the largest. */
    @Test
    void rattlesMoveAtomsAndStrainCellsAsFarAsTheySay() {
        double[] widths = {0.05, 0.2};
        int n = 200;
        List<Structure> all = new Recipe.Rattle(SILICON, n, widths, 0.03, 0, 7).structures();
        double[] squares = new double[2];
        double[] largest = new double[6];
        double[] sum = new double[6];
        int[] component = {0, 4, 8, 5, 2, 1};
        for (int s = 0; s < n; s++) {
            double[] e = all.get(s).cell().vectors(); // of a cube, whose rows are strained
            for (int v = 0; v < 6; v++) {
                double strain = e[component[v]] / 5.43 - (v < 3 ? 1 : 0);
                largest[v] = Math.max(largest[v], Math.abs(strain));
                sum[v] += strain / n;
            }
            double[] x = all.get(s).cell().fractional(all.get(s).positions());
            double[] before = SILICON.cell().fractional(SILICON.positions());
            for (int i = 0; i < x.length; i++) {
                x[i] -= before[i];
            }
            for (double d : all.get(s).cell().cartesian(x)) {
                squares[s % 2] += d * d / (n / 2.0 * 24);
            }
        }
        // standard errors of 2,400 displacements: 1.5 %; of 200 strains' mean: 0.0012
        assertEquals(0.05, Math.sqrt(squares[0]), 0.003);
        assertEquals(0.2, Math.sqrt(squares[1]), 0.012);
        for (int v = 0; v < 6; v++) {
            assertTrue(largest[v] > 0.027 && largest[v] <= 0.03, "strain " + largest[v]);
            assertEquals(0, sum[v], 0.006);
        }
    }

    @Test
    void meshesFollowTheCell() {
        Cell start = Cell.cubic(5);
        KMesh mesh = new KMesh(new int[] {4, 4, 3}, start, 0, true);
        assertArrayEquals(new int[] {2, 4, 1}, mesh.points(Cell.of(10, 0, 0, 0, 5, 0, 0, 0, 20)));
        for (int n = 1; n < 40; n++) { // of its own cell
            int[] own = new KMesh(new int[] {n, n, n}, start, 0, true).points(start);
            assertArrayEquals(new int[] {n, n, n}, own);
        }
        // 2 pi / 5 = 1.2566
        KMesh spacing = new KMesh(null, null, 2 * Math.PI / 5 / 4, false);
        assertArrayEquals(new int[] {4, 4, 4}, spacing.points(start));
    }
}
