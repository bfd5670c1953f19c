package org.jinn.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntToDoubleFunction;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

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
    private final Sweep[] product;
    private final Sweep[] backward;
    private final Sweep[] rates = {this::sideRates};

    /** E_a = exp(-eta_a S): one row per eta; p and dp/dcos: one row per (lambda, zeta). */
    private double[] e = new double[0];

    private double[] p = e;
    private double[] dp = e;
    private double[] q = e;
    private double[] r = e;
    private double[] d = e;

    /** Weight and factor of the matrix product in progress. */
    private double[] weight = e;

    private double[] factor = e;
    private double[] aj = e;
    private double[] ak = e;

    /** One vector of partial sums for each neighbour j. */
    private double[] sumF = e;

    private double[] sumX = e;
    private double[] sumY = e;
    private double[] sumZ = e;

    /** Where {@link #scatterBlock} is among the triples and the choices. */
    private int next;

    private int blocks;

    VectorAngular(AngularGroup group) {
        this.group = group;
        triples = new VectorTriples(group);
        etas = (group.eta().length + ETAS - 1) / ETAS * ETAS;
        pairs = (group.lambda().length + PAIRS - 1) / PAIRS * PAIRS;
        eta = Arrays.copyOf(group.eta(), etas);
        c = new double[etas * pairs];
        sums = new double[etas * pairs];
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
        addPowers(sweeps);
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
        reserve(n, nb.size);
        // rows that only fill a tile must not hold an earlier atom's leftovers
        Arrays.fill(e, group.eta().length * n, etas * n, 0);
        Arrays.fill(p, group.lambda().length * n, pairs * n, 0);
        Arrays.fill(dp, group.lambda().length * n, pairs * n, 0);
        Sweep.all(forward, n);
        addProduct(triples.w, p, g, a -> 1);
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
                    g[s] += by * sums[a * pairs + l];
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
        addProduct(q, p, gdot, a -> 1);
        addProduct(r, p, gdot, a -> -group.eta()[a]);
        addProduct(d, dp, gdot, a -> 1);
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
     * The sweeps for p = 2^(1-zeta) b^zeta, b = 1 + lambda cos, and dp/dcos. Of a row with zeta the
     * row with 2 zeta is p^2/2 and p dp, so that rows grow out of one another; a row without a
     * fitting one starts at zeta = 1 and takes the bits of its zeta one by one.
     */
    private void addPowers(List<Sweep> sweeps) {
        Integer[] order = new Integer[group.lambda().length];
        Arrays.setAll(order, l -> l);
        Arrays.sort(order, (l, m) -> Double.compare(group.zeta()[l], group.zeta()[m]));
        for (int at = 0; at < order.length; at++) {
            int l = order[at];
            double lambda = group.lambda()[l];
            double zeta = group.zeta()[l];
            if (zeta != (int) zeta) {
                sweeps.add(n -> realPower(lambda, zeta, l * n, n));
                continue;
            }
            int from = at - 1;
            while (from >= 0
                    && !(group.lambda()[order[from]] == lambda
                            && grows(group.zeta()[order[from]], zeta))) {
                from--;
            }
            int source = from >= 0 ? order[from] : l;
            int reached = from >= 0 ? (int) group.zeta()[source] : 1;
            if (from < 0) {
                sweeps.add(n -> base(lambda, l * n, n));
            }
            addDoublings(sweeps, l, source, reached, (int) zeta);
        }
    }

    /** Whether {@code large} is {@code small} times a power of two. */
    private static boolean grows(double small, double large) {
        double ratio = large / small;
        return small == (int) small && ratio == (int) ratio && Integer.bitCount((int) ratio) == 1;
    }

    /** From row {@code source} of zeta {@code reached} to row l of {@code zeta}. */
    private void addDoublings(List<Sweep> sweeps, int l, int source, int reached, int zeta) {
        double lambda = group.lambda()[l];
        int left = Integer.numberOfLeadingZeros(reached) - Integer.numberOfLeadingZeros(zeta);
        int from = source;
        while (left > 0) {
            int start = from;
            boolean twice = left > 1 && (zeta >> (left - 1) & 1) == 0;
            left -= twice ? 2 : 1;
            sweeps.add(
                    twice ? n -> quadruple(start * n, l * n, n) : n -> twice(start * n, l * n, n));
            if ((zeta >> left & 1) == 1) {
                sweeps.add(n -> timesBase(lambda, l * n, n));
            }
            from = l;
        }
        if (source != l && from != l) {
            sweeps.add(n -> copy(source * n, l * n, n));
        }
    }

    private static DoubleVector base(double lambda, double[] cos, int t) {
        return VectorMath.load(cos, t).mul(lambda).add(1.0).max(0.0);
    }

    /** zeta = 1: p = b, dp = lambda. */
    private void base(double lambda, int row, int n) {
        double[] cos = triples.cos;
        double[] p = this.p;
        double[] dp = this.dp;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            base(lambda, cos, t).intoArray(p, row + t);
            broadcast(lambda).intoArray(dp, row + t);
        }
    }

    /** zeta to 2 zeta. */
    private void twice(int from, int row, int n) {
        double[] p = this.p;
        double[] dp = this.dp;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector y = VectorMath.load(p, from + t);
            y.mul(VectorMath.load(dp, from + t)).intoArray(dp, row + t);
            y.mul(y).mul(0.5).intoArray(p, row + t);
        }
    }

    /** zeta to 4 zeta. */
    private void quadruple(int from, int row, int n) {
        double[] p = this.p;
        double[] dp = this.dp;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector y = VectorMath.load(p, from + t);
            DoubleVector y2 = y.mul(y).mul(0.5);
            y2.mul(y.mul(VectorMath.load(dp, from + t))).intoArray(dp, row + t);
            y2.mul(y2).mul(0.5).intoArray(p, row + t);
        }
    }

    /** zeta to zeta + 1. */
    private void timesBase(double lambda, int row, int n) {
        double[] cos = triples.cos;
        double[] p = this.p;
        double[] dp = this.dp;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector b = base(lambda, cos, t).mul(0.5);
            DoubleVector y = VectorMath.load(p, row + t);
            VectorMath.load(dp, row + t).mul(b).add(y.mul(0.5 * lambda)).intoArray(dp, row + t);
            y.mul(b).intoArray(p, row + t);
        }
    }

    /** The same (lambda, zeta) twice. */
    private void copy(int from, int row, int n) {
        System.arraycopy(p, from, p, row, n);
        System.arraycopy(dp, from, dp, row, n);
    }

    private void realPower(double lambda, double zeta, int row, int n) {
        double[] p = this.p;
        double[] dp = this.dp;
        double scale = Math.pow(2, 1 - zeta);
        double[] cos = triples.cos;
        for (int t = 0; t < n; t++) {
            double b = Math.max(0, 1 + lambda * cos[t]);
            double y = scale * Math.pow(b, zeta - 1);
            p[row + t] = y * b;
            dp[row + t] = zeta * lambda * y;
        }
    }

    /** sums[a..a+2][l..l+3] = sum_t W E_a p_l, W and p being those of the product in progress. */
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
        double[] e = this.e;
        double[] p = this.p;
        double[] q = this.q;
        double[] r = this.r;
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
        double[] e = this.e;
        double[] dp = this.dp;
        double[] d = this.d;
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
     * Per triple, with A_j = dE/du_ij + dE/du_jk but for its part along cos theta, B = dE/du_jk and
     * H = W D cos theta: 2 A_j into aj, 2 A_k - H/r_ik^2 into ak, -2 B into q and H into d.
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

    /**
     * g_j = (sum_k F_jk) x_j + sum_k B_jk x_k, and for k likewise with F_kj and the same B. Sums
     * over k are kept as vectors until the end.
     */
    private void scatter(Neighborhood nb) {
        int rows = triples.countJ() * VectorMath.LANES;
        Arrays.fill(sumF, 0, rows, 0);
        Arrays.fill(sumX, 0, rows, 0);
        Arrays.fill(sumY, 0, rows, 0);
        Arrays.fill(sumZ, 0, rows, 0);
        blocks = 0;
        next = 0;
        for (int n = 0; n < triples.countK(); n += VectorMath.LANES) {
            scatterBlock(nb, triples.firstK() + n, triples.lastRow(n));
        }
        addRows(nb, triples.firstJ(), triples.countJ());
    }

    /** One block of neighbours k with all j. */
    private void scatterBlock(Neighborhood nb, int k, int rows) {
        int firstJ = triples.firstJ();
        int[] choices = triples.choices;
        double[] aj = this.aj;
        double[] ak = this.ak;
        double[] q = this.q;
        double[] sumF = this.sumF;
        double[] sumX = this.sumX;
        double[] sumY = this.sumY;
        double[] sumZ = this.sumZ;
        double[] dx = nb.dx;
        double[] dy = nb.dy;
        double[] dz = nb.dz;
        DoubleVector x = VectorMath.load(dx, k);
        DoubleVector y = VectorMath.load(dy, k);
        DoubleVector z = VectorMath.load(dz, k);
        DoubleVector f = DoubleVector.zero(VectorMath.SPECIES);
        DoubleVector gx = f;
        DoubleVector gy = f;
        DoubleVector gz = f;
        int t = next;
        int at = blocks;
        for (int a = 0; a < rows; a++) {
            int choice = choices[at + a];
            VectorShuffle<Double> apart = Lanes.apart(choice);
            DoubleVector ones = Lanes.ones(choice);
            int row = a * VectorMath.LANES;
            DoubleVector b = VectorMath.load(q, t).rearrange(apart).mul(ones);
            f = VectorMath.load(ak, t).rearrange(apart).fma(ones, f);
            VectorMath.load(aj, t)
                    .rearrange(apart)
                    .fma(ones, VectorMath.load(sumF, row))
                    .intoArray(sumF, row);
            b.fma(x, VectorMath.load(sumX, row)).intoArray(sumX, row);
            b.fma(y, VectorMath.load(sumY, row)).intoArray(sumY, row);
            b.fma(z, VectorMath.load(sumZ, row)).intoArray(sumZ, row);
            gx = b.fma(broadcast(dx[firstJ + a]), gx);
            gy = b.fma(broadcast(dy[firstJ + a]), gy);
            gz = b.fma(broadcast(dz[firstJ + a]), gz);
            t += Integer.bitCount(choice);
        }
        next = t;
        blocks = at + rows;
        f.fma(x, gx).add(VectorMath.load(nb.gx, k)).intoArray(nb.gx, k);
        f.fma(y, gy).add(VectorMath.load(nb.gy, k)).intoArray(nb.gy, k);
        f.fma(z, gz).add(VectorMath.load(nb.gz, k)).intoArray(nb.gz, k);
    }

    private void addRows(Neighborhood nb, int firstJ, int count) {
        for (int a = 0; a < count; a++) {
            int j = firstJ + a;
            int row = a * VectorMath.LANES;
            DoubleVector f = VectorMath.load(sumF, row);
            DoubleVector x = f.fma(broadcast(nb.dx[j]), VectorMath.load(sumX, row));
            DoubleVector y = f.fma(broadcast(nb.dy[j]), VectorMath.load(sumY, row));
            DoubleVector z = f.fma(broadcast(nb.dz[j]), VectorMath.load(sumZ, row));
            nb.gx[j] += x.reduceLanes(VectorOperators.ADD);
            nb.gy[j] += y.reduceLanes(VectorOperators.ADD);
            nb.gz[j] += z.reduceLanes(VectorOperators.ADD);
        }
    }

    private void reserve(int n, int neighbours) {
        // a whole vector may be read past the last triple
        if (q.length < n + VectorMath.LANES) {
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
        int rows = neighbours * VectorMath.LANES;
        if (sumF.length < rows) {
            sumF = new double[rows + rows / 4];
            sumX = new double[sumF.length];
            sumY = new double[sumF.length];
            sumZ = new double[sumF.length];
        }
    }
}
