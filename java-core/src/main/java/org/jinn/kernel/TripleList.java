package org.jinn.kernel;

import java.util.Arrays;

/**
 * The triples (i, j, k) of one angular group in one neighbourhood: those pairs of neighbours j &lt;
 * k of the right species, all distances below the cutoff, with everything that depends on distances
 * alone.
 */
final class TripleList {
    private final AngularGroup group;
    private final int etas;

    /** Number of triples. */
    int size;

    int[] j = new int[0];
    int[] k = j;
    double[] cos = new double[0];

    /** 1/(r_ij r_ik), r_ij^2 and r_ik^2 of each triple. */
    private double[] inverse = cos;

    private double[] uij = cos;
    private double[] uik = cos;

    /** e(r_jk) and its derivative by r_jk^2, for each triple and eta; only if closed. */
    private double[] ejk = cos;

    private double[] djk = cos;

    /** e(r) and its derivative by r^2, for each neighbour and eta. */
    private double[] e = cos;

    private double[] d = cos;

    TripleList(AngularGroup group) {
        this.group = group;
        this.etas = group.eta().length;
    }

    void build(Neighborhood nb) {
        size = 0;
        double rc2 = group.cutoff() * group.cutoff();
        if (e.length < nb.size * etas) {
            e = new double[nb.dx.length * etas];
            d = new double[nb.dx.length * etas];
        }
        int begin1 = nb.first[group.species1()];
        int end1 = nb.first[group.species1() + 1];
        int begin2 = nb.first[group.species2()];
        int end2 = nb.first[group.species2() + 1];
        factors(nb, begin1, end1);
        if (group.species2() != group.species1()) {
            factors(nb, begin2, end2);
        }
        for (int a = begin1; a < end1; a++) {
            if (nb.r2[a] >= rc2) {
                continue;
            }
            // species are sorted: from the next one on, every pair appears once
            for (int b = Math.max(a + 1, begin2); b < end2; b++) {
                double x = nb.dx[b] - nb.dx[a];
                double y = nb.dy[b] - nb.dy[a];
                double z = nb.dz[b] - nb.dz[a];
                double ujk = x * x + y * y + z * z;
                if (nb.r2[b] < rc2 && (!group.closed() || ujk < rc2)) {
                    add(nb, a, b, ujk);
                }
            }
        }
    }

    private void factors(Neighborhood nb, int begin, int end) {
        for (int n = begin; n < end; n++) {
            factors(nb.r2[n], n, e, d);
        }
    }

    /** exp(-eta u) fc and its derivative by u, for each eta. */
    private void factors(double u, int place, double[] value, double[] slope) {
        double r = Math.sqrt(u);
        double fc = 0;
        double dfc = 0;
        if (r < group.cutoff()) {
            fc = group.fc().value(r, group.cutoff());
            dfc = r > 0 ? group.fc().slope(r, group.cutoff()) / (2 * r) : 0;
        }
        for (int a = 0; a < etas; a++) {
            double eta = group.eta()[a];
            double exp = Math.exp(-eta * u);
            value[place * etas + a] = exp * fc;
            slope[place * etas + a] = exp * (dfc - eta * fc);
        }
    }

    private void add(Neighborhood nb, int a, int b, double ujk) {
        int t = size++;
        if (t == j.length) {
            int room = 2 * t + 64;
            j = Arrays.copyOf(j, room);
            k = Arrays.copyOf(k, room);
            cos = Arrays.copyOf(cos, room);
            inverse = Arrays.copyOf(inverse, room);
            uij = Arrays.copyOf(uij, room);
            uik = Arrays.copyOf(uik, room);
            if (group.closed()) {
                ejk = Arrays.copyOf(ejk, room * etas);
                djk = Arrays.copyOf(djk, room * etas);
            }
        }
        j[t] = a;
        k[t] = b;
        uij[t] = nb.r2[a];
        uik[t] = nb.r2[b];
        inverse[t] = 1 / Math.sqrt(nb.r2[a] * nb.r2[b]);
        cos[t] = 0.5 * (nb.r2[a] + nb.r2[b] - ujk) * inverse[t];
        if (group.closed()) {
            factors(ujk, t, ejk, djk);
        }
    }

    /** w_eta, the product of the factors of all sides. */
    double weight(int t, int a) {
        double w = e[j[t] * etas + a] * e[k[t] * etas + a];
        return group.closed() ? w * ejk[t * etas + a] : w;
    }

    /** dw/du_ij. */
    double slopeIj(int t, int a) {
        double w = d[j[t] * etas + a] * e[k[t] * etas + a];
        return group.closed() ? w * ejk[t * etas + a] : w;
    }

    /** dw/du_ik. */
    double slopeIk(int t, int a) {
        double w = e[j[t] * etas + a] * d[k[t] * etas + a];
        return group.closed() ? w * ejk[t * etas + a] : w;
    }

    /** dw/du_jk. */
    double slopeJk(int t, int a) {
        return group.closed() ? e[j[t] * etas + a] * e[k[t] * etas + a] * djk[t * etas + a] : 0;
    }

    /** dcos/du_ij, from cos = (u_ij + u_ik - u_jk) / (2 r_ij r_ik). */
    double cosByIj(int t) {
        return 0.5 * (inverse[t] - cos[t] / uij[t]);
    }

    /** dcos/du_ik. */
    double cosByIk(int t) {
        return 0.5 * (inverse[t] - cos[t] / uik[t]);
    }

    /** dcos/du_jk. */
    double cosByJk(int t) {
        return -0.5 * inverse[t];
    }
}
