package org.jinn.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * Adam on random batches of frames: Kingma and Ba, ICLR 2015 (arXiv:1412.6980), algorithm 1. The
 * learning rate falls along half a cosine to a hundredth, or, if the input has a decay rate, by
 * that factor every epoch.
 */
final class Adam implements Optimizer {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final TrainInput input;
    private final Objective objective;
    private final List<TrainingFrame> frames;
    private final BooleanSupplier stopped;
    private final int batches;
    private double[] x;
    private double[] m;
    private double[] v;
    private long steps;
    private double rate;

    Adam(
            TrainInput input,
            Objective objective,
            List<TrainingFrame> frames,
            double[] start,
            BooleanSupplier stopped) {
        this.input = input;
        this.objective = objective;
        this.frames = frames;
        this.stopped = stopped;
        batches = (frames.size() + input.fit().batch() - 1) / input.fit().batch();
        x = start.clone();
        m = new double[x.length];
        v = new double[x.length];
    }

    @Override
    public FitErrors epoch(int number) {
        // of its own for every epoch: a run that goes on needs no history
        Random random = new Random(input.seed() + 1_000_003L * number);
        List<TrainingFrame> order = new ArrayList<>(frames);
        Collections.shuffle(order, random);
        double[][] before = {x.clone(), m.clone(), v.clone()};
        long stepsBefore = steps;
        FitErrors.Sum sum = new FitErrors.Sum();
        double[] gradient = new double[x.length];
        for (int b = 0; b < batches; b++) {
            if (stopped.getAsBoolean()) { // half an epoch cannot be gone on from
                x = before[0];
                m = before[1];
                v = before[2];
                steps = stepsBefore;
                return null;
            }
            int to = Math.min(order.size(), (b + 1) * input.fit().batch());
            objective.stochastic(
                    order.subList(b * input.fit().batch(), to), x, gradient, sum, random);
            step(gradient, number, b);
        }
        return sum.errors(batches);
    }

    private void step(double[] gradient, int epoch, int batch) {
        double done = (epoch - 1 + (double) batch / batches) / input.fit().epochs();
        rate =
                input.fit().learningRate()
                        * (input.fit().decayRate() > 0
                                ? Math.pow(input.fit().decayRate(), epoch - 1)
                                : 0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done))));
        steps++;
        double correction1 = 1 - Math.pow(BETA1, steps);
        double correction2 = 1 - Math.pow(BETA2, steps);
        for (int i = 0; i < x.length; i++) {
            m[i] = BETA1 * m[i] + (1 - BETA1) * gradient[i];
            v[i] = BETA2 * v[i] + (1 - BETA2) * gradient[i] * gradient[i];
            x[i] -= rate * (m[i] / correction1) / (Math.sqrt(v[i] / correction2) + EPSILON);
        }
    }

    @Override
    public double[] parameters() {
        return x;
    }

    @Override
    public double learningRate() {
        return rate;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        Optimizer.write(out, x);
        Optimizer.write(out, m);
        Optimizer.write(out, v);
        out.writeLong(steps);
    }

    @Override
    public long largestState() {
        return 3L * 8 * x.length + 20;
    }

    @Override
    public void restore(DataInput in) throws IOException {
        x = Optimizer.read(in, x.length);
        m = Optimizer.read(in, x.length);
        v = Optimizer.read(in, x.length);
        steps = in.readLong();
    }
}
