package org.jinn.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/**
 * {@link Angular} with sweeps in single precision, on twice the lanes. What is summed over atoms or
 * triples of different neighbours is double again.
 */
final class MixedAngular extends Angular {
    private final MixedTriples triples;
    private final MixedPowers powers;
    private final VectorScatter scatter;
    private final Sweep[] forward;
    private final Sweep[] product;
    private final Sweep[] backward;

    /** E_a = exp(-eta_a S), one row per eta; Q, R and D. */
    private float[] e = new float[0];

    private float[] q = e;
    private float[] r = e;
    private float[] d = e;

    private double[] aj = new double[0];
    private double[] ak = aj;
    private double[] b = aj;

    /** See {@link #pushForward}. */
    private VectorAngular exact;

    /** The sums of a tile before their lanes are added. */
    private final float[] lanes = new float[ETAS * PAIRS * MixedMath.LANES];

    MixedAngular(AngularGroup group) {
        super(group);
        triples = new MixedTriples(group);
        powers = new MixedPowers(group, triples);
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
        triples.build(nb);
        int n = triples.padded;
        reserve(n);
        // rows that only fill a tile must not hold an earlier atom's leftovers
        Arrays.fill(e, group.eta().length * n, etas * n, 0);
        Arrays.fill(powers.p, group.lambda().length * n, pairs * n, 0);
        Arrays.fill(powers.dp, group.lambda().length * n, pairs * n, 0);
        Sweep.all(forward, n);
        Sweep.all(product, n);
        addSums(g, a -> 1);
    }

    /** Only training needs it, and works in double precision. */
    @Override
    void pushForward(Neighborhood nb, double[] gdot) {
        if (exact == null) {
            exact = new VectorAngular(group);
        }
        exact.prepare(nb);
        exact.pushForward(nb, gdot);
    }

    private void exponentials(double by, int row, int n) {
        float[] e = this.e;
        float[] sum = triples.sum;
        for (int t = 0; t < n; t += MixedMath.LANES) {
            MixedMath.exp(-by, MixedMath.load(sum, t)).intoArray(e, row + t);
        }
    }

    private void squareExponentials(int from, int row, int n) {
        float[] e = this.e;
        for (int t = 0; t < n; t += MixedMath.LANES) {
            FloatVector y = MixedMath.load(e, from + t).max(MixedMath.LEAST_ROOT);
            y.mul(y).intoArray(e, row + t);
        }
    }

