package org.jinn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.jinn.descriptor.SymmetryFunction.G2;
import org.jinn.descriptor.SymmetryFunction.G4;
import org.jinn.descriptor.SymmetryFunction.G5;
import org.jinn.structure.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gaussian density and the uniform gas against sums and integrals in closed form. */
class WeightsTest {
    @Test
    void gaussianDensityIsTheSum() {
        List<double[]> atoms =
                List.of(new double[] {0, 0}, new double[] {0.1, 0}, new double[] {1, 1});
        double[] w = GaussianDensity.weights(atoms, 0.2, new Workers(2));
        // |dG|^2 / (2 sigma^2 d): 0.01 / 0.16, 2 / 0.16, 1.81 / 0.16
        double near = Math.exp(-0.0625);
        assertEquals(3 / (1 + near + Math.exp(-12.5)), w[0], 1e-12);
        assertEquals(3 / (1 + near + Math.exp(-11.3125)), w[1], 1e-12);
        assertEquals(3 / (1 + Math.exp(-12.5) + Math.exp(-11.3125)), w[2], 1e-12);
    }

    /** A third of the largest distance to the nearest other atom. */
    @Test
    void widthIsChosen() {
        List<double[]> atoms = List.of(new double[] {0}, new double[] {0.3}, new double[] {1.2});
        double[] chosen = GaussianDensity.weights(atoms, 0, new Workers(1));
        double[] given = GaussianDensity.weights(atoms, 0.3, new Workers(1));
        for (int i = 0; i < 3; i++) {
            assertEquals(given[i], chosen[i], 1e-12);
        }
    }

    @Test
    void uniformGasIsTheIntegral() {
        double rc = 4;
        Map<Element, Double> density = Map.of(Element.SI, 0.05);
        double[] values =
                new UniformGas()
                        .values(
                                List.of(
                                        new G2(Element.SI, rc, 0, 0),
                                        new G5(Element.SI, Element.SI, rc, 0, 1, -1),
                                        new G5(Element.SI, Element.SI, rc, 0, 1, 1)),
                                density);
        // int 4 pi r^2 fc dr = 4 pi rc^3 (1/6 - 1/pi^2)
        double one = 4 * Math.PI * Math.pow(rc, 3) * (1.0 / 6 - 1 / (Math.PI * Math.PI));
        assertEquals(0.05 * one, values[0], 1e-10);
        // cos theta averages to nothing: (1 - cos) leaves the product of two such integrals
        assertEquals(0.05 * 0.05 * one * one, values[1], 1e-9);
        // (1 + cos) the same, less both neighbours being one: SIMPLE-NN has r^4 there
        // int x^4 cos(pi x) dx = 24/pi^4 - 4/pi^2, of 2 pi x: 1/pi^2 - 3/(2 pi^4)
        double pi2 = Math.PI * Math.PI;
        double fc2 =
                Math.pow(rc, 5)
                        / 4
                        * (0.3 + 2 * (24 / pi2 - 4) / pi2 + 0.5 * (1 - 1.5 / pi2) / pi2);
        double same = 4 * Math.PI * 2 * fc2;
        assertEquals(0.05 * 0.05 * (one * one - same), values[2], 1e-9);
    }

    /** The third side of the triangle in place of the angle, by the midpoint rule. */
    @Test
    void uniformGasOfClosedTriangles() {
        double rc = 4;
        double eta = 0.02;
        double value =
                new UniformGas()
                        .values(
                                List.of(new G4(Element.SI, Element.SI, rc, eta, 2, -1)),
                                Map.of(Element.SI, 0.05))[0];
        int n = 160;
        double h = rc / n;
        double sum = 0;
        for (double r1 = h / 2; r1 < rc; r1 += h) {
            for (double r2 = h / 2; r2 < rc; r2 += h) {
                for (double r3 = Math.abs(r1 - r2) + h / 2; r3 < Math.min(rc, r1 + r2); r3 += h) {
                    double square = r1 * r1 + r2 * r2 + r3 * r3;
                    double cos = (r1 * r1 + r2 * r2 - r3 * r3) / (2 * r1 * r2);
                    sum +=
                            r1
                                    * r2
                                    * r3
                                    * fc(r1 / rc)
                                    * fc(r2 / rc)
                                    * fc(r3 / rc)
                                    * Math.pow(1 - cos, 2)
                                    / 2
                                    * Math.exp(-eta * square);
                }
            }
        }
        double expected = 0.05 * 0.05 * 8 * Math.PI * Math.PI * sum * h * h * h;
        assertEquals(expected, value, 1e-3 * expected);
    }

