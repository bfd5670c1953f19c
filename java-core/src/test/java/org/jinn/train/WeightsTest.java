package org.jinn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.jinn.descriptor.SymmetryFunction.G2;
import org.jinn.descriptor.SymmetryFunction.G5;
import org.jinn.structure.Element;
import org.junit.jupiter.api.Test;

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
                                        new G5(Element.SI, Element.SI, rc, 0, 1, -1)),
                                density);
        // int 4 pi r^2 fc dr = 4 pi rc^3 (1/6 - 1/pi^2)
        double one = 4 * Math.PI * Math.pow(rc, 3) * (1.0 / 6 - 1 / (Math.PI * Math.PI));
        assertEquals(0.05 * one, values[0], 1e-10);
        // cos theta averages to nothing: (1 - cos) leaves the product of two such integrals
        assertEquals(0.05 * 0.05 * one * one, values[1], 1e-9);
    }
}
