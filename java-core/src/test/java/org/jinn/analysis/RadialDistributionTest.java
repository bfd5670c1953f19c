package org.jinn.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.FormatException;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RadialDistributionTest {
    private static final double A = 5.43;

    private static Element[] silicon(int n) {
        Element[] species = new Element[n];
        Arrays.fill(species, Element.SI);
        return species;
    }

    /** The two atoms of the primitive cell of diamond, whose angles are 60 degrees. */
    private static Structure primitive() {
        double h = A / 2;
        return new Structure(
                Cell.of(0, h, h, h, 0, h, h, h, 0),
                silicon(2),
                new double[] {0, 0, 0, A / 4, A / 4, A / 4});
    }

    @Test
    void diamondHasItsShells() {
        RadialDistribution g = new PairCounter(8, 800).count(List.of(primitive()));
        double[] shells = {0.4330, 0.7071, 0.8292, 1.0, 1.0897, 1.2247};
        double[] neighbors = {4, 12, 12, 6, 12, 24};
        double sum = 0;
        for (int i = 0; i < shells.length; i++) {
            assertEquals(sum, g.coordination((shells[i] - 0.01) * A), 1e-9);
            sum += neighbors[i];
            assertEquals(sum, g.coordination((shells[i] + 0.01) * A), 1e-9);
        }
        assertEquals(Math.sqrt(3) / 4 * A, g.firstPeak().r(), 0.01);
        assertEquals(0, g.firstMinimum().g());
    }

    /** A peak between bins, and the flat minimum of a liquid with the noise of a short run. */
    @Test
    void extremaAreNotThoseOfSingleBins() {
        Random random = new Random(7);
        double[] r = new double[320];
        double[] g = new double[320];
        for (int run = 0; run < 50; run++) {
            for (int i = 0; i < r.length; i++) {
                r[i] = 0.025 * (i + 0.5);
                double valley = Math.min(1, 0.7 + 0.8 * (r[i] - 3.2) * (r[i] - 3.2));
                double peak = 1.8 * Math.exp(-Math.pow((r[i] - 2.371) / 0.2, 2));
                double noise = r[i] < 2 ? 0 : 0.04 * random.nextGaussian();
                g[i] = peak + (r[i] < 2 ? 0 : valley) + noise;
            }
            RadialDistribution one =
                    new RadialDistribution(r, g, new double[r.length], new double[r.length]);
            // its top lies a little before 2.371, where the valley falls
            assertEquals(2.36, one.firstPeak().r(), 0.04);
            assertEquals(3.2, one.firstMinimum().r(), 0.15);
            assertEquals(0.7, one.firstMinimum().g(), 0.06);
        }
    }

    @Test
    void theCellChosenDoesNotMatter() {
        // one lattice vector leans over by many others: the same crystal
        double h = A / 2;
        Structure leaning =
                new Structure(
                        Cell.of(0, h, h, h, 0, h, 3 * h, 4 * h, 5 * h),
                        silicon(2),
                        new double[] {0, 0, 0, A / 4 + 5 * h, A / 4 + 5 * h, A / 4});
        RadialDistribution one = new PairCounter(8, 160).count(List.of(primitive()));
        RadialDistribution other = new PairCounter(8, 160).count(List.of(leaning));
        assertEquals(primitive().cell().volume(), leaning.cell().volume(), 1e-9);
        assertArrayEquals(one.coordination(), other.coordination(), 1e-9);
    }

    @Test
    void anIdealGasIsOneEverywhere() {
        Random random = new Random(1);
        List<Structure> frames = new ArrayList<>();
        Cell cell = Cell.of(12, 0, 0, 4, 11, 0, -3, 2, 13);
        for (int f = 0; f < 40; f++) {
            double[] x = new double[900];
            for (int i = 0; i < 300; i++) {
                for (int k = 0; k < 3; k++) {
                    double t = random.nextDouble();
                    for (int j = 0; j < 3; j++) {
                        x[3 * i + j] += t * cell.get(k, j);
                    }
                }
            }
            frames.add(new Structure(cell, silicon(300), x));
        }
        RadialDistribution g = new PairCounter(5, 10).count(frames);
        for (int i = 2; i < 10; i++) {
            // an atom is no neighbour of itself
            assertEquals(299.0 / 300, g.g()[i], 4.5 * g.error()[i], "bin " + i);
            assertTrue(g.error()[i] < 0.03);
        }
    }

    @Test
    void readsBlocksAndAveragesThem(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("rdf.dat");
        String head = "# Time-averaged data for fix rdf\n# TimeStep Number-of-rows\n# Row c\n";
        String first = "50 2\n1 0.5 1.0 0.0 3 4\n2 1.5 2.0 1.0 5 6\n";
        String second = "100 2\n1 0.5 3.0 0.0 3 4\n2 1.5 2.0 3.0 5 6\n";
        Files.writeString(file, head + first + second + "150 2\n1 0.5 1");
        List<RadialDistribution> blocks = RdfFile.read(file, 1);
        assertEquals(2, blocks.size());
        RadialDistribution mean = RadialDistribution.average(blocks);
        assertArrayEquals(new double[] {2, 2}, mean.g());
        assertArrayEquals(new double[] {1, 0}, mean.error());
        assertEquals(2, mean.coordination(2.0), 1e-12);
        assertTrue(Double.isNaN(blocks.get(0).error()[0]));
        assertArrayEquals(new double[] {3, 5}, RdfFile.read(file, 2).get(0).g());
        FormatException missing = assertThrows(FormatException.class, () -> RdfFile.read(file, 3));
        assertEquals(file + ":5: found 6 numbers, expected 8 for pair 3", missing.getMessage());
        Files.writeString(file, head + "50 2\n1 0.5 x 0\n2 1.5 1 0\n");
        FormatException bad = assertThrows(FormatException.class, () -> RdfFile.read(file, 1));
        assertEquals(file + ":5: found \"x\", expected a number", bad.getMessage());
    }

    /** Four bins, two by two: means weighted by r^2, the volume of a shell. */
    @Test
    void binsAreJoinedAndCompared() {
        double[] none = new double[5];
        RadialDistribution fine =
                new RadialDistribution(
                        new double[] {0.5, 1.5, 2.5, 3.5, 4.5},
                        new double[] {10, 0, 1, 1, 7},
                        none,
                        new double[] {1, 2, 3, 4, 5});
        RadialDistribution coarse = fine.coarser(2);
        assertArrayEquals(new double[] {1, 3}, coarse.r(), 1e-12);
        assertArrayEquals(new double[] {10 * 0.25 / 2.5, 1}, coarse.g(), 1e-12);
        assertArrayEquals(new double[] {2, 4}, coarse.coordination());
        assertArrayEquals(new double[] {0.5, 0.5}, coarse.scaled(0.5).g(), 1e-12);
        RadialDistribution other =
                new RadialDistribution(coarse.r(), new double[] {1, 3}, none, none);
        assertEquals(2.0 / 4, coarse.difference(other), 1e-12);
        assertEquals(2.0 / 2, other.difference(coarse), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> fine.difference(coarse));
    }
}
