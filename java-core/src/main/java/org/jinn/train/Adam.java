package org.jinn.train;

/** Adam: Kingma and Ba, ICLR 2015 (arXiv:1412.6980), algorithm 1. */
final class Adam {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double[] m;
    private final double[] v;
    private int step;

    Adam(int parameters) {
        m = new double[parameters];
        v = new double[parameters];
    }

    /** Moves {@code parameters} against {@code gradient}. */
    void step(double[] parameters, double[] gradient, double learningRate) {
        step++;
        double correction1 = 1 - Math.pow(BETA1, step);
        double correction2 = 1 - Math.pow(BETA2, step);
        for (int i = 0; i < parameters.length; i++) {
            m[i] = BETA1 * m[i] + (1 - BETA1) * gradient[i];
            v[i] = BETA2 * v[i] + (1 - BETA2) * gradient[i] * gradient[i];
            parameters[i] -=
                    learningRate * (m[i] / correction1) / (Math.sqrt(v[i] / correction2) + EPSILON);
        }
    }
}
