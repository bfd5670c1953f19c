package org.jinn.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Angular functions of one group. G[a][l] = sum_t W E_a p_l is a small matrix product over the
 * triples t; its reverse needs Q = sum E_a c_al p_l, R = sum eta_a E_a c_al p_l and D = sum E_a
 * c_al dp_l/dcos per triple. Both run in tiles of three eta by four (lambda, zeta), whose sums and
 * coefficients stay in registers.
 */
final class VectorAngular {
    private static final int ETAS = 3;
    private static final int PAIRS = 4;

    private final AngularGroup group;
    private final VectorTriples triples;
    private final int etas;
    private final int pairs;

    /** eta, padded to whole tiles with zeros; coefficients c_al likewise. */
    private final double[] eta;

    private final double[] c;
    private final double[] sums;
    private final Sweep[] forward;
    private final Sweep[] backward;

    /** E_a = exp(-eta_a S): one row per eta; p and dp/dcos: one row per (lambda, zeta). */
    private double[] e = new double[0];

    private double[] p = e;
    private double[] dp = e;
    private double[] q = e;
    private double[] r = e;
    private double[] d = e;
    private double[] aj = e;
    private double[] ak = e;

    /** Per neighbour: sums of A and of W D cos. */
    private double[] sumA = e;

    private double[] sumH = e;

    VectorAngular(AngularGroup group) {
        this.group = group;
        triples = new VectorTriples(group);
        etas = (group.eta().length + ETAS - 1) / ETAS * ETAS;
        pairs = (group.lambda().length + PAIRS - 1) / PAIRS * PAIRS;
        eta = Arrays.copyOf(group.eta(), etas);
        c = new double[etas * pairs];
        sums = new double[etas * pairs];
        forward = forward();
        backward = backward();
    }

    private Sweep[] forward() {
        List<Sweep> sweeps = new ArrayList<>();
        for (int i = 0; i < group.eta().length; i++) {
            int a = i;
            sweeps.add(n -> exponentials(group.eta()[a], a * n, n));
        }
        for (int l = 0; l < group.lambda().length; l++) {
            addPowers(sweeps, l);
        }
        forEachTile((a, l) -> sweeps.add(n -> multiply(a, l, n)));
        return sweeps.toArray(Sweep[]::new);
    }

    private Sweep[] backward() {
        List<Sweep> sweeps = new ArrayList<>();
        forEachTile(
                (a, l) -> {
                    sweeps.add(n -> reverseValues(a, l, n));
                    sweeps.add(n -> reverseSlopes(a, l, n));
                });
        sweeps.add(this::bySides);
        return sweeps.toArray(Sweep[]::new);
    }

    private void forEachTile(BiConsumer<Integer, Integer> work) {
        for (int a = 0; a < etas; a += ETAS) {
            for (int l = 0; l < pairs; l += PAIRS) {
                work.accept(a, l);
            }
        }
    }

    void values(Neighborhood nb, double[] g) {
        triples.build(nb);
        int n = triples.padded;
        reserve(n, nb.size);
        // rows that only fill a tile must not hold an earlier atom's leftovers
        Arrays.fill(e, group.eta().length * n, etas * n, 0);
        Arrays.fill(p, group.lambda().length * n, pairs * n, 0);
        Arrays.fill(dp, group.lambda().length * n, pairs * n, 0);
        Sweep.all(forward, n);
        for (int a = 0; a < group.eta().length; a++) {
            for (int l = 0; l < group.lambda().length; l++) {
                int s = group.index()[a * group.lambda().length + l];
                if (s >= 0) {
                    g[s] += sums[a * pairs + l];
                }
            }
        }
    }

