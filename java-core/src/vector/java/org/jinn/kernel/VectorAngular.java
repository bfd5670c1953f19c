package org.jinn.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntToDoubleFunction;
import jdk.incubator.vector.DoubleVector;

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
    private final VectorPowers powers;
    private final VectorScatter scatter;
    private final int etas;
    private final int pairs;

    /** eta, padded to whole tiles with zeros; coefficients c_al likewise. */
    private final double[] eta;

    private final double[] c;
    private final double[] sums;
    private final Sweep[] forward;
    private final Sweep[] product;
    private final Sweep[] backward;
    private final Sweep[] rates = {this::sideRates};

    /** E_a = exp(-eta_a S), one row per eta; Q, R and D. */
    private double[] e = new double[0];

    private double[] q = e;
    private double[] r = e;
    private double[] d = e;

    /** Weight and factor of the matrix product in progress. */
    private double[] weight = e;

    private double[] factor = e;
    private double[] aj = e;
    private double[] ak = e;

    VectorAngular(AngularGroup group) {
        this.group = group;
        triples = new VectorTriples(group);
        powers = new VectorPowers(group, triples);
        scatter = new VectorScatter(triples);
        etas = (group.eta().length + ETAS - 1) / ETAS * ETAS;
        pairs = (group.lambda().length + PAIRS - 1) / PAIRS * PAIRS;
        eta = Arrays.copyOf(group.eta(), etas);
        c = new double[etas * pairs];
        sums = new double[etas * pairs * VectorMath.LANES];
        forward = forward();
        product = product();
        backward = backward();
    }

    private Sweep[] forward() {
        List<Sweep> sweeps = new ArrayList<>();
        for (int i = 0; i < group.eta().length; i++) {
            int a = i;
            int half = halfOf(i);
            sweeps.add(
                    half >= 0
                            ? n -> squareExponentials(half * n, a * n, n)
                            : n -> exponentials(group.eta()[a], a * n, n));
        }
        powers.addTo(sweeps);
        return sweeps.toArray(Sweep[]::new);
    }

    private Sweep[] product() {
        List<Sweep> sweeps = new ArrayList<>();
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
        reserve(n);
        // rows that only fill a tile must not hold an earlier atom's leftovers
        Arrays.fill(e, group.eta().length * n, etas * n, 0);
        Arrays.fill(powers.p, group.lambda().length * n, pairs * n, 0);
        Arrays.fill(powers.dp, group.lambda().length * n, pairs * n, 0);
        Sweep.all(forward, n);
        addProduct(triples.w, powers.p, g, a -> 1);
    }

    /** g_al += scale_a sum_t weight E_a factor_l. */
    private void addProduct(
            double[] weight, double[] factor, double[] g, IntToDoubleFunction scale) {
        this.weight = weight;
        this.factor = factor;
        Sweep.all(product, triples.padded);
        for (int a = 0; a < group.eta().length; a++) {
            double by = scale.applyAsDouble(a);
            for (int l = 0; l < group.lambda().length; l++) {
                int s = group.index()[a * group.lambda().length + l];
                if (s >= 0) {
                    g[s] += by * VectorMath.sum(sums, (a * pairs + l) * VectorMath.LANES);
                }
            }
        }
    }

    /**
     * With W the cutoffs, S the sum in the exponents and a dot for d/dt: the rate of W E_a p_l is
     * E_a (W' p_l - eta_a W S' p_l + W cos' dp_l).
     */
    void pushForward(Neighborhood nb, double[] gdot) {
        // the scratch of the reverse pass serves
        triples.rates(nb, q, r, d);
        Sweep.all(rates, triples.padded);
        addProduct(q, powers.p, gdot, a -> 1);
        addProduct(r, powers.p, gdot, a -> -group.eta()[a]);
        addProduct(d, powers.dp, gdot, a -> 1);
    }

    /** From the rates of the sides in q, r and d to W' in q, W S' in r and W cos' in d. */
    private void sideRates(int n) {
        double[] q = this.q;
        double[] r = this.r;
        double[] d = this.d;
        double[] w = triples.w;
        double[] wij = triples.wij;
        double[] wik = triples.wik;
        double[] wjk = triples.wjk;
        double[] cos = triples.cos;
        double[] inverse = triples.inverse;
        double[] inverseIj2 = triples.inverseIj2;
        double[] inverseIk2 = triples.inverseIk2;
        double closed = group.closed() ? 1 : 0;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector uij = VectorMath.load(q, t);
            DoubleVector uik = VectorMath.load(r, t);
            DoubleVector ujk = VectorMath.load(d, t);
            DoubleVector half = VectorMath.load(w, t).mul(0.5);
            DoubleVector along =
                    uij.mul(VectorMath.load(inverseIj2, t))
                            .add(uik.mul(VectorMath.load(inverseIk2, t)));
            DoubleVector sides = uij.add(uik);
            VectorMath.load(inverse, t)
                    .mul(sides.sub(ujk))
                    .sub(along.mul(VectorMath.load(cos, t)))
                    .mul(half)
                    .intoArray(d, t);
            sides.add(ujk.mul(closed)).mul(half).mul(2.0).intoArray(r, t);
            uij.mul(VectorMath.load(wij, t))
                    .add(uik.mul(VectorMath.load(wik, t)))
                    .add(ujk.mul(VectorMath.load(wjk, t)))
                    .intoArray(q, t);
        }
    }

    private void exponentials(double by, int row, int n) {
        double[] e = this.e;
        double[] sum = triples.sum;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            VectorMath.exp(-by, VectorMath.load(sum, t)).intoArray(e, row + t);
        }
    }

    /** An earlier eta half as large as number {@code a}, whose exponential need only be squared. */
    private int halfOf(int a) {
        for (int b = 0; b < a; b++) {
            if (2 * group.eta()[b] == group.eta()[a]) {
                return b;
            }
        }
        return -1;
    }

    private void squareExponentials(int from, int row, int n) {
        double[] e = this.e;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector y = VectorMath.load(e, from + t);
            y.mul(y).intoArray(e, row + t);
        }
    }

    /**
     * sums[a..a+2][l..l+3] = sum_t W E_a p_l, W and p being those of the product in progress; each
     * as a vector whose lanes are still to be added.
     */
    private void multiply(int a, int l, int n) {
        double[] w = weight;
        double[] p = factor;
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
        double[] sums = this.sums;
        int at = (a * pairs + l) * VectorMath.LANES;
        s00.intoArray(sums, at);
        s01.intoArray(sums, at + VectorMath.LANES);
        s02.intoArray(sums, at + 2 * VectorMath.LANES);
        s03.intoArray(sums, at + 3 * VectorMath.LANES);
        at += pairs * VectorMath.LANES;
        s10.intoArray(sums, at);
        s11.intoArray(sums, at + VectorMath.LANES);
        s12.intoArray(sums, at + 2 * VectorMath.LANES);
        s13.intoArray(sums, at + 3 * VectorMath.LANES);
        at += pairs * VectorMath.LANES;
        s20.intoArray(sums, at);
        s21.intoArray(sums, at + VectorMath.LANES);
        s22.intoArray(sums, at + 2 * VectorMath.LANES);
        s23.intoArray(sums, at + 3 * VectorMath.LANES);
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
        scatter.add(nb, aj, ak, q);
    }

    /** q += E_a c_al p_l and r += eta_a E_a c_al p_l over one tile. */
    private void reverseValues(int a, int l, int n) {
        double[] e = this.e;
        double[] p = powers.p;
        double[] q = this.q;
        double[] r = this.r;
        int at = a * pairs + l;
        DoubleVector c00 = VectorMath.all(c[at]);
        DoubleVector c01 = VectorMath.all(c[at + 1]);
        DoubleVector c02 = VectorMath.all(c[at + 2]);
        DoubleVector c03 = VectorMath.all(c[at + 3]);
        at += pairs;
        DoubleVector c10 = VectorMath.all(c[at]);
        DoubleVector c11 = VectorMath.all(c[at + 1]);
        DoubleVector c12 = VectorMath.all(c[at + 2]);
        DoubleVector c13 = VectorMath.all(c[at + 3]);
        at += pairs;
        DoubleVector c20 = VectorMath.all(c[at]);
        DoubleVector c21 = VectorMath.all(c[at + 1]);
        DoubleVector c22 = VectorMath.all(c[at + 2]);
        DoubleVector c23 = VectorMath.all(c[at + 3]);
        DoubleVector eta0 = VectorMath.all(eta[a]);
        DoubleVector eta1 = VectorMath.all(eta[a + 1]);
        DoubleVector eta2 = VectorMath.all(eta[a + 2]);
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
        double[] e = this.e;
        double[] dp = powers.dp;
        double[] d = this.d;
        int at = a * pairs + l;
        DoubleVector c00 = VectorMath.all(c[at]);
        DoubleVector c01 = VectorMath.all(c[at + 1]);
        DoubleVector c02 = VectorMath.all(c[at + 2]);
        DoubleVector c03 = VectorMath.all(c[at + 3]);
        at += pairs;
        DoubleVector c10 = VectorMath.all(c[at]);
        DoubleVector c11 = VectorMath.all(c[at + 1]);
        DoubleVector c12 = VectorMath.all(c[at + 2]);
        DoubleVector c13 = VectorMath.all(c[at + 3]);
        at += pairs;
        DoubleVector c20 = VectorMath.all(c[at]);
        DoubleVector c21 = VectorMath.all(c[at + 1]);
        DoubleVector c22 = VectorMath.all(c[at + 2]);
        DoubleVector c23 = VectorMath.all(c[at + 3]);
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

    /**
     * Per triple, with A_j = dE/du_ij + dE/du_jk but for its part along cos theta, B = dE/du_jk and
     * H = W D cos theta: 2 A_j - H/r_ij^2 into aj, 2 A_k - H/r_ik^2 into ak, -2 B into q.
     */
    private void bySides(int n) {
        double[] w = triples.w;
        double[] wij = triples.wij;
        double[] wik = triples.wik;
        double[] wjk = triples.wjk;
        double[] cos = triples.cos;
        double[] inverse = triples.inverse;
        double[] inverseIj2 = triples.inverseIj2;
        double[] inverseIk2 = triples.inverseIk2;
        double[] q = this.q;
        double[] r = this.r;
        double[] d = this.d;
        double[] aj = this.aj;
        double[] ak = this.ak;
        double both = group.closed() ? -4 : -2;
        double one = group.closed() ? 2 : 0;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector q2 = VectorMath.load(q, t).mul(2.0);
            DoubleVector wt = VectorMath.load(w, t);
            DoubleVector wr = VectorMath.load(r, t).mul(wt);
            DoubleVector wd = VectorMath.load(d, t).mul(wt);
            DoubleVector closing = VectorMath.load(wjk, t);
            DoubleVector common = wr.mul(both);
            DoubleVector h = wd.mul(VectorMath.load(cos, t));
            VectorMath.load(wij, t)
                    .add(closing)
                    .fma(q2, common)
                    .sub(h.mul(VectorMath.load(inverseIj2, t)))
                    .intoArray(aj, t);
            VectorMath.load(wik, t)
                    .add(closing)
                    .fma(q2, common)
                    .sub(h.mul(VectorMath.load(inverseIk2, t)))
                    .intoArray(ak, t);
            wr.mul(one)
                    .sub(closing.mul(q2))
                    .add(wd.mul(VectorMath.load(inverse, t)))
                    .intoArray(q, t);
        }
    }

    private void reserve(int n) {
        // a whole vector may be read past the last triple
        if (q.length < n + VectorMath.LANES) {
            int room = n + n / 4 + VectorMath.LANES;
            e = new double[etas * room];
            powers.reserve(pairs * room);
            q = new double[room];
            r = new double[room];
            d = new double[room];
            aj = new double[room];
            ak = new double[room];
        }
    }
}
