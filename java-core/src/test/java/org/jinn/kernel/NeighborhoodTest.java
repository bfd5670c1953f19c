package org.jinn.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighborhoodTest {
    /** Within every species by the rings between the inner cutoffs, each neighbour as it was. */
    @Test
    void theNearestComeFirst() {
        Random random = new Random(5);
        int atoms = 60;
        double[] x = random.doubles(3 * atoms, -4, 4).toArray();
        int[] species = IntStream.range(0, atoms).map(a -> a < 40 ? 0 : 1).toArray();
        int[] row = IntStream.range(1, atoms).toArray();
        Neighborhood plain = new Neighborhood(2);
        plain.gather(x, species, 0, row, 0, row.length, 6);
        Neighborhood nb = new Neighborhood(2, new double[] {4.5, 3, 6});
        nb.gather(x, species, 0, row, 0, row.length, 6);
        assertTrue(plain.size > 30 && plain.size < row.length, "size: " + plain.size);
        assertEquals(Arrays.toString(plain.first), Arrays.toString(nb.first));
        for (int s = 0; s < 2; s++) {
            assertEquals(atoms(plain, s), atoms(nb, s));
            int farthest = 0;
            for (int n = nb.first[s]; n < nb.first[s + 1]; n++) {
                double r = Math.sqrt(nb.r2[n]);
                int ring = r < 3 ? 0 : r < 4.5 ? 1 : 2;
                assertTrue(ring >= farthest, "neighbour " + n + ": " + r);
                farthest = ring;
                int j = nb.atom[n];
                assertEquals(x[3 * j] - x[0], nb.dx[n]);
                assertEquals(x[3 * j + 1] - x[1], nb.dy[n]);
                assertEquals(x[3 * j + 2] - x[2], nb.dz[n]);
                double u = nb.dx[n] * nb.dx[n] + nb.dy[n] * nb.dy[n] + nb.dz[n] * nb.dz[n];
                assertEquals(u, nb.r2[n]);
            }
            assertEquals(2, farthest);
        }
    }

    private static String atoms(Neighborhood nb, int species) {
        int[] of = Arrays.copyOfRange(nb.atom, nb.first[species], nb.first[species + 1]);
        Arrays.sort(of);
        return Arrays.toString(of);
    }
}
