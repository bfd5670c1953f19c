package org.jinn.kernel;

import java.util.Arrays;

/**
 * The specification of the symmetry functions, in plain Java.
 *
 * <pre>
 * G2 = sum_j exp(-eta (r_ij - Rs)^2) fc(r_ij)
 * G4 = 2^(1-zeta) sum_{j&lt;k} (1 + lambda cos theta)^zeta exp(-eta (r_ij^2 + r_ik^2 + r_jk^2)) fc(r_ij) fc(r_ik) fc(r_jk)
 * G5 = 2^(1-zeta) sum_{j&lt;k} (1 + lambda cos theta)^zeta exp(-eta (r_ij^2 + r_ik^2)) fc(r_ij) fc(r_ik)
 * fc = (1 + cos(pi r / rc)) / 2 for r &lt; rc, else 0; or another CutoffFunction
 * </pre>
 *
 * Behler, J. Chem. Phys. 134, 074106 (2011), with each pair of neighbours counted once, as
 * SIMPLE-NN and n2p2 do. Angular functions of a group share work: the sum over a triple is w_eta
 * p_(lambda,zeta), with w_eta = e(r_ij) e(r_ik) e(r_jk), e = exp(-eta r^2) fc, and p = 2^(1-zeta)
 * (1 + lambda cos theta)^zeta. Everything is a function of the three squared distances u = r^2.
 */
final class ScalarKernel implements SymmetryKernel {
    private final RadialGroup[] radial;
    private final AngularGroup[] angular;
    private final TripleList[] triples;
    private final double[][] p;

    /** A kernel for the functions of these groups. */
    ScalarKernel(RadialGroup[] radial, AngularGroup[] angular) {
        this.radial = radial.clone();
        this.angular = angular.clone();
        this.triples = new TripleList[angular.length];
        this.p = new double[angular.length][];
        for (int g = 0; g < angular.length; g++) {
            triples[g] = new TripleList(angular[g]);
            p[g] = new double[2 * angular[g].lambda().length];
        }
    }

    @Override
    public void values(Neighborhood nb, double[] g) {
        Arrays.fill(g, 0);
        for (RadialGroup group : radial) {
            for (int j = nb.first[group.species()]; j < nb.first[group.species() + 1]; j++) {
                double r = Math.sqrt(nb.r2[j]);
                if (r < group.cutoff()) {
                    double fc = group.fc().value(r, group.cutoff());
                    for (int s = 0; s < group.eta().length; s++) {
                        double d = r - group.shift()[s];
                        g[group.index()[s]] += Math.exp(-group.eta()[s] * d * d) * fc;
                    }
                }
            }
        }
        for (int n = 0; n < angular.length; n++) {
            AngularGroup group = angular[n];
            TripleList list = triples[n];
            list.build(nb);
            int pairs = group.lambda().length;
            for (int t = 0; t < list.size; t++) {
                powers(group, list.cos[t], p[n]);
                for (int a = 0; a < group.eta().length; a++) {
                    double w = list.weight(t, a);
                    for (int l = 0; l < pairs; l++) {
                        int s = group.index()[a * pairs + l];
                        if (s >= 0) {
                            g[s] += w * p[n][2 * l];
                        }
                    }
                }
            }
        }
    }

    @Override
    public void pullBack(Neighborhood nb, double[] c) {
        for (RadialGroup group : radial) {
            for (int j = nb.first[group.species()]; j < nb.first[group.species() + 1]; j++) {
                double scale = radialSlope(group, nb.r2[j], c);
                nb.gx[j] += scale * nb.dx[j];
                nb.gy[j] += scale * nb.dy[j];
                nb.gz[j] += scale * nb.dz[j];
            }
        }
        for (int n = 0; n < angular.length; n++) {
            AngularGroup group = angular[n];
            TripleList list = triples[n];
            int pairs = group.lambda().length;
            for (int t = 0; t < list.size; t++) {
                powers(group, list.cos[t], p[n]);
                double duij = 0;
                double duik = 0;
                double dujk = 0;
                double dcos = 0;
                for (int a = 0; a < group.eta().length; a++) {
                    double q = 0; // sum_l c p, and its derivative by cos theta
                    double dq = 0;
                    for (int l = 0; l < pairs; l++) {
                        int s = group.index()[a * pairs + l];
                        if (s >= 0) {
                            q += c[s] * p[n][2 * l];
                            dq += c[s] * p[n][2 * l + 1];
                        }
                    }
                    duij += list.slopeIj(t, a) * q;
                    duik += list.slopeIk(t, a) * q;
                    dujk += list.slopeJk(t, a) * q;
                    dcos += list.weight(t, a) * dq;
                }
                duij += dcos * list.cosByIj(t);
                duik += dcos * list.cosByIk(t);
                dujk += dcos * list.cosByJk(t);
                int j = list.j[t];
                int k = list.k[t];
                double bx = dujk * (nb.dx[k] - nb.dx[j]);
                double by = dujk * (nb.dy[k] - nb.dy[j]);
                double bz = dujk * (nb.dz[k] - nb.dz[j]);
                nb.gx[j] += 2 * (duij * nb.dx[j] - bx);
                nb.gy[j] += 2 * (duij * nb.dy[j] - by);
                nb.gz[j] += 2 * (duij * nb.dz[j] - bz);
                nb.gx[k] += 2 * (duik * nb.dx[k] + bx);
                nb.gy[k] += 2 * (duik * nb.dy[k] + by);
                nb.gz[k] += 2 * (duik * nb.dz[k] + bz);
            }
        }
    }

