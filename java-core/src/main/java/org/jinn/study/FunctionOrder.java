package org.jinn.study;

import java.util.ArrayList;
import java.util.List;

/**
 * Orders the functions of a pool: each next one is the one that adds most to those before it. Short
 * sets are the beginnings of long ones.
 */
final class FunctionOrder {
    /** Keeps functions out that are nearly combinations of others. */
    private static final double RIDGE = 1e-6;

    private final PoolFit fit;
    private final double[][] a;
    private final double[] b;

    private FunctionOrder(PoolFit fit) {
        this.fit = fit;
        int n = fit.right.length;
        a = new double[n][];
        b = fit.right.clone();
        double[] scale = new double[n];
        for (int k = 0; k < n; k++) {
            scale[k] = fit.normal[k][k] > 0 ? 1 / Math.sqrt(fit.normal[k][k]) : 0;
        }
        for (int k = 0; k < n; k++) {
            a[k] = fit.normal[k].clone();
            b[k] *= scale[k];
            for (int l = 0; l < n; l++) {
                a[k][l] *= scale[k] * scale[l];
            }
        }
    }

    /**
     * The best functions first, of every element.
     *
     * @param elements number of elements
     * @param count how many of each; fewer where no more of them vary
     * @return indices into the pool
     */
    static List<List<Integer>> order(
            PoolFit fit, int elements, int count, Recommendation.Method method) {
        return new FunctionOrder(fit).order(elements, count, method);
    }

    private List<List<Integer>> order(int elements, int count, Recommendation.Method method) {
        List<List<Integer>> chosen = new ArrayList<>();
        List<List<Integer>> left = new ArrayList<>();
        for (int e = 0; e < elements; e++) {
            chosen.add(new ArrayList<>());
            left.add(fit.candidates(e));
            sweep(elements * fit.functions() * PoolFit.SHAPES + e);
        }
        for (int n = 0; n < count; n++) {
            for (int e = 0; e < elements; e++) {
                if (left.get(e).isEmpty()) {
                    continue;
                }
                int best = best(e, left.get(e), method);
                chosen.get(e).add(best);
                left.get(e).remove((Integer) best);
                int first = (e * fit.functions() + best) * PoolFit.SHAPES;
                for (int t = 0; t < PoolFit.SHAPES; t++) {
                    sweep(first + t);
                }
            }
        }
        return chosen;
    }

    private int best(int element, List<Integer> candidates, Recommendation.Method method) {
        int best = candidates.get(0);
        double most = -1;
        for (int s : candidates) {
            int first = (element * fit.functions() + s) * PoolFit.SHAPES;
            double gain = method == Recommendation.Method.GREEDY ? gain(first) : a[first][first];
            if (gain > most) {
                most = gain;
                best = s;
            }
        }
        return best;
    }

    /** How much all shapes of a function together lower the sum of squares. */
    private double gain(int first) {
        int n = PoolFit.SHAPES;
        double[][] m = new double[n][n];
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = b[first + i];
            System.arraycopy(a[first + i], first, m[i], 0, n);
        }
        double gain = 0;
        for (int p = 0; p < n; p++) {
            double pivot = m[p][p] + RIDGE;
            gain += v[p] * v[p] / pivot;
            for (int i = p + 1; i < n; i++) {
                double f = m[i][p] / pivot;
                v[i] -= f * v[p];
                for (int j = p + 1; j < n; j++) {
                    m[i][j] -= f * m[p][j];
                }
            }
        }
        return gain;
    }

    /** Takes out of all features and labels what one feature describes. */
    private void sweep(int feature) {
        double pivot = a[feature][feature] + RIDGE;
        if (pivot < 2 * RIDGE) {
            return; // those before it say all of it
        }
        double[] row = a[feature].clone();
        double value = b[feature];
        for (int k = 0; k < b.length; k++) {
            double f = row[k] / pivot;
            if (f != 0) {
                b[k] -= f * value;
                for (int l = 0; l < b.length; l++) {
                    a[k][l] -= f * row[l];
                }
            }
        }
    }
}
