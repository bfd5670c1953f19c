package org.jinn.potential;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.jinn.kernel.Kernels;
import org.jinn.neighbor.NeighborList;

/**
 * Evaluates a potential on several threads, each with a share of the local atoms and forces of its
 * own, summed in a fixed order: the same number of threads gives the same bits. The caller is one
 * of the threads; the others wait between two calls. To be used from one thread at a time.
 */
public final class ParallelEvaluator implements AutoCloseable {
    private final Evaluator[] evaluators;
    private final double[][] forces;
    private final double[][] virials;
    private final double[] energies;

    /** The caller's for the first thread; the others have member forces of their own. */
    private final PerAtom[] wanted;

    private final Throwable[] failures;
    private final int[] shares;
    private final CyclicBarrier barrier;

    // what the call in progress was given
    private NeighborList list;
    private double[] x;
    private int[] species;
    private int size;
    private volatile boolean closed;

    /**
     * @param committee one potential, or members with the same symmetry functions: their mean
     * @param threads 1 or more, the calling one included
     * @param watch whether to look for atoms outside the training range, which must be known
     * @param fast the kernels to be used once Java has compiled them
     */
    public ParallelEvaluator(List<Potential> committee, int threads, boolean watch, Kernels fast) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread: threads=" + threads);
        }
        evaluators = new Evaluator[threads];
        forces = new double[threads][0];
        virials = new double[threads][6];
        energies = new double[threads];
        wanted = new PerAtom[threads];
        failures = new Throwable[threads];
        shares = new int[threads + 1];
        barrier = new CyclicBarrier(threads);
        for (int t = 0; t < threads; t++) {
            evaluators[t] = new Evaluator(committee, Kernels.fromCold(fast), watch);
            wanted[t] = new PerAtom();
        }
        if (threads > 1) {
            // A full collection moves the evaluators one after the other into the old generation.
            // Left to the young collections of the warm-up, their small arrays and fields would be
            // shuffled into one another, and threads would write into each other's cache lines: a
            // third of the speed of two threads was lost that way.
            System.gc();
        }
        for (int t = 1; t < threads; t++) {
            int number = t;
            Thread thread = new Thread(() -> serve(number), "jinn-" + t);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * Energy, forces and virial of the local atoms of a list, as {@link Evaluator#evaluate}.
     *
     * @param nall number of local and ghost atoms
     */
    public double evaluate(
            NeighborList list,
            int nall,
            double[] x,
            int[] species,
            double[] forces,
            double[] virial,
            PerAtom all) {
        this.list = list;
        this.x = x;
        this.species = species;
        size = 3 * nall;
        wanted[0] = all;
        for (int t = 1; t < wanted.length; t++) {
            wanted[t].energies = all.energies;
            wanted[t].virials = all.virials;
            wanted[t].outside = all.outside;
        }
        this.forces[0] = forces;
        share();
        await();
        work(0);
        await();
        for (Throwable failure : failures) {
            if (failure instanceof Error error) {
                throw error; // as it is: running out of memory has a sentence of its own
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
        }
        double energy = energies[0];
        System.arraycopy(virials[0], 0, virial, 0, 6);
        for (int t = 1; t < evaluators.length; t++) {
            energy += energies[t];
            for (int v = 0; v < 6; v++) {
                virial[v] += virials[t][v];
            }
            add(forces, this.forces[t], size);
            if (all.memberForces != null) {
                for (int m = 0; m < all.memberForces.length; m++) {
                    add(all.memberForces[m], wanted[t].memberForces[m], size);
                }
            }
            if (extrapolation() != null) {
                extrapolation().add(evaluators[t].extrapolation());
            }
        }
        return energy;
    }

    /** What the last evaluation met outside the training range; {@code null} if none is watched. */
    public Extrapolation extrapolation() {
        return evaluators[0].extrapolation();
    }

    private static void add(double[] sum, double[] more, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += more[i];
        }
    }

    /** Shares of equally many neighbours. */
    private void share() {
        int threads = evaluators.length;
        long all = list.start(list.local());
        int i = 0;
        for (int t = 1; t < threads; t++) {
            while (i < list.local() && list.start(i) < all * t / threads) {
                i++;
            }
            shares[t] = i;
        }
        shares[threads] = list.local();
    }

    private void serve(int thread) {
        await();
        while (!closed) {
            work(thread);
            await();
            await();
        }
    }

    private void work(int thread) {
        failures[thread] = null;
        try {
            if (thread > 0) {
                grow(thread);
            }
            energies[thread] =
                    evaluators[thread].evaluate(
                            list,
                            shares[thread],
                            shares[thread + 1],
                            x,
                            species,
                            forces[thread],
                            virials[thread],
                            wanted[thread]);
        } catch (RuntimeException | Error e) {
            failures[thread] = e;
        }
    }

    /** Room for the forces of a thread other than the caller's. */
    private void grow(int thread) {
        if (forces[thread].length < size) {
            forces[thread] = new double[size + size / 4];
        }
        double[][] members = wanted[0].memberForces;
        if (members == null) {
            wanted[thread].memberForces = null;
        } else if (wanted[thread].memberForces == null
                || wanted[thread].memberForces[0].length < size) {
            wanted[thread].memberForces = new double[members.length][size + size / 4];
        }
    }

    private void await() {
        if (evaluators.length == 1) {
            return;
        }
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException("an evaluating thread was interrupted", e);
        }
    }

    /** Ends the threads. */
    @Override
    public void close() {
        closed = true;
        await();
    }
}
