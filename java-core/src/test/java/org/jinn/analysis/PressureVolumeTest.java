package org.jinn.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PressureVolumeTest {
    private static double murnaghan(double p) {
        return 20 * Math.pow(1 + 4.2 * p / 100, -1 / 4.2);
    }

    private static List<PressureVolume.Point> points(double noise, Random random, double... ps) {
        return DoubleStream.of(ps)
                .mapToObj(
                        p ->
                                new PressureVolume.Point(
                                        p, murnaghan(p) + noise * random.nextGaussian(), noise))
                .toList();
    }

    @Test
    void findsTheParametersOfExactData() {
        PressureVolume fit = PressureVolume.fit(points(0, new Random(1), -3, -1.5, 0, 1.5, 3));
        assertEquals(20, fit.volume(), 1e-8);
        assertEquals(100, fit.bulkModulus(), 1e-4);
        assertEquals(4.2, fit.derivative(), 1e-3);
        assertEquals(murnaghan(2), fit.volume(2), 1e-8);
    }

    @Test
    void theErrorsAreTheScatterOfRepeatedFits() {
        Random random = new Random(2);
        double scatter = 0;
        double claimed = 0;
        double chi = 0;
        int repeats = 2000;
        for (int run = 0; run < repeats; run++) {
            PressureVolume fit = PressureVolume.fit(points(0.002, random, -3, -2, -1, 0, 1, 2, 3));
            scatter += Math.pow(fit.bulkModulus() - 100, 2) / repeats;
            claimed += Math.pow(fit.bulkModulusError(), 2) / repeats;
            chi += fit.reducedChiSquare() / repeats;
        }
        assertEquals(1, chi, 0.05);
        // never smaller than the truth: a chi square above one is held against the data
        double ratio = Math.sqrt(claimed / scatter);
        assertTrue(ratio > 0.97 && ratio < 1.3, "ratio=" + ratio);
    }

    @Test
    void twoPointsHoldTheDerivative() {
        PressureVolume fit = PressureVolume.fit(points(0.001, new Random(3), -1, 1));
        assertEquals(4, fit.derivative(), 1e-12);
        assertEquals(100, fit.bulkModulus(), 1);
        assertTrue(fit.bulkModulusError() > 0);
    }

    @Test
    void refusesWhatIsNoCrystal() {
        assertThrows(
                IllegalArgumentException.class,
                () -> PressureVolume.fit(List.of(new PressureVolume.Point(0, 20, 0.1))));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        PressureVolume.fit(
                                List.of(
                                        new PressureVolume.Point(0, 20, 0.1),
                                        new PressureVolume.Point(1, 21, 0.1))));
    }
}