    private void multiply(int a, int l, int n) {
        float[] w = triples.w;
        float[] p = powers.p;
        int e0 = a * n;
        int e1 = e0 + n;
        int e2 = e1 + n;
        int p0 = l * n;
        int p1 = p0 + n;
        int p2 = p1 + n;
        int p3 = p2 + n;
        FloatVector zero = FloatVector.zero(MixedMath.SPECIES);
        FloatVector s00 = zero;
        FloatVector s01 = zero;
        FloatVector s02 = zero;
        FloatVector s03 = zero;
        FloatVector s10 = zero;
        FloatVector s11 = zero;
        FloatVector s12 = zero;
        FloatVector s13 = zero;
        FloatVector s20 = zero;
        FloatVector s21 = zero;
        FloatVector s22 = zero;
        FloatVector s23 = zero;
        for (int t = 0; t < n; t += MixedMath.LANES) {
            FloatVector weight = MixedMath.load(w, t);
            FloatVector x0 = MixedMath.load(e, e0 + t).mul(weight);
            FloatVector x1 = MixedMath.load(e, e1 + t).mul(weight);
            FloatVector x2 = MixedMath.load(e, e2 + t).mul(weight);
            FloatVector y0 = MixedMath.load(p, p0 + t);
            FloatVector y1 = MixedMath.load(p, p1 + t);
            FloatVector y2 = MixedMath.load(p, p2 + t);
            FloatVector y3 = MixedMath.load(p, p3 + t);
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
        float[] lanes = this.lanes;
        s00.intoArray(lanes, 0);
        s01.intoArray(lanes, MixedMath.LANES);
        s02.intoArray(lanes, 2 * MixedMath.LANES);
        s03.intoArray(lanes, 3 * MixedMath.LANES);
        s10.intoArray(lanes, 4 * MixedMath.LANES);
        s11.intoArray(lanes, 5 * MixedMath.LANES);
        s12.intoArray(lanes, 6 * MixedMath.LANES);
        s13.intoArray(lanes, 7 * MixedMath.LANES);
        s20.intoArray(lanes, 8 * MixedMath.LANES);
        s21.intoArray(lanes, 9 * MixedMath.LANES);
        s22.intoArray(lanes, 10 * MixedMath.LANES);
        s23.intoArray(lanes, 11 * MixedMath.LANES);
        addLanes(a, l);
    }

    private void addLanes(int a, int l) {
        for (int i = 0; i < ETAS * PAIRS; i++) {
            sums[(a + i / PAIRS) * pairs + l + i % PAIRS] =
                    MixedMath.sum(lanes, i * MixedMath.LANES);
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
        scatter.add(nb, aj, ak, b);
    }

    private void reverseValues(int a, int l, int n) {
        float[] e = this.e;
        float[] p = powers.p;
        float[] q = this.q;
        float[] r = this.r;
        int at = a * pairs + l;
        FloatVector c00 = MixedMath.all(c[at]);
        FloatVector c01 = MixedMath.all(c[at + 1]);
        FloatVector c02 = MixedMath.all(c[at + 2]);
        FloatVector c03 = MixedMath.all(c[at + 3]);
        at += pairs;
        FloatVector c10 = MixedMath.all(c[at]);
        FloatVector c11 = MixedMath.all(c[at + 1]);
        FloatVector c12 = MixedMath.all(c[at + 2]);
        FloatVector c13 = MixedMath.all(c[at + 3]);
        at += pairs;
        FloatVector c20 = MixedMath.all(c[at]);
        FloatVector c21 = MixedMath.all(c[at + 1]);
        FloatVector c22 = MixedMath.all(c[at + 2]);
        FloatVector c23 = MixedMath.all(c[at + 3]);
        FloatVector eta0 = MixedMath.all(eta[a]);
        FloatVector eta1 = MixedMath.all(eta[a + 1]);
        FloatVector eta2 = MixedMath.all(eta[a + 2]);
        int e0 = a * n;
        int e1 = e0 + n;
        int e2 = e1 + n;
        int p0 = l * n;
        int p1 = p0 + n;
        int p2 = p1 + n;
        int p3 = p2 + n;
        for (int t = 0; t < n; t += MixedMath.LANES) {
            FloatVector y0 = MixedMath.load(p, p0 + t);
            FloatVector y1 = MixedMath.load(p, p1 + t);
            FloatVector y2 = MixedMath.load(p, p2 + t);
            FloatVector y3 = MixedMath.load(p, p3 + t);
            FloatVector s0 = y3.fma(c03, y2.fma(c02, y1.fma(c01, y0.mul(c00))));
            FloatVector s1 = y3.fma(c13, y2.fma(c12, y1.fma(c11, y0.mul(c10))));
            FloatVector s2 = y3.fma(c23, y2.fma(c22, y1.fma(c21, y0.mul(c20))));
            s0 = s0.mul(MixedMath.load(e, e0 + t));
            s1 = s1.mul(MixedMath.load(e, e1 + t));
            s2 = s2.mul(MixedMath.load(e, e2 + t));
            s0.add(s1).add(s2).add(MixedMath.load(q, t)).intoArray(q, t);
            s2.fma(eta2, s1.fma(eta1, s0.fma(eta0, MixedMath.load(r, t)))).intoArray(r, t);
        }
    }

    private void reverseSlopes(int a, int l, int n) {
        float[] e = this.e;
        float[] dp = powers.dp;
        float[] d = this.d;
        int at = a * pairs + l;
        FloatVector c00 = MixedMath.all(c[at]);
        FloatVector c01 = MixedMath.all(c[at + 1]);
        FloatVector c02 = MixedMath.all(c[at + 2]);
        FloatVector c03 = MixedMath.all(c[at + 3]);
        at += pairs;
        FloatVector c10 = MixedMath.all(c[at]);
        FloatVector c11 = MixedMath.all(c[at + 1]);
        FloatVector c12 = MixedMath.all(c[at + 2]);
        FloatVector c13 = MixedMath.all(c[at + 3]);
        at += pairs;
        FloatVector c20 = MixedMath.all(c[at]);
        FloatVector c21 = MixedMath.all(c[at + 1]);
        FloatVector c22 = MixedMath.all(c[at + 2]);
        FloatVector c23 = MixedMath.all(c[at + 3]);
        int e0 = a * n;
        int e1 = e0 + n;
        int e2 = e1 + n;
        int p0 = l * n;
        int p1 = p0 + n;
        int p2 = p1 + n;
        int p3 = p2 + n;
        for (int t = 0; t < n; t += MixedMath.LANES) {
            FloatVector y0 = MixedMath.load(dp, p0 + t);
            FloatVector y1 = MixedMath.load(dp, p1 + t);
            FloatVector y2 = MixedMath.load(dp, p2 + t);
            FloatVector y3 = MixedMath.load(dp, p3 + t);
            FloatVector s0 = y3.fma(c03, y2.fma(c02, y1.fma(c01, y0.mul(c00))));
            FloatVector s1 = y3.fma(c13, y2.fma(c12, y1.fma(c11, y0.mul(c10))));
            FloatVector s2 = y3.fma(c23, y2.fma(c22, y1.fma(c21, y0.mul(c20))));
            FloatVector sum = s0.fma(MixedMath.load(e, e0 + t), MixedMath.load(d, t));
            sum = s1.fma(MixedMath.load(e, e1 + t), sum);
            s2.fma(MixedMath.load(e, e2 + t), sum).intoArray(d, t);
        }
    }

    /** Into aj, ak and b; from here on in double precision. */
    private void bySides(int n) {
        float[] w = triples.w;
        float[] wij = triples.wij;
        float[] wik = triples.wik;
        float[] wjk = triples.wjk;
        float[] cos = triples.cos;
        double[] inverse = triples.inverseExact;
        double[] inverseIj2 = triples.inverseIj2;
        double[] inverseIk2 = triples.inverseIk2;
        float[] q = this.q;
        float[] r = this.r;
        float[] d = this.d;
        double[] aj = this.aj;
        double[] ak = this.ak;
        double[] b = this.b;
        double both = group.closed() ? -4 : -2;
        double one = group.closed() ? 2 : 0;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector q2 = MixedMath.widen(q, t).mul(2.0);
            DoubleVector wt = MixedMath.widen(w, t);
            DoubleVector wr = MixedMath.widen(r, t).mul(wt);
            DoubleVector wd = MixedMath.widen(d, t).mul(wt);
            DoubleVector closing = MixedMath.widen(wjk, t);
            DoubleVector common = wr.mul(both);
            DoubleVector h = wd.mul(MixedMath.widen(cos, t));
            MixedMath.widen(wij, t)
                    .add(closing)
                    .fma(q2, common)
                    .sub(h.mul(VectorMath.load(inverseIj2, t)))
                    .intoArray(aj, t);
            MixedMath.widen(wik, t)
                    .add(closing)
                    .fma(q2, common)
                    .sub(h.mul(VectorMath.load(inverseIk2, t)))
                    .intoArray(ak, t);
            wr.mul(one)
                    .sub(closing.mul(q2))
                    .add(wd.mul(VectorMath.load(inverse, t)))
                    .intoArray(b, t);
        }
    }

    private void reserve(int n) {
        // a whole vector may be read past the last triple
        if (q.length < n + MixedMath.LANES) {
            int room = n + n / 4 + MixedMath.LANES;
            e = new float[etas * room];
            powers.reserve(pairs * room);
            q = new float[room];
            r = new float[room];
            d = new float[room];
            aj = new double[room];
            ak = new double[room];
            b = new double[room];
        }
    }
}
