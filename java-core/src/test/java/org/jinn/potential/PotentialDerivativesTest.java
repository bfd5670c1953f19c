package org.jinn.potential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.descriptor.SymmetryFunction;
import org.jinn.descriptor.SymmetryFunction.G2;
import org.jinn.descriptor.SymmetryFunction.G4;
import org.jinn.descriptor.SymmetryFunction.G5;
import org.jinn.kernel.CutoffFunction;
import org.jinn.kernel.Kernels;
import org.jinn.network.Activation;
import org.jinn.network.FeedForward;
import org.jinn.network.ReferenceNetwork;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Labels;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.Test;

/** Forces and stress are derivatives of the energy, and the energy has the symmetries it must. */
public class PotentialDerivativesTest {
    private static final List<Element> ELEMENTS = List.of(Element.SI, Element.O);

    @Property(tries = 25)
    void forcesAndStressAreDerivatives(@ForAll @LongRange(min = 0, max = 100000) long seed) {
        Random random = new Random(seed);
        Kernels twin = random.nextBoolean() ? Kernels.scalar() : Kernels.best();
        CutoffFunction fc = CutoffFunction.values()[random.nextInt(3)];
        Evaluator evaluator = new Evaluator(randomPotential(random, fc), twin);
        Structure structure = randomStructure(random, 6);
        Labels labels = evaluator.evaluate(structure);
        double h = 1e-4;
        for (int d = 0; d < 5; d++) {
            int c = random.nextInt(3 * structure.size());
            double slope = difference(evaluator, structure, c, h);
            assertEquals(-slope, labels.forces()[c], 1e-6 * Math.max(1, Math.abs(slope)));
        }
        for (int v = 0; v < 6; v++) {
            double[] strain = new double[9];
            strain[3 * org.jinn.structure.Voigt.row(v) + org.jinn.structure.Voigt.column(v)] = h;
            double[] opposite = Arrays.stream(strain).map(s -> -s).toArray();
            double slope =
                    (energy(evaluator, structure.strained(strain))
                                    - energy(evaluator, structure.strained(opposite)))
                            / (2 * h * structure.cell().volume());
            assertEquals(slope, labels.stress()[v], 1e-6 * Math.max(1, Math.abs(slope)));
        }
    }

