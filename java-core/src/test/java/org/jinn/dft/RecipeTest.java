package org.jinn.dft;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

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

    @Test
    void meshesFollowTheCell() {
        Cell start = Cell.cubic(5);
        KMesh mesh = new KMesh(new int[] {4, 4, 3}, start, 0, true);
        assertArrayEquals(new int[] {2, 4, 1}, mesh.points(Cell.of(10, 0, 0, 0, 5, 0, 0, 0, 20)));
        // 2 pi / 5 = 1.2566
        KMesh spacing = new KMesh(null, null, 2 * Math.PI / 5 / 4, false);
        assertArrayEquals(new int[] {4, 4, 4}, spacing.points(start));
    }
}
