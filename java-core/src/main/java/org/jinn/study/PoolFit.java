package org.jinn.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.descriptor.Environments;
import org.jinn.kernel.Kernels;
import org.jinn.kernel.Neighborhood;
import org.jinn.kernel.SymmetryKernel;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Structure;
import org.jinn.train.ReferenceEnergies;

/**
 * The normal equations of a fit of energies and forces by sums over atoms of simple curves of
 * single symmetry functions. What a function adds to this fit tells what it knows that others do
 * not, without the training of a network.
 *
 * <p>Of every function of every element there are {@value #SHAPES} features: the function itself,
 * scaled to -1 ... 1, and tanh of it about two places. Energies (beside those of free atoms) and
 * forces weigh alike: each sum of squares, weighted, is 1 before the fit.
 */
final class PoolFit {
    static final int SHAPES = 3;
    private static final double SLOPE = 2;
    private static final double[] PLACES = {-0.4, 0.4};

    /** Features: of element e, function s, shape t at (e * functions + s) * SHAPES + t. */
    final double[][] normal;

    /** Products of features and labels. */
    final double[] right;

    private final List<Element> elements;
    private final DescriptorSet pool;
    private final int functions;
    private final SymmetryKernel kernel;
    private final Neighborhood nb;
    private final double[][] low;
    private final double[][] high;

