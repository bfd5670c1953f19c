package org.jinn.kernel;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import jdk.incubator.vector.DoubleVector;

/** {@link Angular} in double precision. */
final class VectorAngular extends Angular {
    private final VectorTriples triples;
    private final VectorPowers powers;
    private final VectorScatter scatter;
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

    /** The sums of a tile before their lanes are added. */
    private final double[] lanes = new double[ETAS * PAIRS * VectorMath.LANES];

    VectorAngular(AngularGroup group) {
        super(group);
        triples = new VectorTriples(group);
        powers = new VectorPowers(group, triples);
        scatter = new VectorScatter(triples.choice);
        forward = forward(powers);
        product = product();
        backward = backward();
    }

    @Override
    Sweep exponentials(int a) {
        double by = group.eta()[a];
        return n -> exponentials(by, a * n, n);
    }

    @Override
    Sweep squareExponentials(int from, int a) {
        return n -> squareExponentials(from * n, a * n, n);
    }

    @Override
    Sweep multiply(int a, int l) {
        return n -> multiply(a, l, n);
    }

    @Override
    Sweep reverseValues(int a, int l) {
        return n -> reverseValues(a, l, n);
    }

    @Override
    Sweep reverseSlopes(int a, int l) {
        return n -> reverseSlopes(a, l, n);
    }

    @Override
    Sweep bySides() {
        return this::bySides;
    }

    @Override
    void values(Neighborhood nb, double[] g) {
        prepare(nb);
        addProduct(triples.w, powers.p, g, a -> 1);
    }

    /** What all products with this neighbourhood need. */
    void prepare(Neighborhood nb) {
        triples.build(nb);
        int n = triples.padded;
        reserve(n);
        // rows that only fill a tile must not hold an earlier atom's leftovers
        Arrays.fill(e, group.eta().length * n, etas * n, 0);
        Arrays.fill(powers.p, group.lambda().length * n, pairs * n, 0);
        Arrays.fill(powers.dp, group.lambda().length * n, pairs * n, 0);
        Sweep.all(forward, n);
    }

    /** g_al += scale_a sum_t weight E_a factor_l. */
    private void addProduct(
            double[] weight, double[] factor, double[] g, IntToDoubleFunction scale) {
        this.weight = weight;
        this.factor = factor;
        Sweep.all(product, triples.padded);
        addSums(g, scale);
    }

    /**
     * With W the cutoffs, S the sum in the exponents and a dot for d/dt: the rate of W E_a p_l is
     * E_a (W' p_l - eta_a W S' p_l + W cos' dp_l).
     */
    @Override
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

    private void squareExponentials(int from, int row, int n) {
        double[] e = this.e;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector y = VectorMath.load(e, from + t);
            y.mul(y).intoArray(e, row + t);
        }
    }

    /** W and p are those of the product in progress. */
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
        double[] lanes = this.lanes;
        s00.intoArray(lanes, 0);
        s01.intoArray(lanes, VectorMath.LANES);
        s02.intoArray(lanes, 2 * VectorMath.LANES);
        s03.intoArray(lanes, 3 * VectorMath.LANES);
        s10.intoArray(lanes, 4 * VectorMath.LANES);
        s11.intoArray(lanes, 5 * VectorMath.LANES);
        s12.intoArray(lanes, 6 * VectorMath.LANES);
        s13.intoArray(lanes, 7 * VectorMath.LANES);
        s20.intoArray(lanes, 8 * VectorMath.LANES);
        s21.intoArray(lanes, 9 * VectorMath.LANES);
        s22.intoArray(lanes, 10 * VectorMath.LANES);
        s23.intoArray(lanes, 11 * VectorMath.LANES);
        addLanes(a, l);
    }

    private void addLanes(int a, int l) {
        for (int i = 0; i < ETAS * PAIRS; i++) {
            sums[(a + i / PAIRS) * pairs + l + i % PAIRS] =
                    VectorMath.sum(VectorMath.load(lanes, i * VectorMath.LANES));
        }
    }

    @Override
    void pullBack(Neighborhood nb, double[] coefficients) {
        setCoefficients(coefficients);
        int n = triples.padded;
        Arrays.fill(q, 0, n, 0);
        Arrays.fill(r, 0, n, 0);
        Arrays.fill(d, 0, n, 0);
        Sweep.all(backward, n);
        scatter.add(nb, aj, ak, q);
    }

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

    /** Into aj, ak and q. */
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
