package org.jinn.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
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
        FeedForward.Workspace w = net.workspace();
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

    private static double objective(FeedForward.Workspace w, double[] x, double[] u, double alpha) {
        double[] gradient = new double[x.length];
        double sum = alpha * w.value(x, gradient);
        for (int i = 0; i < x.length; i++) {
            sum += u[i] * gradient[i];
        }
        return sum;
    }
}
