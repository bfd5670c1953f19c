package org.jinn.kernel;

import java.util.Arrays;

/**
 * All derivatives dG_s/dx_j of one neighbourhood in one sweep over its triples, where {@link
 * SymmetryKernel#pullBack} needs one for each function. The mathematics is that of {@link
 * ScalarKernel}; its inner loops run over functions, which Java turns into vectors by itself. One
 * instance per thread.
 */
public final class Jacobian {
    private final RadialGroup[] radial;
    private final AngularGroup[] angular;
    private final TripleList[] triples;

    /** Of one angular group: 2 dG/du of a triple, for each side and function. */
    private final double[] byIj;

    private final double[] byIk;
    private final double[] byJk;
    private final double[] powers;

    /** Of one angular group: the derivatives, laid out as the output, but for its functions. */
    private double[] sums = new double[0];

    /** For the functions of these groups. */
    public Jacobian(RadialGroup[] radial, AngularGroup[] angular) {
        this.radial = radial.clone();
        this.angular = angular.clone();
        triples = Arrays.stream(angular).map(TripleList::new).toArray(TripleList[]::new);
        int most = Arrays.stream(angular).mapToInt(g -> g.index().length).max().orElse(0);
        byIj = new double[most];
        byIk = new double[most];
        byJk = new double[most];
        powers = new double[2 * most];
    }

    /**
     * Works out the derivatives; those with respect to the centre are minus their sums.
     *
     * @param rows output: {@code rows[(3 j + axis) * stride + s]} is that of function s with
     *     respect to the place of neighbour j
     * @param stride at least the number of functions
     */
    public void evaluate(Neighborhood nb, double[] rows, int stride) {
        Arrays.fill(rows, 0, 3 * nb.size * stride, 0);
        for (RadialGroup group : radial) {
            addRadial(group, nb, rows, stride);
        }
        for (int n = 0; n < angular.length; n++) {
            addAngular(angular[n], triples[n], nb, rows, stride);
        }
    }

    private static void addRadial(RadialGroup group, Neighborhood nb, double[] rows, int stride) {
        for (int j = nb.first[group.species()]; j < nb.first[group.species() + 1]; j++) {
            double r = Math.sqrt(nb.r2[j]);
            if (r >= group.cutoff()) {
                continue;
            }
            double fc = group.fc().value(r, group.cutoff());
            double dfc = group.fc().slope(r, group.cutoff());
            for (int s = 0; s < group.eta().length; s++) {
                double slope = ScalarKernel.radialSlope(group, s, r, fc, dfc) / r;
                int at = 3 * j * stride + group.index()[s];
                rows[at] += slope * nb.dx[j];
                rows[at + stride] += slope * nb.dy[j];
                rows[at + 2 * stride] += slope * nb.dz[j];
            }
        }
    }

    private void addAngular(
            AngularGroup group, TripleList list, Neighborhood nb, double[] rows, int stride) {
        int size = group.index().length;
        if (sums.length < 3 * nb.size * size) {
            sums = new double[2 * 3 * nb.size * size];
        }
        Arrays.fill(sums, 0, 3 * nb.size * size, 0);
        list.build(nb);
        for (int t = 0; t < list.size; t++) {
            sides(group, list, t);
            int j = list.j[t];
            int k = list.k[t];
            double x = nb.dx[k] - nb.dx[j];
            double y = nb.dy[k] - nb.dy[j];
            double z = nb.dz[k] - nb.dz[j];
            add(3 * j, size, byIj, nb.dx[j], -x);
            add(3 * j + 1, size, byIj, nb.dy[j], -y);
            add(3 * j + 2, size, byIj, nb.dz[j], -z);
            add(3 * k, size, byIk, nb.dx[k], x);
            add(3 * k + 1, size, byIk, nb.dy[k], y);
            add(3 * k + 2, size, byIk, nb.dz[k], z);
        }
        for (int row = 0; row < 3 * nb.size; row++) {
            for (int c = 0; c < size; c++) {
                int s = group.index()[c];
                if (s >= 0) {
                    rows[row * stride + s] += sums[row * size + c];
                }
            }
        }
    }

    /** 2 dG/du_ij, 2 dG/du_ik and 2 dG/du_jk of every function of one triple. */
    private void sides(AngularGroup group, TripleList list, int t) {
        ScalarKernel.powers(group, list.cos[t], powers);
        int pairs = group.lambda().length;
        double cosByIj = list.cosByIj(t);
        double cosByIk = list.cosByIk(t);
        double cosByJk = list.cosByJk(t);
        for (int a = 0; a < group.eta().length; a++) {
            double w = list.weight(t, a);
            double slopeIj = list.slopeIj(t, a);
            double slopeIk = list.slopeIk(t, a);
            double slopeJk = list.slopeJk(t, a);
            for (int l = 0; l < pairs; l++) {
                double p = 2 * powers[2 * l];
                double wdp = 2 * w * powers[2 * l + 1];
                byIj[a * pairs + l] = slopeIj * p + cosByIj * wdp;
                byIk[a * pairs + l] = slopeIk * p + cosByIk * wdp;
                byJk[a * pairs + l] = slopeJk * p + cosByJk * wdp;
            }
        }
    }

    private void add(int row, int size, double[] side, double along, double across) {
        addTo(sums, row * size, side, along, byJk, across, size);
    }

    /** A method of its own, small enough for Java to make vectors of it. */
    private static void addTo(
            double[] to, int at, double[] a, double ofA, double[] b, double ofB, int size) {
        for (int c = 0; c < size; c++) {
            to[at + c] += ofA * a[c] + ofB * b[c];
        }
    }
}
