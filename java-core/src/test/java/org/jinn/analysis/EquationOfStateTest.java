package org.jinn.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.jinn.structure.Units;
import org.junit.jupiter.api.Test;

class EquationOfStateTest {
    private static final EquationOfState TRUTH =
            new EquationOfState(-107.1, 20.5, 88, 4.3, new double[4], 0);

    private static double[] volumes(int n) {
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = 18 + 5.0 * i / (n - 1);
        }
        return v;
    }

    private static double[] energies(double[] volumes) {
        return Arrays.stream(volumes).map(TRUTH::energy).toArray();
    }

    @Test
    void findsTheParametersOfExactData() {
        double[] v = volumes(9);
        EquationOfState fit = EquationOfState.fit(v, energies(v));
        assertEquals(TRUTH.energy(), fit.energy(), 1e-9);
        assertEquals(TRUTH.volume(), fit.volume(), 1e-7);
        assertEquals(TRUTH.bulkModulus(), fit.bulkModulus(), 1e-5);
        assertEquals(TRUTH.derivative(), fit.derivative(), 1e-5);
        assertEquals(0, fit.rms(), 1e-8);
    }

    @Test
    void theCurveHasTheBulkModulusItNames() {
        double h = 0.01;
        double v = TRUTH.volume();
        double second = (TRUTH.energy(v + h) - 2 * TRUTH.energy(v) + TRUTH.energy(v - h)) / (h * h);
        assertEquals(88, v * second * Units.EV_PER_A3_IN_GPA, 0.01);
    }

    @Test
    void theErrorsAreTheScatterOfRepeatedFits() {
        double[] v = volumes(13);
        Random random = new Random(1);
        double[] truth = {TRUTH.energy(), TRUTH.volume(), TRUTH.bulkModulus(), TRUTH.derivative()};
        double[] scatter = new double[4];
        double[] claimed = new double[4];
        int repeats = 1000;
        for (int run = 0; run < repeats; run++) {
            double[] e =
                    Arrays.stream(energies(v)).map(x -> x + 1e-3 * random.nextGaussian()).toArray();
            EquationOfState fit = EquationOfState.fit(v, e);
            double[] found = {fit.energy(), fit.volume(), fit.bulkModulus(), fit.derivative()};
            for (int i = 0; i < 4; i++) {
                scatter[i] += (found[i] - truth[i]) * (found[i] - truth[i]) / repeats;
                claimed[i] += fit.errors()[i] * fit.errors()[i] / repeats;
            }
        }
        for (int i = 0; i < 4; i++) {
            assertEquals(1, Math.sqrt(claimed[i] / scatter[i]), 0.1, "parameter " + i);
        }
    }

    @Test
    void givesSiliconOfQuantumEspresso() throws Exception {
        ColumnFile scan =
                ColumnFile.read(Path.of(getClass().getResource("silicon_qe.dat").toURI()));
        EquationOfState fit = EquationOfState.fit(scan.column("volume"), scan.column("energy"));
        assertEquals(5.476, fit.latticeConstant(8), 0.001);
        assertEquals(86.8, fit.bulkModulus(), 0.3);
        assertEquals(4.2, fit.derivative(), 0.1);
        assertTrue(fit.rms() < 0.2, "rms=" + fit.rms());
    }

    @Test
    void fourPointsHaveNoErrors() {
        double[] v = volumes(4);
        EquationOfState fit = EquationOfState.fit(v, energies(v));
        assertEquals(TRUTH.bulkModulus(), fit.bulkModulus(), 1e-5);
        assertArrayEquals(
                new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN}, fit.errors());
    }

    @Test
    void refusesWhatHasNoMinimum() {
        double[] v = volumes(6);
        double[] falling = Arrays.stream(v).map(x -> -x * x).toArray();
        assertThrows(IllegalArgumentException.class, () -> EquationOfState.fit(v, falling));
        double[] same = {20, 20, 20, 21, 22};
        assertThrows(IllegalArgumentException.class, () -> EquationOfState.fit(same, same));
    }
}
