package org.jinn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jinn.structure.Element;

/**
 * Weights of atoms in the force term by how rare their surroundings are: Jeong, Lee, Yoo, Jung and
 * Han, J. Phys. Chem. C 122, 22790 (2018), as SIMPLE-NN has it. The Gaussian density of an atom is
 * the sum of exp(-|G - G'|^2 / (2 sigma^2 d)) over all training atoms of its element, G scaled, d
 * functions; its weight is the number of atoms over the density, times 1/(1 + exp(-b (w - c))) with
 * a modifier.
 */
final class GaussianDensity {
    private GaussianDensity() {}

    /**
     * Gives the training frames their weights.
     *
     * @param preprocessing that scales their descriptors
     */
    static void weigh(
            List<TrainingFrame> frames,
            Preprocessing[] preprocessing,
            List<Element> elements,
            TrainInput.AtomicWeights how,
            Workers workers) {
        for (TrainingFrame frame : frames) {
            frame.atomWeights = new double[frame.atoms];
        }
        for (int s = 0; s < elements.size(); s++) {
            List<double[]> atoms = new ArrayList<>();
            for (TrainingFrame frame : frames) {
                for (int i = 0; i < frame.atoms; i++) {
                    if (frame.species[i] == s) {
                        atoms.add(preprocessing[s].scaled(frame.g[i]));
                    }
                }
            }
            Element element = elements.get(s);
            double[] weights =
                    weights(atoms, how.width() == null ? 0 : how.width().get(element), workers);
            int at = 0;
            for (TrainingFrame frame : frames) {
                for (int i = 0; i < frame.atoms; i++) {
                    if (frame.species[i] == s) {
                        frame.atomWeights[i] = modified(weights[at++], element, how);
                    }
                }
            }
        }
    }

    static double modified(double w, Element element, TrainInput.AtomicWeights how) {
        if (!how.steepness().containsKey(element)) {
            return w;
        }
        double b = how.steepness().get(element);
        double c = how.threshold().get(element);
        return w / (1 + Math.exp(-b * (w - c)));
    }

    /**
     * Number of atoms over the Gaussian density of each.
     *
     * @param width sigma; 0 for a third of the largest distance from an atom to its nearest one
     */
    static double[] weights(List<double[]> atoms, double width, Workers workers) {
        int n = atoms.size();
        double sigma = width;
        if (!(sigma > 0)) {
            double[] distances = each(n, workers, i -> nearest(atoms, i));
            sigma = Arrays.stream(distances).max().orElse(0) / 3;
        }
        // all alike: any width will do
        double exponent = sigma > 0 ? 0.5 / (sigma * sigma) : 0;
        return each(
                n,
                workers,
                i -> {
                    double density = 0;
                    for (double[] other : atoms) {
                        density += Math.exp(-exponent * distance2(atoms.get(i), other));
                    }
                    return n / density;
                });
    }

    /** Distance to the nearest atom that is not the same to the last digits. */
    private static double nearest(List<double[]> atoms, int i) {
        double least = Double.POSITIVE_INFINITY;
        for (double[] other : atoms) {
            double d = distance2(atoms.get(i), other);
            if (d > 1e-40 && d < least) {
                least = d;
            }
        }
        return least < Double.POSITIVE_INFINITY ? Math.sqrt(least) : 0;
    }

    /** Mean over the functions of the squared difference. */
    private static double distance2(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return sum / a.length;
    }

    /** One number for each atom; ranks take turns. */
    private static double[] each(int n, Workers workers, IntToDoubleFunction work) {
        double[] result = new double[n];
        Ranks ranks = workers.ranks();
        List<Integer> scratch = new ArrayList<>();
        for (int t = 0; t < workers.threads(); t++) {
            scratch.add(t);
        }
        workers.forEach(
                n,
                scratch,
                (mine, i) -> {
                    if (i % ranks.size() == ranks.rank()) {
                        result[i] = work.applyAsDouble(i);
                    }
                });
        ranks.sum(result);
        return result;
    }
}
