package org.jinn.kernel;

import java.util.Arrays;
import java.util.List;

/**
 * p = 2^(1-zeta) (1 + lambda cos theta)^zeta and dp/dcos of every triple, one row for each (lambda,
 * zeta) of a group: in which order rows grow out of one another. The sweeps themselves are of one
 * precision or the other. They are made, not called, by the methods below: each precision has its
 * own lambda expressions, so that the compiler never meets loops of both in one of them.
 */
abstract class Powers {
    final AngularGroup group;

    Powers(AngularGroup group) {
        this.group = group;
    }

    /** zeta = 1 in row l: p = b, dp = lambda, with b = 1 + lambda cos. */
    abstract Sweep base(double lambda, int l);

    /** Row {@code from} of zeta to row l of 2 zeta. */
    abstract Sweep twice(int from, int l);

    /** Row {@code from} of zeta to row l of 4 zeta. */
    abstract Sweep quadruple(int from, int l);

    /** zeta to zeta + 1 in row l. */
    abstract Sweep timesBase(double lambda, int l);

    /** The same (lambda, zeta) twice. */
    abstract Sweep copy(int from, int l);

    /** Any zeta, not only a whole number. */
    abstract Sweep realPower(double lambda, double zeta, int l);

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
                sweeps.add(realPower(lambda, zeta, l));
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
                sweeps.add(base(lambda, l));
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
            boolean twice = left > 1 && (zeta >> (left - 1) & 1) == 0;
            left -= twice ? 2 : 1;
            sweeps.add(twice ? quadruple(from, l) : twice(from, l));
            if ((zeta >> left & 1) == 1) {
                sweeps.add(timesBase(lambda, l));
            }
            from = l;
        }
        if (source != l && from != l) {
            sweeps.add(copy(source, l));
        }
    }
}