    private void exponentials(double by, int row, int n) {
        double[] sum = triples.sum;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            VectorMath.exp(VectorMath.load(sum, t).mul(-by)).intoArray(e, row + t);
        }
    }

    /**
     * The sweeps for p = 2^(1-zeta) b^zeta, b = 1 + lambda cos, and its derivative: b^(zeta-1) bit
     * by bit from the highest, then both.
     */
    private void addPowers(List<Sweep> sweeps, int l) {
        double lambda = group.lambda()[l];
        double zeta = group.zeta()[l];
        int whole = (int) (zeta - 1);
        if (whole == zeta - 1) {
            sweeps.add(n -> Arrays.fill(dp, l * n, l * n + n, 1));
            for (int bit = Integer.highestOneBit(whole); bit != 0; bit >>= 1) {
                boolean times = (whole & bit) != 0;
                sweeps.add(times ? n -> squareTimes(lambda, l * n, n) : n -> square(l * n, n));
            }
        } else {
            sweeps.add(n -> realPower(lambda, zeta, l * n, n));
        }
        double scale = Math.pow(2, 1 - zeta);
        sweeps.add(n -> finishPower(lambda, scale, zeta, l * n, n));
    }

    private void realPower(double lambda, double zeta, int row, int n) {
        double[] cos = triples.cos;
        for (int t = 0; t < n; t++) {
            dp[row + t] = Math.pow(Math.max(0, 1 + lambda * cos[t]), zeta - 1);
        }
    }

    private void finishPower(double lambda, double scale, double zeta, int row, int n) {
        double[] cos = triples.cos;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector b = VectorMath.load(cos, t).mul(lambda).add(1.0).max(0.0);
            DoubleVector y = VectorMath.load(dp, row + t).mul(scale);
            y.mul(b).intoArray(p, row + t);
            y.mul(zeta * lambda).intoArray(dp, row + t);
        }
    }

    private void square(int row, int n) {
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector y = VectorMath.load(dp, row + t);
            y.mul(y).intoArray(dp, row + t);
        }
    }

    private void squareTimes(double lambda, int row, int n) {
        double[] cos = triples.cos;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector b = VectorMath.load(cos, t).mul(lambda).add(1.0).max(0.0);
            DoubleVector y = VectorMath.load(dp, row + t);
            y.mul(y).mul(b).intoArray(dp, row + t);
        }
    }

    /** sums[a..a+2][l..l+3] = sum_t W E_a p_l. */
    private void multiply(int a, int l, int n) {
        double[] w = triples.w;
        int e0 = a * n;
        int e1 = e0 + n;
        int e2 = e1 + n;
        int p0 = l * n;
        int p1 = p0 + n;
        int p2 = p1 + n;
        int p3 = p2 + n;
        DoubleVector zero = DoubleVector.zero(VectorMath.SPECIES);
        DoubleVector s00 = zero;
        DoubleVector s01 = zero;
        DoubleVector s02 = zero;
        DoubleVector s03 = zero;
        DoubleVector s10 = zero;
        DoubleVector s11 = zero;
        DoubleVector s12 = zero;
        DoubleVector s13 = zero;
        DoubleVector s20 = zero;
        DoubleVector s21 = zero;
        DoubleVector s22 = zero;
        DoubleVector s23 = zero;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector weight = VectorMath.load(w, t);
            DoubleVector x0 = VectorMath.load(e, e0 + t).mul(weight);
            DoubleVector x1 = VectorMath.load(e, e1 + t).mul(weight);
            DoubleVector x2 = VectorMath.load(e, e2 + t).mul(weight);
            DoubleVector y0 = VectorMath.load(p, p0 + t);
            DoubleVector y1 = VectorMath.load(p, p1 + t);
            DoubleVector y2 = VectorMath.load(p, p2 + t);
            DoubleVector y3 = VectorMath.load(p, p3 + t);
            s00 = x0.fma(y0, s00);
            s01 = x0.fma(y1, s01);
            s02 = x0.fma(y2, s02);
            s03 = x0.fma(y3, s03);
            s10 = x1.fma(y0, s10);
            s11 = x1.fma(y1, s11);
            s12 = x1.fma(y2, s12);
            s13 = x1.fma(y3, s13);
            s20 = x2.fma(y0, s20);
            s21 = x2.fma(y1, s21);
            s22 = x2.fma(y2, s22);
            s23 = x2.fma(y3, s23);
        }
        int at = a * pairs + l;
        sums[at] = s00.reduceLanes(VectorOperators.ADD);
        sums[at + 1] = s01.reduceLanes(VectorOperators.ADD);
        sums[at + 2] = s02.reduceLanes(VectorOperators.ADD);
        sums[at + 3] = s03.reduceLanes(VectorOperators.ADD);
        at += pairs;
        sums[at] = s10.reduceLanes(VectorOperators.ADD);
        sums[at + 1] = s11.reduceLanes(VectorOperators.ADD);
        sums[at + 2] = s12.reduceLanes(VectorOperators.ADD);
        sums[at + 3] = s13.reduceLanes(VectorOperators.ADD);
        at += pairs;
        sums[at] = s20.reduceLanes(VectorOperators.ADD);
        sums[at + 1] = s21.reduceLanes(VectorOperators.ADD);
        sums[at + 2] = s22.reduceLanes(VectorOperators.ADD);
        sums[at + 3] = s23.reduceLanes(VectorOperators.ADD);
    }

    void pullBack(Neighborhood nb, double[] coefficients) {
        int n = triples.padded;
        for (int a = 0; a < group.eta().length; a++) {
            for (int l = 0; l < group.lambda().length; l++) {
                int s = group.index()[a * group.lambda().length + l];
                c[a * pairs + l] = s >= 0 ? coefficients[s] : 0;
            }
        }
        Arrays.fill(q, 0, n, 0);
        Arrays.fill(r, 0, n, 0);
        Arrays.fill(d, 0, n, 0);
        Sweep.all(backward, n);
        scatter(nb);
    }

    /** q += E_a c_al p_l and r += eta_a E_a c_al p_l over one tile. */
    private void reverseValues(int a, int l, int n) {
        int at = a * pairs + l;
        DoubleVector c00 = broadcast(c[at]);
        DoubleVector c01 = broadcast(c[at + 1]);
        DoubleVector c02 = broadcast(c[at + 2]);
        DoubleVector c03 = broadcast(c[at + 3]);
        at += pairs;
        DoubleVector c10 = broadcast(c[at]);
        DoubleVector c11 = broadcast(c[at + 1]);
        DoubleVector c12 = broadcast(c[at + 2]);
        DoubleVector c13 = broadcast(c[at + 3]);
        at += pairs;
        DoubleVector c20 = broadcast(c[at]);
        DoubleVector c21 = broadcast(c[at + 1]);
        DoubleVector c22 = broadcast(c[at + 2]);
        DoubleVector c23 = broadcast(c[at + 3]);
        DoubleVector eta0 = broadcast(eta[a]);
        DoubleVector eta1 = broadcast(eta[a + 1]);
        DoubleVector eta2 = broadcast(eta[a + 2]);
        int e0 = a * n;
        int e1 = e0 + n;
        int e2 = e1 + n;
        int p0 = l * n;
        int p1 = p0 + n;
        int p2 = p1 + n;
        int p3 = p2 + n;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector y0 = VectorMath.load(p, p0 + t);
            DoubleVector y1 = VectorMath.load(p, p1 + t);
            DoubleVector y2 = VectorMath.load(p, p2 + t);
            DoubleVector y3 = VectorMath.load(p, p3 + t);
            DoubleVector s0 = y3.fma(c03, y2.fma(c02, y1.fma(c01, y0.mul(c00))));
            DoubleVector s1 = y3.fma(c13, y2.fma(c12, y1.fma(c11, y0.mul(c10))));
            DoubleVector s2 = y3.fma(c23, y2.fma(c22, y1.fma(c21, y0.mul(c20))));
            s0 = s0.mul(VectorMath.load(e, e0 + t));
            s1 = s1.mul(VectorMath.load(e, e1 + t));
            s2 = s2.mul(VectorMath.load(e, e2 + t));
            s0.add(s1).add(s2).add(VectorMath.load(q, t)).intoArray(q, t);
            s2.fma(eta2, s1.fma(eta1, s0.fma(eta0, VectorMath.load(r, t)))).intoArray(r, t);
        }
    }

    /** d += E_a c_al dp_l over one tile. */
    private void reverseSlopes(int a, int l, int n) {
        int at = a * pairs + l;
        DoubleVector c00 = broadcast(c[at]);
        DoubleVector c01 = broadcast(c[at + 1]);
        DoubleVector c02 = broadcast(c[at + 2]);
        DoubleVector c03 = broadcast(c[at + 3]);
        at += pairs;
        DoubleVector c10 = broadcast(c[at]);
        DoubleVector c11 = broadcast(c[at + 1]);
        DoubleVector c12 = broadcast(c[at + 2]);
        DoubleVector c13 = broadcast(c[at + 3]);
        at += pairs;
        DoubleVector c20 = broadcast(c[at]);
        DoubleVector c21 = broadcast(c[at + 1]);
        DoubleVector c22 = broadcast(c[at + 2]);
        DoubleVector c23 = broadcast(c[at + 3]);
        int e0 = a * n;
        int e1 = e0 + n;
        int e2 = e1 + n;
        int p0 = l * n;
        int p1 = p0 + n;
        int p2 = p1 + n;
        int p3 = p2 + n;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector y0 = VectorMath.load(dp, p0 + t);
            DoubleVector y1 = VectorMath.load(dp, p1 + t);
            DoubleVector y2 = VectorMath.load(dp, p2 + t);
            DoubleVector y3 = VectorMath.load(dp, p3 + t);
            DoubleVector s0 = y3.fma(c03, y2.fma(c02, y1.fma(c01, y0.mul(c00))));
            DoubleVector s1 = y3.fma(c13, y2.fma(c12, y1.fma(c11, y0.mul(c10))));
            DoubleVector s2 = y3.fma(c23, y2.fma(c22, y1.fma(c21, y0.mul(c20))));
            DoubleVector sum = s0.fma(VectorMath.load(e, e0 + t), VectorMath.load(d, t));
            sum = s1.fma(VectorMath.load(e, e1 + t), sum);
            s2.fma(VectorMath.load(e, e2 + t), sum).intoArray(d, t);
        }
    }

    private static DoubleVector broadcast(double v) {
        return DoubleVector.broadcast(VectorMath.SPECIES, v);
    }

    /**
     * Per triple: A_j = dE/du_ij + dE/du_jk and A_k without their part along cos theta, B =
     * dE/du_jk (into q) and H = W D cos theta (into d).
     */
    private void bySides(int n) {
        VectorTriples t3 = triples;
        double both = group.closed() ? 2 : 1;
        double one = group.closed() ? 1 : 0;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector qt = VectorMath.load(q, t);
            DoubleVector w = VectorMath.load(t3.w, t);
            DoubleVector wr = VectorMath.load(r, t).mul(w);
            DoubleVector wd = VectorMath.load(d, t).mul(w);
            DoubleVector wjk = VectorMath.load(t3.wjk, t);
            DoubleVector common = wr.mul(-both);
            VectorMath.load(t3.wij, t).add(wjk).fma(qt, common).intoArray(aj, t);
            VectorMath.load(t3.wik, t).add(wjk).fma(qt, common).intoArray(ak, t);
            wjk.mul(qt)
                    .sub(wr.mul(one))
                    .sub(wd.mul(0.5).mul(VectorMath.load(t3.inverse, t)))
                    .intoArray(q, t);
            wd.mul(VectorMath.load(t3.cos, t)).intoArray(d, t);
        }
    }

    /** g_j = 2 (x_j (sum A_j - sum H / (2 r_ij^2)) - sum_k B x_k), and the same for k. */
    private void scatter(Neighborhood nb) {
        Arrays.fill(sumA, 0, nb.size, 0);
        Arrays.fill(sumH, 0, nb.size, 0);
        int t = 0;
        for (int run = 0; run < triples.runs; run++) {
            int j = triples.runJ[run];
            int end = triples.runEnd[run];
            double xj = 2 * nb.dx[j];
            double yj = 2 * nb.dy[j];
            double zj = 2 * nb.dz[j];
            double a = 0;
            double h = 0;
            double bx = 0;
            double by = 0;
            double bz = 0;
            for (; t < end; t++) {
                int k = triples.k[t];
                double b = q[t];
                a += aj[t];
                h += d[t];
                bx += b * nb.dx[k];
                by += b * nb.dy[k];
                bz += b * nb.dz[k];
                sumA[k] += ak[t];
                sumH[k] += d[t];
                nb.gx[k] -= b * xj;
                nb.gy[k] -= b * yj;
                nb.gz[k] -= b * zj;
            }
            sumA[j] += a;
            sumH[j] += h;
            nb.gx[j] -= 2 * bx;
            nb.gy[j] -= 2 * by;
            nb.gz[j] -= 2 * bz;
        }
        addAlong(nb, nb.first[group.species1()], nb.first[group.species1() + 1]);
        if (group.species2() != group.species1()) {
            addAlong(nb, nb.first[group.species2()], nb.first[group.species2() + 1]);
        }
    }

    private void addAlong(Neighborhood nb, int from, int to) {
        for (int j = from; j < to; j++) {
            double factor = 2 * sumA[j] - sumH[j] / nb.r2[j];
            nb.gx[j] += factor * nb.dx[j];
            nb.gy[j] += factor * nb.dy[j];
            nb.gz[j] += factor * nb.dz[j];
        }
    }

    private void reserve(int n, int neighbours) {
        if (e.length < etas * n || p.length < pairs * n) {
            int room = n + n / 4 + VectorMath.LANES;
            e = new double[etas * room];
            p = new double[pairs * room];
            dp = new double[pairs * room];
            q = new double[room];
            r = new double[room];
            d = new double[room];
            aj = new double[room];
            ak = new double[room];
        }
        if (sumA.length < neighbours) {
            sumA = new double[neighbours + neighbours / 4];
            sumH = new double[sumA.length];
        }
    }
}
