package org.jinn.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Limited-memory BFGS with a line search for the weak Wolfe conditions: Nocedal and Wright,
 * Numerical Optimization (2006), algorithm 7.4; bisection as in Lewis and Overton, Math. Program.
 * 141, 135 (2013).
 */
final class Lbfgs implements Optimizer {
    private static final int MEMORY = 50;
    private static final double DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final int TRIES = 25;

    /** The function to minimise. */
    interface Function {
        /** Value at {@code x}; the gradient goes into {@code gradient}. */
        double at(double[] x, double[] gradient);
    }

    /** One step and the change of the gradient along it. */
    private record Pair(double[] s, double[] y, double rho) {}

    private final Function function;
    private final Supplier<FitErrors> errors;
    private final Deque<Pair> memory = new ArrayDeque<>();
    private double[] x;
    private double[] gradient;
    private double value;
    private double[] spareX;
    private double[] spareGradient;
    private FitErrors here;
    private boolean converged;

    /**
     * @param errors what goes with the value last asked for
     */
    Lbfgs(Function function, Supplier<FitErrors> errors, double[] start) {
        this.function = function;
        this.errors = errors;
        x = start.clone();
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
    public FitErrors epoch(int number) {
        if (gradient == null) {
            gradient = new double[x.length];
            spareX = new double[x.length];
            spareGradient = new double[x.length];
            value = function.at(x, gradient);
            here = errors.get();
        }
        double[] before = x;
        converged = !step();
        if (x != before) {
            here = errors.get(); // the step taken is the last one tried
        }
        return here;
    }

    /** One iteration. Returns false if no step along the direction lowers the function any more. */
    private boolean step() {
        double[] d = direction();
        double slope = Optimizer.dot(gradient, d);
        if (!(slope < 0)) {
            memory.clear();
            d = direction();
            slope = Optimizer.dot(gradient, d);
        }
        double t = memory.isEmpty() ? 0.1 / Math.sqrt(Optimizer.dot(gradient, gradient)) : 1;
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double[] trial = spareX;
        double[] trialGradient = spareGradient;
        double trialValue = value;
        boolean lower = false;
        for (int n = 0; n < TRIES; n++) {
            for (int i = 0; i < x.length; i++) {
                trial[i] = x[i] + t * d[i];
            }
            trialValue = function.at(trial, trialGradient);
            lower = trialValue <= value + DECREASE * t * slope;
            if (!lower) {
                high = t;
            } else if (Optimizer.dot(trialGradient, d) < CURVATURE * slope) {
                low = t;
            } else {
                break;
            }
            t = high < Double.POSITIVE_INFINITY ? (low + high) / 2 : 2 * t;
        }
        if (!lower) {
            boolean again = !memory.isEmpty();
            memory.clear(); // the steepest descent may still go down
            return again;
        }
        remember(trial, trialGradient);
        spareX = x;
        spareGradient = gradient;
        x = trial;
        gradient = trialGradient;
        value = trialValue;
        return true;
    }

    private void remember(double[] trial, double[] trialGradient) {
        // arrays that live as long as these would pile up among the old ones
        Pair oldest = memory.size() < MEMORY ? null : memory.removeFirst();
        double[] s = oldest == null ? new double[x.length] : oldest.s();
        double[] y = oldest == null ? new double[x.length] : oldest.y();
        for (int i = 0; i < x.length; i++) {
            s[i] = trial[i] - x[i];
            y[i] = trialGradient[i] - gradient[i];
        }
        double sy = Optimizer.dot(s, y);
        if (sy > 1e-300) {
            memory.addLast(new Pair(s, y, 1 / sy));
        }
    }

    /** Minus the approximate inverse Hessian times the gradient. */
    private double[] direction() {
        double[] d = new double[x.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = -gradient[i];
        }
        double[] alpha = new double[memory.size()];
        int n = memory.size();
        for (var it = memory.descendingIterator(); it.hasNext(); ) {
            Pair p = it.next();
            alpha[--n] = p.rho() * Optimizer.dot(p.s(), d);
            add(d, -alpha[n], p.y());
        }
        if (!memory.isEmpty()) {
            Pair last = memory.getLast();
            double scale = 1 / (last.rho() * Optimizer.dot(last.y(), last.y()));
            for (int i = 0; i < d.length; i++) {
                d[i] *= scale;
            }
        }
        for (Pair p : memory) {
            add(d, alpha[n++] - p.rho() * Optimizer.dot(p.y(), d), p.s());
        }
        return d;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        Optimizer.write(out, x);
        out.writeInt(memory.size());
        for (Pair p : memory) {
            Optimizer.write(out, p.s());
            Optimizer.write(out, p.y());
            out.writeDouble(p.rho());
        }
        // value and gradient are worked out again, to the same bits
    }

    @Override
    public long largestState() {
        return (2L * MEMORY + 1) * (8 * x.length + 4) + 8L * MEMORY + 4;
    }

    @Override
    public void restore(DataInput in) throws IOException {
        x = Optimizer.read(in, x.length);
        memory.clear();
        int pairs = in.readInt();
        for (int n = 0; n < pairs; n++) {
            double[] s = Optimizer.read(in, x.length);
            double[] y = Optimizer.read(in, x.length);
            memory.addLast(new Pair(s, y, in.readDouble()));
        }
        gradient = null;
    }

    private static void add(double[] target, double factor, double[] a) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * a[i];
        }
    }
}