    private static double fc(double x) {
        return 0.5 * (1 + Math.cos(Math.PI * x));
    }

    @Test
    void theModifierIsASigmoid() {
        TrainInput.AtomicWeights how =
                new TrainInput.AtomicWeights(
                        null, Map.of(Element.SI, 3.0), Map.of(Element.SI, 1.5));
        assertEquals(2 / (1 + Math.exp(-3 * 0.5)), GaussianDensity.modified(2, Element.SI, how));
        assertEquals(2, GaussianDensity.modified(2, Element.C, how));
    }

    private static final List<double[]> VALUES =
            List.of(
                    new double[] {1, 5},
                    new double[] {2, -4},
                    new double[] {6, 1},
                    new double[] {0, 2.5});

    /** SIMPLE-NN's defaults, one by one. */
    private static Preprocessing fit(boolean pca, boolean whiten, double floor) {
        return Preprocessing.fit(
                VALUES,
                List.of(new G2(Element.SI, 4, 0, 0), new G2(Element.SI, 4, 1, 0)),
                new TrainInput.Scaling(
                        TrainInput.ScaleType.MINMAX, 1, Map.of(), pca, whiten, floor));
    }

    @Test
    void scaledValuesReachFromMinusOneToOne() {
        Preprocessing p = fit(false, false, 0);
        assertArrayEquals(new double[] {-2.0 / 3, 1}, p.scaled(VALUES.get(0)), 1e-12);
        assertArrayEquals(new double[] {1, 1.0 / 9}, p.scaled(VALUES.get(2)), 1e-12);
        assertArrayEquals(new double[] {-1, 4.0 / 9}, p.scaled(VALUES.get(3)), 1e-12);
    }

    /** Principal components have the mean 0, no covariance, and with whitening l/(l + floor). */
    @ParameterizedTest
    @CsvSource({"false, 0", "true, 1e-8", "true, 0.3"})
    void componentsAreUncorrelated(boolean whiten, double floor) {
        Preprocessing p = fit(true, whiten, floor);
        double[] mean = new double[2];
        double[][] scaled = new double[4][];
        double[][] moments = new double[2][2];
        for (int n = 0; n < 4; n++) {
            double[] z = p.apply(VALUES.get(n));
            scaled[n] = p.scaled(VALUES.get(n));
            for (int i = 0; i < 2; i++) {
                mean[i] += z[i] / 4;
                for (int k = 0; k < 2; k++) {
                    moments[i][k] += z[i] * z[k] / 4;
                }
            }
        }
        double[] eigenvalues = eigenvalues(scaled);
        assertArrayEquals(new double[2], mean, 1e-12);
        assertEquals(0, moments[0][1], 1e-12);
        for (int i = 0; i < 2; i++) {
            double l = eigenvalues[i];
            assertEquals(whiten ? l / (l + floor) : l, moments[i][i], 1e-12);
        }
    }

    /** Of the covariance of two columns, by the formula for 2x2, the larger first. */
    private static double[] eigenvalues(double[][] x) {
        double[] mean = new double[2];
        for (double[] row : x) {
            mean[0] += row[0] / x.length;
            mean[1] += row[1] / x.length;
        }
        double a = 0;
        double b = 0;
        double c = 0;
        for (double[] row : x) {
            a += (row[0] - mean[0]) * (row[0] - mean[0]) / x.length;
            b += (row[0] - mean[0]) * (row[1] - mean[1]) / x.length;
            c += (row[1] - mean[1]) * (row[1] - mean[1]) / x.length;
        }
        double root = Math.sqrt((a - c) * (a - c) / 4 + b * b);
        return new double[] {(a + c) / 2 + root, (a + c) / 2 - root};
    }

    @Test
    void meanAndDeviationScaleTheValues() {
        List<double[]> values =
                List.of(new double[] {1, 5}, new double[] {2, 5}, new double[] {6, 5});
        TrainInput.Scaling scaling =
                new TrainInput.Scaling(TrainInput.ScaleType.MEANSTD, 1, Map.of(), false, false, 0);
        Preprocessing p =
                Preprocessing.fit(
                        values,
                        List.of(new G2(Element.SI, 4, 0, 0), new G2(Element.SI, 4, 1, 0)),
                        scaling);
        // mean 3, variance (4 + 1 + 9) / 3; what never changes becomes zero
        assertArrayEquals(
                new double[] {3 / Math.sqrt(14.0 / 3), 0}, p.scaled(values.get(2)), 1e-12);
    }
}
