package org.jinn.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockAverageTest {
    /** x[t+1] = phi x[t] + noise: the inefficiency is (1 + phi) / (1 - phi). */
    private static double[] autoregressive(int n, double phi, long seed) {
        Random random = new Random(seed);
        double[] x = new double[n];
        double value = random.nextGaussian() / Math.sqrt(1 - phi * phi);
        for (int i = 0; i < n; i++) {
            x[i] = 5 + value;
            value = phi * value + random.nextGaussian();
        }
        return x;
    }

    @Test
    void uncorrelatedValuesCountEachForOne() {
        BlockAverage average = BlockAverage.of(autoregressive(20000, 0, 1));
        assertEquals(1 / Math.sqrt(20000), average.error(), 0.1 / Math.sqrt(20000));
        assertEquals(1, average.inefficiency(), 0.2);
        assertTrue(average.converged());
    }

    @Test
    void correlatedValuesGiveTheErrorOfTheory() {
        double phi = 0.9;
        int n = 65536;
        double expected = 1 / (1 - phi) / Math.sqrt(n);
        BlockAverage average = BlockAverage.of(autoregressive(n, phi, 2));
        assertTrue(average.converged());
        assertEquals(expected, average.error(), 0.15 * expected);
        assertEquals((1 + phi) / (1 - phi), average.inefficiency(), 0.3 * 19);
    }

    @Test
    void theErrorIsTheScatterOfRepeatedRuns() {
        double squares = 0;
        double claimed = 0;
        for (int run = 0; run < 300; run++) {
            BlockAverage average = BlockAverage.of(autoregressive(4096, 0.8, 100 + run));
            squares += (average.mean() - 5) * (average.mean() - 5) / 300;
            claimed += average.error() * average.error() / 300;
        }
        assertEquals(1, Math.sqrt(claimed / squares), 0.12);
    }

    @Test
    void anOscillationIsCountedAsNeitherTooLittleNorAllScatter() {
        double[] x = new double[4096];
        Random random = new Random(3);
        for (int i = 0; i < x.length; i++) {
            x[i] = 10 * Math.sin(2 * Math.PI * i / 17.3) + random.nextGaussian();
        }
        BlockAverage average = BlockAverage.of(x);
        double naive = 10 / Math.sqrt(2 * 4096);
        assertTrue(average.error() < 0.7 * naive, "error=" + average.error());
        assertTrue(average.error() > 0.7 / Math.sqrt(4096), "error=" + average.error());
    }

    @Test
    void aSeriesTooShortSaysSo() {
        assertFalse(BlockAverage.of(autoregressive(64, 0.99, 4)).converged());
        assertTrue(Double.isNaN(BlockAverage.of(3).error()));
        assertEquals(0, BlockAverage.of(2, 2, 2, 2).error());
        assertThrows(IllegalArgumentException.class, BlockAverage::of);
        assertThrows(IllegalArgumentException.class, () -> BlockAverage.of(1, Double.NaN));
    }
}
