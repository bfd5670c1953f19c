package org.jinn.dft;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Random;
import org.jinn.structure.Element;
import org.jinn.structure.Structure;
import org.jinn.structure.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MotionTest {
    private static final Structure SILICON = Recipe.diamond(Element.SI, 5.43).repeated(2, 1, 1);
    private static final int DEGREES = 3 * 16 - 3;

    @Test
    void beginsAtTheTemperatureAndAtRest() {
        Motion m = Motion.begin(SILICON, 700, new Random(2));
        assertEquals(0.5 * DEGREES * Units.BOLTZMANN * 700, m.kinetic(SILICON), 1e-9);
        double sum = 0;
        for (int i = 0; i < 48; i += 3) {
            sum += m.v()[i];
        }
        assertEquals(0, sum, 1e-12);
    }

    /** sqrt(kT/m), with k = 1.380649e-23 J/K and m = 28.085 u: 2.98 A/ps. */
    @Test
    void siliconAtRoomTemperatureIsAsFastAsThat() {
        Motion m = Motion.begin(SILICON, 300, new Random(3));
        double squares = 0;
        for (double v : m.v()) {
            squares += v * v;
        }
        double expected = Math.sqrt(1.380649e-23 * 300 / (28.085 * 1.66053907e-27)) * 1e-5;
        assertEquals(expected, Math.sqrt(squares / DEGREES), 1e-6 * expected);
    }

    /** Kinetic energies of the canonical ensemble: mean f/2 kT, variance f/2 (kT)^2. */
    @Test
    void theThermostatSamplesTheCanonicalEnsemble() {
        Random random = new Random(5);
        Motion m = Motion.begin(SILICON, 100, random);
        int n = 40_000;
        double sum = 0;
        double squares = 0;
        for (int i = -100; i < n; i++) {
            m = m.thermostatted(SILICON, 1000, 50, 100, random);
            double k = m.kinetic(SILICON) / (Units.BOLTZMANN * 1000);
            sum += i < 0 ? 0 : k;
            squares += i < 0 ? 0 : k * k;
        }
        double mean = sum / n;
        // standard errors: 0.05 and 0.5, correlations of two steps included
        assertEquals(0.5 * DEGREES, mean, 0.2);
        assertEquals(0.5 * DEGREES, squares / n - mean * mean, 2);
    }

    /** A harmonic oscillator by position Verlet, stopped and begun again. */
    @Test
    void goingOnRepeatsOneLongRun(@TempDir Path folder) throws Exception {
        double dt = 1;
        Motion start = Motion.begin(SILICON, 500, new Random(1));
        double[][] whole = verlet(start, 40, dt);
        double[][] first = verlet(start, 20, dt);
        Motion middle = Motion.of(SILICON, 20, first[19], first[20], force(first[20]), dt);
        middle.write(folder.resolve("motion"));
        double[][] second = verlet(Motion.read(folder.resolve("motion"), SILICON, ""), 20, dt);
        assertArrayEquals(whole[40], second[20], 1e-10);
    }

    private static double[][] verlet(Motion m, int steps, double dt) {
        double[][] x = new double[steps + 1][];
        x[0] = m.x();
        for (int s = 0; s < steps; s++) {
            double[] f = force(x[s]);
            x[s + 1] = x[s].clone();
            for (int i = 0; i < f.length; i++) {
                double a = Units.ACCELERATION * f[i] / Element.SI.mass();
                x[s + 1][i] +=
                        s == 0
                                ? m.v()[i] * dt + 0.5 * a * dt * dt
                                : x[s][i] - x[s - 1][i] + a * dt * dt;
            }
        }
        return x;
    }

    /** Springs to the lattice sites, whose sum does not move the whole. */
    private static double[] force(double[] x) {
        double[] f = new double[x.length];
        double[] net = new double[3];
        for (int i = 0; i < x.length; i++) {
            f[i] = -10 * (x[i] - SILICON.position(i / 3, i % 3));
            net[i % 3] += f[i] / SILICON.size();
        }
        for (int i = 0; i < x.length; i++) {
            f[i] -= net[i % 3];
        }
        return f;
    }
}
