package org.jinn.study;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jinn.descriptor.Environments;
import org.jinn.kernel.Kernels;
import org.jinn.kernel.Neighborhood;
import org.jinn.kernel.SymmetryKernel;
import org.jinn.network.FrozenNetwork;
import org.jinn.potential.AtomicModel;
import org.jinn.potential.Potential;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Structure;

/**
 * Where the time of an evaluation goes: the same atoms are taken through one step more each time,
 * and the differences are the steps.
 */
final class EvaluationProfile {
    private static final double LATTICE = 5.431;
    private static final double[] BASIS = {
        0, 0, 0, 0, 0.5, 0.5, 0.5, 0, 0.5, 0.5, 0.5, 0, //
        0.25, 0.25, 0.25, 0.25, 0.75, 0.75, 0.75, 0.25, 0.75, 0.75, 0.75, 0.25
    };
    private static final String[] STEPS = {"gather", "descriptor", "network", "forces"};
    private static final int ROUNDS = 7;
    private static final int WARM_ROUNDS = 5;
    private static final long ATOMS_A_ROUND = 20000;

    private final Environments atoms;
    private final double cutoff;
    private final SymmetryKernel kernel;
    private final FrozenNetwork network;
    private final Neighborhood neighborhood = new Neighborhood(1);
    private final double[] g;
    private final double[] slope;

    /** Keeps the results of steps alive. */
    private double sum;

    EvaluationProfile(Potential potential, int cells) {
        cutoff = potential.cutoff();
        atoms = Environments.of(crystal(Math.min(cells, 5)), cutoff, a -> 0);
        AtomicModel model = potential.model(0);
        kernel = model.descriptor().kernel(potential.elements(), Kernels.best());
        network = model.network().frozen(model.centre(), model.width());
        g = new double[model.descriptor().size()];
        slope = new double[g.length];
    }

    /** Fractions of the whole, in the order in which the steps are taken. */
    Map<String, Double> shares() {
        double[] best = new double[STEPS.length];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        for (int round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
            for (int step = STEPS.length - 1; step >= 0; step--) {
                long start = System.nanoTime();
                for (int atom = 0; atom < ATOMS_A_ROUND; atom++) {
                    take(atom % atoms.size(), step);
                }
                if (round >= WARM_ROUNDS) {
                    best[step] = Math.min(best[step], System.nanoTime() - start);
                }
            }
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        double before = 0;
        for (int step = 0; step < STEPS.length; step++) {
            shares.put(STEPS[step], Math.max(0, best[step] - before) / best[STEPS.length - 1]);
            before = best[step];
        }
        return shares;
    }

    private void take(int atom, int last) {
        atoms.gather(neighborhood, atom, cutoff);
        if (last > 0) {
            kernel.values(neighborhood, g);
        }
        if (last > 1) {
            sum += network.value(g, slope);
        }
        if (last > 2) {
            neighborhood.clearVectors();
            kernel.pullBack(neighborhood, slope);
        }
    }

    private static Structure crystal(int cells) {
        Random random = new Random(2);
        Element[] elements = new Element[8 * cells * cells * cells];
        Arrays.fill(elements, Element.SI);
        double[] x = new double[3 * elements.length];
        for (int i = 0; i < x.length; i++) {
            int atom = i / 3;
            int cell = atom / 8;
            int[] corner = {cell % cells, cell / cells % cells, cell / cells / cells};
            double at = corner[i % 3] + BASIS[3 * (atom % 8) + i % 3];
            x[i] = LATTICE * at + 0.1 * (random.nextDouble() - 0.5);
        }
        return new Structure(Cell.cubic(cells * LATTICE), elements, x);
    }
}
