package org.jinn.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every derivative against finite differences, for every activation. */
class FeedForwardTest {
    @ParameterizedTest
    @EnumSource(Activation.class)
    void derivativesAreRight(Activation activation) {
        Random random = new Random(2);
        FeedForward net =
                new FeedForward(
                        new int[] {5, 6, 4, 1},
                        new Activation[] {activation, activation, Activation.LINEAR});
        double[] p = net.parameters();
        for (int i = 0; i < p.length; i++) {
            p[i] = 0.6 * random.nextGaussian();
        }
        double[] x = random.doubles(5, -1, 1).toArray();
        double[] u = random.doubles(5, -1, 1).toArray();
        double alpha = 0.7;
        ReferenceNetwork w = new ReferenceNetwork(net);
        double[] gradient = new double[5];
        assertEquals(w.value(x), w.value(x, gradient));
        double h = 1e-5;
        for (int i = 0; i < 5; i++) {
            double keep = x[i];
            x[i] = keep + h;
            double up = w.value(x);
            x[i] = keep - h;
            double down = w.value(x);
            x[i] = keep;
            assertEquals((up - down) / (2 * h), gradient[i], 1e-8);
        }
        double[] byParameter = new double[p.length];
        w.addParameterGradient(x, u, alpha, byParameter);
        for (int i = 0; i < p.length; i++) {
            double keep = p[i];
            p[i] = keep + h;
            double up = objective(w, x, u, alpha);
            p[i] = keep - h;
            double down = objective(w, x, u, alpha);
            p[i] = keep;
            assertEquals((up - down) / (2 * h), byParameter[i], 1e-8);
        }
    }

    /** With scaling, behind a principal component layer, and without one. */
    @ParameterizedTest
    @EnumSource(Activation.class)
    void theFrozenNetworkIsTheSameFunction(Activation activation) {
        Random random = new Random(3);
        FeedForward net =
                new FeedForward(
                        new int[] {7, 37, 1}, new Activation[] {activation, Activation.LINEAR});
        for (int i = 0; i < net.parameters().length; i++) {
            net.parameters()[i] = 0.6 * random.nextGaussian();
        }
        FeedForward behind =
                net.behindLinear(
                        random.doubles(7 * 9, -1, 1).toArray(), random.doubles(7, -1, 1).toArray());
        for (FeedForward one : new FeedForward[] {net, behind}) {
            int n = one.size(0);
            double[] centre = random.doubles(n, -1, 1).toArray();
            double[] width = random.doubles(n, 0.5, 2).toArray();
            FrozenNetwork frozen = one.frozen(centre, width);
            for (int repeat = 0; repeat < 5; repeat++) {
                double[] g = random.doubles(n, -3, 3).toArray();
                double[] x = new double[n];
                for (int i = 0; i < n; i++) {
                    x[i] = (g[i] - centre[i]) / width[i];
                }
                double[] expected = new double[n];
                double[] found = new double[n];
                double energy = new ReferenceNetwork(one).value(x, expected);
                assertEquals(energy, frozen.value(g, found), 1e-12 * (1 + Math.abs(energy)));
                for (int i = 0; i < n; i++) {
                    assertEquals(
                            expected[i] / width[i], found[i], 1e-12 * (1 + Math.abs(found[i])));
                }
            }
        }
    }

    /** The gradient by the parameters, summed over two points. */
    @ParameterizedTest
    @EnumSource(Activation.class)
    void theFrozenNetworkHasTheSameParameterGradient(Activation activation) {
        Random random = new Random(4);
        FeedForward net =
                new FeedForward(
                        new int[] {70, 33, 9, 1},
                        new Activation[] {activation, activation, Activation.LINEAR});
        for (int i = 0; i < net.parameters().length; i++) {
            net.parameters()[i] = 0.2 * random.nextGaussian();
        }
        double[] expected = new double[net.parameters().length];
        double[] found = expected.clone();
        ReferenceNetwork specification = new ReferenceNetwork(net);
        FrozenNetwork frozen = net.frozen();
        double[] slope = new double[70];
        for (int batch = 0; batch < 2; batch++) {
            for (int point = 0; point < 2; point++) {
                double[] x = random.doubles(70, -1, 1).toArray();
                double[] u = random.doubles(70, -1, 1).toArray();
                specification.addParameterGradient(x, u, 0.7, expected);
                frozen.value(x, slope);
                frozen.addParameterGradient(x, u, 0.7);
            }
            assertEquals(found.length, frozen.drain(found, 0));
            for (int i = 0; i < found.length; i++) {
                assertEquals(expected[i], found[i], 1e-12 * (1 + Math.abs(expected[i])));
            }
        }
    }

    private static double objective(ReferenceNetwork w, double[] x, double[] u, double alpha) {
        double[] gradient = new double[x.length];
        double sum = alpha * w.value(x, gradient);
        for (int i = 0; i < x.length; i++) {
            sum += u[i] * gradient[i];
        }
        return sum;
    }

    /** All weights of a linear network are of the same inputs: they are added, not joined. */
    @Test
    void theMeanOfNetworksWithoutHiddenLayers() {
        Activation[] linear = {Activation.LINEAR};
        FeedForward a = new FeedForward(new int[] {2, 1}, linear);
        FeedForward b = new FeedForward(new int[] {2, 1}, linear);
        System.arraycopy(new double[] {1, 2, 3}, 0, a.parameters(), 0, 3);
        System.arraycopy(new double[] {3, -2, 7}, 0, b.parameters(), 0, 3);
        assertArrayEquals(
                new double[] {2, 0, 5}, FeedForward.mean(List.of(a, b)).parameters(), 1e-15);
    }
}
