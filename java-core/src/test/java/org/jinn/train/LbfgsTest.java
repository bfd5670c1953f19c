package org.jinn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LbfgsTest {
    /** Rosenbrock's valley in ten dimensions; its minimum is at (1, ..., 1). */
    @Test
    void findsTheEndOfRosenbrocksValley() {
        double[] start = new double[10];
        for (int i = 0; i < 10; i++) {
            start[i] = i % 2 == 0 ? -1.2 : 1;
        }
        Lbfgs lbfgs = new Lbfgs(LbfgsTest::rosenbrock, () -> null, start);
        for (int n = 0; n < 200; n++) {
            lbfgs.epoch(n);
        }
        for (double x : lbfgs.parameters()) {
            assertEquals(1, x, 1e-6);
        }
    }

    private static double rosenbrock(double[] x, double[] gradient) {
        java.util.Arrays.fill(gradient, 0);
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double a = x[i + 1] - x[i] * x[i];
            double b = 1 - x[i];
            sum += 100 * a * a + b * b;
            gradient[i] += -400 * a * x[i] - 2 * b;
            gradient[i + 1] += 200 * a;
        }
        return sum;
    }
}
