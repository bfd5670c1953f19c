package org.jinn.kernel;

import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.DoubleVector;

/**
 * p = 2^(1-zeta) (1 + lambda cos theta)^zeta and dp/dcos of every triple: one row for each (lambda,
 * zeta) of a group.
 */
final class VectorPowers {
    private final AngularGroup group;
    private final VectorTriples triples;

    double[] p = new double[0];
    double[] dp = p;

    VectorPowers(AngularGroup group, VectorTriples triples) {
        this.group = group;
        this.triples = triples;
    }

    /** Room for rows of together {@code size} numbers. */
    void reserve(int size) {
        p = new double[size];
        dp = new double[size];
    }

    /**
     * The sweeps for p = 2^(1-zeta) b^zeta, b = 1 + lambda cos, and dp/dcos. Of a row with zeta the
     * row with 2 zeta is p^2/2 and p dp, so that rows grow out of one another; a row without a
     * fitting one starts at zeta = 1 and takes the bits of its zeta one by one.
     */
    void addTo(List<Sweep> sweeps) {
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
            VectorMath.all(lambda).intoArray(dp, row + t);
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
}