    PoolFit(List<Element> elements, DescriptorSet pool, List<Frame> all, DoubleConsumer progress) {
        this.elements = elements;
        this.pool = pool;
        functions = pool.size();
        kernel = pool.kernel(elements, Kernels.best());
        nb = new Neighborhood(elements.size());
        low = new double[elements.size()][functions];
        high = new double[elements.size()][functions];
        // one number a feature, and one an element: the energy of a free atom
        int n = elements.size() * (functions * SHAPES + 1);
        normal = new double[n][n];
        right = new double[n];
        List<Frame> frames =
                all.stream()
                        .filter(f -> f.labels().hasForces() && f.labels().energy().isPresent())
                        .toList();
        range(frames);
        double[][] weights = weights(frames);
        for (int f = 0; f < weights.length; f++) {
            add(frames.get(f), weights[f]);
            progress.accept((f + 1.0) / weights.length);
        }
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < a; b++) {
                normal[b][a] = normal[a][b];
            }
        }
    }

    int functions() {
        return functions;
    }

    private void range(List<Frame> frames) {
        for (double[] row : low) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
        }
        for (double[] row : high) {
            Arrays.fill(row, Double.NEGATIVE_INFINITY);
        }
        double[] g = new double[functions];
        for (Frame frame : frames) {
            Environments atoms = around(frame);
            for (int i = 0; i < atoms.size(); i++) {
                atoms.gather(nb, i, pool.cutoff());
                int e = atoms.species()[i];
                kernel.values(nb, g);
                for (int s = 0; s < functions; s++) {
                    low[e][s] = Math.min(low[e][s], g[s]);
                    high[e][s] = Math.max(high[e][s], g[s]);
                }
            }
        }
    }

    /**
     * Of every frame the factors of its energy per atom and of its forces. Forces beyond the median
     * frame's count by how large they are for their frame: a few collisions would outweigh all
     * else.
     */
    private double[][] weights(List<Frame> frames) {
        double[] size = frames.stream().mapToDouble(PoolFit::force).toArray();
        double[] sorted = size.clone();
        Arrays.sort(sorted);
        double usual = size.length == 0 ? 1 : Math.max(sorted[size.length / 2], 1e-6);
        // beside what the composition explains, which is no work for any function
        double[] free = ReferenceEnergies.fit(frames, elements);
        double energy = 0;
        double force = 0;
        double[][] weights = new double[size.length][2];
        for (int n = 0; n < size.length; n++) {
            Frame frame = frames.get(n);
            double w = 1 / Math.max(1, size[n] / usual);
            Arrays.fill(weights[n], w);
            energy += Math.pow(w * (energy(frame) - mean(frame, free)), 2);
            force += 3 * frame.structure().size() * Math.pow(w * size[n], 2);
        }
        for (double[] w : weights) {
            w[0] /= Math.sqrt(Math.max(energy, 1e-12));
            w[1] /= Math.sqrt(Math.max(force, 1e-12));
        }
        return weights;
    }

    /** The mean over the atoms of a number of their element. */
    private double mean(Frame frame, double[] ofElements) {
        Structure s = frame.structure();
        double sum = 0;
        for (int i = 0; i < s.size(); i++) {
            sum += ofElements[elements.indexOf(s.species(i))];
        }
        return sum / s.size();
    }

    /** Root mean square of the components. */
    private static double force(Frame frame) {
        double[] forces = frame.labels().forces();
        return Math.sqrt(Arrays.stream(forces).map(f -> f * f).sum() / forces.length);
    }

    private static double energy(Frame frame) {
        return frame.labels().energy().getAsDouble() / frame.structure().size();
    }

    /** Adds the equations of one frame: that of its energy per atom, and those of its forces. */
    private void add(Frame frame, double[] weights) {
        Environments atoms = around(frame);
        int size = atoms.size();
        int rows = 3 * size + 1;
        double[][] x = new double[right.length][];
        double[] g = new double[functions];
        double[] unit = new double[functions];
        for (int i = 0; i < size; i++) {
            atoms.gather(nb, i, pool.cutoff());
            int e = atoms.species()[i];
            int constant = elements.size() * functions * SHAPES + e;
            x[constant] = x[constant] == null ? new double[rows] : x[constant];
            x[constant][rows - 1] += weights[0] / size;
            kernel.values(nb, g);
            for (int s = 0; s < functions; s++) {
                double width = 0.5 * (high[e][s] - low[e][s]);
                if (!(width > 1e-9)) {
                    continue; // says nothing
                }
                Arrays.fill(unit, 0);
                unit[s] = 1;
                nb.clearVectors();
                kernel.pullBack(nb, unit);
                double z = (g[s] - low[e][s]) / width - 1;
                for (int t = 0; t < SHAPES; t++) {
                    double tanh = t == 0 ? z : Math.tanh(SLOPE * (z - PLACES[t - 1]));
                    double slope = t == 0 ? 1 : SLOPE * (1 - tanh * tanh);
                    int feature = (e * functions + s) * SHAPES + t;
                    x[feature] = x[feature] == null ? new double[rows] : x[feature];
                    scatter(atoms, i, weights[1] * slope / width, x[feature]);
                    x[feature][rows - 1] += weights[0] * tanh / size;
                }
            }
        }
        double[] y = new double[rows];
        for (int k = 0; k < rows - 1; k++) {
            y[k] = weights[1] * frame.labels().forces()[k];
        }
        y[rows - 1] = weights[0] * energy(frame);
        accumulate(x, y);
    }

    private void accumulate(double[][] x, double[] y) {
        for (int a = 0; a < x.length; a++) {
            if (x[a] == null) {
                continue;
            }
            right[a] += dot(x[a], y);
            for (int b = 0; b <= a; b++) {
                if (x[b] != null) {
                    normal[a][b] += dot(x[a], x[b]);
                }
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private Environments around(Frame frame) {
        Structure s = frame.structure();
        return Environments.of(s, pool.cutoff(), a -> elements.indexOf(s.species(a)));
    }

    /** Adds the forces of a function of atom i, just pulled back, times a factor. */
    private void scatter(Environments atoms, int i, double factor, double[] forces) {
        for (int n = 0; n < nb.size; n++) {
            int j = 3 * atoms.owner(nb.atom[n]);
            double[] v = {nb.gx[n], nb.gy[n], nb.gz[n]};
            for (int k = 0; k < 3; k++) {
                forces[j + k] -= factor * v[k];
                forces[3 * i + k] += factor * v[k];
            }
        }
    }

    /** Which functions of an element vary at all. */
    List<Integer> candidates(int element) {
        List<Integer> out = new ArrayList<>();
        for (int s = 0; s < functions; s++) {
            if (normal[(element * functions + s) * SHAPES][(element * functions + s) * SHAPES]
                    > 0) {
                out.add(s);
            }
        }
        return out;
    }
}
