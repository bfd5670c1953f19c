package org.jinn.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Levenberg-Marquardt without a matrix: each epoch solves (H + damping) d = -g, H the Gauss-Newton
 * matrix of energies, forces and stress, by conjugate gradients, which need only products H v.
 * Stopping rule of the inner iteration and control of the damping as in Martens, ICML 2010
 * ("Hessian-free optimization"), sections 4.1 and 4.4.
 */
final class LevenbergMarquardt implements Optimizer {
    private static final int MOST_INNER = 150;
    private static final double INNER_TOLERANCE = 5e-4;
    private static final double KEPT = 0.9;

    private final Objective objective;
    private final List<TrainingFrame> frames;
    private final BooleanSupplier stopped;
    private double[] x;
    private double[] d;
    private double damping;

    private double[] gradient;
    private double value;
    private FitErrors here;
    private boolean converged;

    LevenbergMarquardt(
            Objective objective,
            List<TrainingFrame> frames,
            double[] start,
            BooleanSupplier stopped) {
        this.objective = objective;
        this.frames = frames;
        this.stopped = stopped;
        x = start.clone();
        d = new double[x.length];
    }

    @Override
    public FitErrors epoch(int number) {
        if (gradient == null) {
            gradient = new double[x.length];
            value = evaluate(x, gradient);
        }
        if (damping == 0) {
            double[] product = new double[x.length];
            objective.product(frames, x, gradient, product);
            damping = 0.1 * Optimizer.dot(gradient, product) / Optimizer.dot(gradient, gradient);
        }
        double[] before = d.clone();
        double expected = solve();
        if (stopped.getAsBoolean()) { // half an epoch cannot be gone on from
            d = before;
            return null;
        }
        take(expected);
        return here;
    }

    /** Tries the step, then halves of it; lets the damping follow how well the model did. */
    private void take(double expected) {
        double[] trial = new double[x.length];
        double[] trialGradient = new double[x.length];
        FitErrors before = here;
        double length = 1;
        for (int n = 0; n < 12; n++, length /= 2) {
            for (int i = 0; i < x.length; i++) {
                trial[i] = x[i] + length * d[i];
            }
            double found = evaluate(trial, trialGradient);
            if (n == 0) {
                double ratio = (found - value) / expected;
                damping *= ratio > 0.75 ? 0.25 : !(ratio > 0.25) ? 4 : 1;
            }
            if (found < value) {
                x = trial;
                gradient = trialGradient;
                value = found;
                return;
            }
        }
        here = before;
        converged = true;
    }

    private double evaluate(double[] at, double[] gradientThere) {
        FitErrors.Sum sum = new FitErrors.Sum();
        double found = objective.value(frames, at, gradientThere, sum);
        here = sum.errors(1);
        return found;
    }

    /**
     * Conjugate gradients from the last step, shortened.
     *
     * @return the change of the quadratic model
     */
    private double solve() {
        int n = x.length;
        for (int i = 0; i < n; i++) {
            d[i] *= KEPT;
        }
        double[] product = new double[n];
        double[] r = new double[n];
        multiply(d, product);
        for (int i = 0; i < n; i++) {
            r[i] = -gradient[i] - product[i];
        }
        double[] p = r.clone();
        double rr = Optimizer.dot(r, r);
        double[] models = new double[MOST_INNER + 1];
        models[0] = -0.5 * (Optimizer.dot(r, d) - Optimizer.dot(gradient, d));
        int step = 0;
        while (step < MOST_INNER && rr > 0 && !stopped.getAsBoolean()) {
            multiply(p, product);
            double alpha = rr / Optimizer.dot(p, product);
            for (int i = 0; i < n; i++) {
                d[i] += alpha * p[i];
                r[i] -= alpha * product[i];
            }
            double next = Optimizer.dot(r, r);
            double beta = next / rr;
            rr = next;
            for (int i = 0; i < n; i++) {
                p[i] = r[i] + beta * p[i];
            }
            step++;
            models[step] = -0.5 * (Optimizer.dot(r, d) - Optimizer.dot(gradient, d));
            int window = Math.max(10, step / 10);
            if (step > window
                    && models[step] < 0
                    && (models[step] - models[step - window]) / models[step]
                            < window * INNER_TOLERANCE) {
                break;
            }
        }
        return models[step];
    }

    /** (H + damping) v. */
    private void multiply(double[] v, double[] product) {
        objective.product(frames, x, v, product);
        for (int i = 0; i < v.length; i++) {
            product[i] += damping * v[i];
        }
    }

    @Override
    public double[] parameters() {
        return x;
    }

    @Override
    public boolean converged() {
        return converged;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        Optimizer.write(out, x);
        Optimizer.write(out, d);
        out.writeDouble(damping);
    }

    @Override
    public long largestState() {
        return 2L * 8 * x.length + 16;
    }

    @Override
    public void restore(DataInput in) throws IOException {
        x = Optimizer.read(in, x.length);
        d = Optimizer.read(in, x.length);
        damping = in.readDouble();
        gradient = null;
    }
}