    /** sum_s c_s (dG_s/dr) / r of one neighbour. */
    private static double radialSlope(RadialGroup group, double r2, double[] c) {
        double r = Math.sqrt(r2);
        if (r >= group.cutoff()) {
            return 0;
        }
        double fc = group.fc().value(r, group.cutoff());
        double dfc = group.fc().slope(r, group.cutoff());
        double sum = 0;
        for (int s = 0; s < group.eta().length; s++) {
            sum += c[group.index()[s]] * radialSlope(group, s, r, fc, dfc);
        }
        return sum / r;
    }

    /** dG/dr of one neighbour and one function, from fc and its slope. */
    static double radialSlope(RadialGroup group, int s, double r, double fc, double dfc) {
        double d = r - group.shift()[s];
        double e = Math.exp(-group.eta()[s] * d * d);
        return e * (dfc - 2 * group.eta()[s] * d * fc);
    }

    @Override
    public void pushForward(Neighborhood nb, double[] gdot) {
        Arrays.fill(gdot, 0);
        for (RadialGroup group : radial) {
            for (int j = nb.first[group.species()]; j < nb.first[group.species() + 1]; j++) {
                double r = Math.sqrt(nb.r2[j]);
                if (r < group.cutoff()) {
                    double rdot =
                            (nb.dx[j] * nb.gx[j] + nb.dy[j] * nb.gy[j] + nb.dz[j] * nb.gz[j]) / r;
                    double fc = group.fc().value(r, group.cutoff());
                    double dfc = group.fc().slope(r, group.cutoff());
                    for (int s = 0; s < group.eta().length; s++) {
                        gdot[group.index()[s]] += rdot * radialSlope(group, s, r, fc, dfc);
                    }
                }
            }
        }
        for (int n = 0; n < angular.length; n++) {
            AngularGroup group = angular[n];
            TripleList list = triples[n];
            int pairs = group.lambda().length;
            for (int t = 0; t < list.size; t++) {
                powers(group, list.cos[t], p[n]);
                int j = list.j[t];
                int k = list.k[t];
                double uij = 2 * (nb.dx[j] * nb.gx[j] + nb.dy[j] * nb.gy[j] + nb.dz[j] * nb.gz[j]);
                double uik = 2 * (nb.dx[k] * nb.gx[k] + nb.dy[k] * nb.gy[k] + nb.dz[k] * nb.gz[k]);
                double ujk =
                        2
                                * ((nb.dx[k] - nb.dx[j]) * (nb.gx[k] - nb.gx[j])
                                        + (nb.dy[k] - nb.dy[j]) * (nb.gy[k] - nb.gy[j])
                                        + (nb.dz[k] - nb.dz[j]) * (nb.gz[k] - nb.gz[j]));
                double cosdot =
                        list.cosByIj(t) * uij + list.cosByIk(t) * uik + list.cosByJk(t) * ujk;
                for (int a = 0; a < group.eta().length; a++) {
                    double w = list.weight(t, a) * cosdot;
                    double wdot =
                            list.slopeIj(t, a) * uij
                                    + list.slopeIk(t, a) * uik
                                    + list.slopeJk(t, a) * ujk;
                    for (int l = 0; l < pairs; l++) {
                        int s = group.index()[a * pairs + l];
                        if (s >= 0) {
                            gdot[s] += wdot * p[n][2 * l] + w * p[n][2 * l + 1];
                        }
                    }
                }
            }
        }
    }

    /** p and dp/dcos of each (lambda, zeta), interleaved. */
    static void powers(AngularGroup group, double cos, double[] p) {
        for (int l = 0; l < group.lambda().length; l++) {
            double lambda = group.lambda()[l];
            double zeta = group.zeta()[l];
            // rounding may leave -1e-16 here for a straight angle
            double base = Math.max(0, 1 + lambda * cos);
            double power = Power.of(base / 2, zeta - 1);
            p[2 * l] = power * base;
            p[2 * l + 1] = zeta * lambda * power;
        }
    }
}
