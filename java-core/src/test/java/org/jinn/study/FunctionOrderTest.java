package org.jinn.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.network.Activation;
import org.jinn.network.FeedForward;
import org.jinn.potential.AtomicModel;
import org.jinn.potential.Evaluator;
import org.jinn.potential.Potential;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Origin;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.Test;

class FunctionOrderTest {
    private static final List<Element> SILICON = List.of(Element.SI);
    private static final DescriptorSet POOL = FunctionPool.of(SILICON, 4.5);

    /** Random structures, labelled with a potential that is a sum of some functions of the pool. */
    private static List<Frame> labelled(Map<Integer, Double> weights) {
        FeedForward network =
                new FeedForward(new int[] {POOL.size(), 1}, new Activation[] {Activation.LINEAR});
        Arrays.fill(network.parameters(), 0);
        weights.forEach((s, w) -> network.parameters()[s] = w);
        double[] width = new double[POOL.size()];
        Arrays.fill(width, 1);
        Evaluator evaluator =
                new Evaluator(
                        new Potential(
                                SILICON,
                                Map.of(
                                        Element.SI,
                                        new AtomicModel(
                                                POOL,
                                                new double[POOL.size()],
                                                width,
                                                network,
                                                false))));
        Random random = new Random(1);
        List<Frame> frames = new ArrayList<>();
        for (int n = 0; n < 12; n++) {
            double[] x = {0, 0, 0, 2.2, 2.2, 0.3, 2.3, 0.2, 2.2, 0.1, 2.1, 2.3};
            for (int k = 0; k < x.length; k++) {
                x[k] += 0.4 * random.nextDouble();
            }
            Element[] species = new Element[4];
            Arrays.fill(species, Element.SI);
            Structure s = new Structure(Cell.cubic(4.3 + 0.4 * random.nextDouble()), species, x);
            frames.add(new Frame(s, evaluator.evaluate(s), new Origin("test", n + 1, 1), Map.of()));
        }
        return frames;
    }

    /** Energies and forces of another code path, the evaluator's, are described without a rest. */
    @Test
    void findsTheOneFunctionThatEnergiesAndForcesAreMadeOf() {
        for (int s : new int[] {3, 20, 40, 77}) {
            PoolFit fit = new PoolFit(SILICON, POOL, labelled(Map.of(s, 0.7)), share -> {});
            assertEquals(
                    s,
                    FunctionOrder.order(fit, 1, 1, Recommendation.Method.GREEDY).get(0).get(0),
                    POOL.functions().get(s).toString());
        }
    }

    /** One frame of another making, with forces a hundred times as large. */
    @Test
    void aCollisionDoesNotOutweighAllOtherFrames() {
        List<Frame> frames = new ArrayList<>(labelled(Map.of(20, 0.7)));
        frames.set(0, labelled(Map.of(3, 100.0)).get(0));
        PoolFit fit = new PoolFit(SILICON, POOL, frames, share -> {});
        List<Integer> order = FunctionOrder.order(fit, 1, 2, Recommendation.Method.GREEDY).get(0);
        assertEquals(20, order.get(0), order.toString());
    }

    /**
     * The energies of free atoms, which are hundreds of eV, leave what functions weigh as it is.
     */
    @Test
    void whatTheCompositionExplainsDoesNotCount() {
        List<Element> two = List.of(Element.SI, Element.GE);
        DescriptorSet pool = FunctionPool.of(two, 4.5);
        double[][][] normal = new double[2][][];
        for (int k = 0; k < 2; k++) {
            List<Frame> frames = new ArrayList<>();
            for (Frame f : labelled(Map.of(20, 0.7))) {
                int germanium = frames.size() % 4;
                Element[] species = new Element[4];
                Arrays.setAll(species, i -> i < germanium ? Element.GE : Element.SI);
                Structure s =
                        new Structure(f.structure().cell(), species, f.structure().positions());
                Labels labels =
                        Labels.of(
                                f.labels().energy().getAsDouble() - 500 * k * germanium,
                                f.labels().forces(),
                                null);
                frames.add(new Frame(s, labels, f.origin(), Map.of()));
            }
            normal[k] = new PoolFit(two, pool, frames, share -> {}).normal;
        }
        // the last two are the constants of elements, which are in equations of energies only
        for (int a = normal[0].length - 2; a < normal[0].length; a++) {
            assertTrue(normal[0][a][a] > 0);
            assertEquals(normal[0][a][a], normal[1][a][a], 1e-6 * normal[0][a][a]);
        }
    }

    @Test
    void shortSetsAreTheBeginningsOfLongOnesAndNothingComesTwice() {
        PoolFit fit = new PoolFit(SILICON, POOL, labelled(Map.of(5, 1.0, 60, -0.4)), share -> {});
        for (Recommendation.Method method : Recommendation.Method.values()) {
            List<Integer> many = FunctionOrder.order(fit, 1, 40, method).get(0);
            List<Integer> few = FunctionOrder.order(fit, 1, 10, method).get(0);
            assertEquals(few, many.subList(0, 10));
            assertEquals(40, new HashSet<>(many).size());
        }
    }

    @Test
    void theNormalEquationsAreSymmetricAndPositive() {
        PoolFit fit = new PoolFit(SILICON, POOL, labelled(Map.of(5, 1.0)), share -> {});
        for (int a = 0; a < fit.right.length; a++) {
            assertTrue(fit.normal[a][a] >= 0);
            for (int b = 0; b < a; b++) {
                double most = Math.sqrt(fit.normal[a][a] * fit.normal[b][b]);
                assertEquals(fit.normal[a][b], fit.normal[b][a]);
                assertTrue(Math.abs(fit.normal[a][b]) <= most * (1 + 1e-9));
            }
        }
    }
}