    @Property(tries = 10)
    void energyIsInvariant(@ForAll @LongRange(min = 0, max = 100000) long seed) {
        Random random = new Random(seed);
        Evaluator evaluator = new Evaluator(randomPotential(random));
        Structure s = randomStructure(random, 5);
        double energy = energy(evaluator, s);
        double tolerance = 1e-10 * (1 + Math.abs(energy));
        double[] moved = s.positions();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += 1.2345 * (i % 3 + 1);
        }
        assertEquals(energy, energy(evaluator, s.withPositions(moved)), tolerance);
        double t = random.nextDouble() * 6;
        double[] rotation = {
            Math.cos(t) - 1, Math.sin(t), 0, -Math.sin(t), Math.cos(t) - 1, 0, 0, 0, 0
        };
        assertEquals(energy, energy(evaluator, s.strained(rotation)), tolerance);
        Element[] species = new Element[s.size()];
        double[] x = new double[3 * s.size()];
        for (int a = 0; a < s.size(); a++) {
            int b = s.size() - 1 - a;
            species[a] = s.species(b);
            System.arraycopy(s.positions(), 3 * b, x, 3 * a, 3);
        }
        assertEquals(energy, energy(evaluator, new Structure(s.cell(), species, x)), tolerance);
    }

    @Test
    void anIsolatedAtomHasTheEnergyOfAnEmptyDescriptor() {
        Potential potential = randomPotential(new Random(5));
        Structure one = new Structure(Cell.NONE, new Element[] {Element.SI}, new double[3]);
        AtomicModel model = potential.model(0);
        double[] g = new double[model.descriptor().size()];
        for (int i = 0; i < g.length; i++) {
            g[i] = -model.centre()[i] / model.width()[i];
        }
        Labels labels = new Evaluator(potential).evaluate(one);
        ReferenceNetwork network = new ReferenceNetwork(model.network());
        assertEquals(network.value(g), labels.energy().getAsDouble(), 1e-14);
        assertArrayEquals(new double[3], labels.forces());
    }

    @Test
    void coincidingAtomsAreRefused() {
        Evaluator evaluator = new Evaluator(randomPotential(new Random(5)));
        Structure two =
                new Structure(Cell.NONE, new Element[] {Element.SI, Element.SI}, new double[6]);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> evaluator.evaluate(two));
        assertTrue(e.getMessage().contains("same place"), e.getMessage());
    }

    private static double difference(Evaluator e, Structure s, int c, double h) {
        double[] x = s.positions();
        x[c] += h;
        double up = energy(e, s.withPositions(x));
        x[c] -= 2 * h;
        return (up - energy(e, s.withPositions(x))) / (2 * h);
    }

    private static double energy(Evaluator e, Structure s) {
        return e.evaluate(s).energy().getAsDouble();
    }

    static Structure randomStructure(Random random, int atoms) {
        Cell cell =
                Cell.of(
                        4 + random.nextDouble(),
                        0.3,
                        -0.2,
                        0.5,
                        4.5 + random.nextDouble(),
                        0.1,
                        -0.4,
                        0.2,
                        5 + random.nextDouble());
        Element[] species = new Element[atoms];
        double[] x = new double[3 * atoms];
        for (int a = 0; a < atoms; a++) {
            species[a] = ELEMENTS.get(random.nextInt(2));
            boolean close = true;
            while (close) {
                for (int k = 0; k < 3; k++) {
                    x[3 * a + k] = 5 * random.nextDouble();
                }
                close = false;
                for (int b = 0; b < a; b++) {
                    double r = Math.hypot(x[3 * a] - x[3 * b], x[3 * a + 1] - x[3 * b + 1]);
                    close |= Math.hypot(r, x[3 * a + 2] - x[3 * b + 2]) < 1.0;
                }
            }
        }
        return new Structure(cell, species, x);
    }

    public static Potential randomPotential(Random random) {
        return randomPotential(random, CutoffFunction.COSINE);
    }

    private static Potential randomPotential(Random random, CutoffFunction fc) {
        Map<Element, AtomicModel> models = new LinkedHashMap<>();
        for (Element element : ELEMENTS) {
            List<SymmetryFunction> f = new ArrayList<>();
            for (int s = 0; s < 9; s++) {
                Element a = ELEMENTS.get(random.nextInt(2));
                Element b = ELEMENTS.get(random.nextInt(2));
                double rc = random.nextBoolean() ? 3.5 : 3 + random.nextDouble();
                double eta = random.nextDouble();
                double[] zetas = {1, 2, 4, 16, 1 + 5 * random.nextDouble()};
                double zeta = zetas[random.nextInt(5)];
                double[] lambdas = {-1, 1, 2 * random.nextDouble() - 1};
                double lambda = lambdas[random.nextInt(3)];
                f.add(
                        switch (s % 3) {
                            case 0 -> new G2(a, rc, eta, 2 * random.nextDouble());
                            case 1 -> new G4(a, b, rc, 0.3 * eta, zeta, lambda);
                            default -> new G5(a, b, rc, 0.3 * eta, zeta, lambda);
                        });
            }
            FeedForward net =
                    new FeedForward(
                            new int[] {9, 7, 1},
                            new Activation[] {Activation.TANH, Activation.LINEAR});
            double[] p = net.parameters();
            for (int i = 0; i < p.length; i++) {
                p[i] = 0.5 * random.nextGaussian();
            }
            double[] centre = random.doubles(9, -1, 1).toArray();
            double[] width = random.doubles(9, 1, 3).toArray();
            models.put(
                    element, new AtomicModel(new DescriptorSet(f, fc), centre, width, net, false));
        }
        return new Potential(ELEMENTS, models);
    }
}
