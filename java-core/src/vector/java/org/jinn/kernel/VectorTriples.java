package org.jinn.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/**
 * The triples of one angular group as compact arrays, in runs of equal j, padded to whole vectors
 * with triples of weight zero.
 *
 * <p>With Q = sum_a E_a q_a and so on left to the caller, the weight of a triple is W = fc(r_ij)
 * fc(r_ik) fc(r_jk) and S = u_ij + u_ik + u_jk the sum in its exponent.
 */
final class VectorTriples {
    private final AngularGroup group;
    private final double rc2;
    private final PairFactors first;
    private final PairFactors second;

    int size;

    /** Number of triples rounded up to whole vectors: the stride of the arrays below. */
    int padded;

    /** Neighbour k of each triple; run n of neighbour runJ[n] ends at runEnd[n]. */
    int[] k = new int[0];

    int runs;
    int[] runJ = k;
    int[] runEnd = k;

    double[] ujk = new double[0];
    double[] sum = ujk;
    double[] cos = ujk;

    /** 1/(r_ij r_ik). */
    double[] inverse = ujk;

    /** W and its derivatives by u_ij, u_ik and u_jk through the cutoff functions. */
    double[] w = ujk;

    double[] wij = ujk;
    double[] wik = ujk;
    double[] wjk = ujk;

    private final Sweep[] sweeps;

    VectorTriples(AngularGroup group) {
        sweeps =
                group.closed()
                        ? new Sweep[] {this::closeSlope, this::closeValue, this::closeSum}
                        : new Sweep[] {this::angles};
        this.group = group;
        rc2 = group.cutoff() * group.cutoff();
        first = new PairFactors(group.cutoff());
        second = group.species1() == group.species2() ? first : new PairFactors(group.cutoff());
    }

    void build(Neighborhood nb) {
        first.compute(nb, group.species1());
        if (second != first) {
            second.compute(nb, group.species2());
        }
        boolean same = second == first;
        int most = same ? first.size * (first.size - 1) / 2 : first.size * second.size;
        reserve(most + first.size + 2 * VectorMath.LANES, first.size);
        size = 0;
        runs = 0;
        double limit = group.closed() ? rc2 : Double.POSITIVE_INFINITY;
        for (int a = 0; a < first.size; a++) {
            if (first.fc[a] == 0) {
                continue;
            }
            int from = size;
            int begin = same ? a + 1 : 0;
            append(nb, first.first + a, second.first + begin, second.first + second.size, limit);
            if (size > from) {
                factors(a, nb.r2[first.first + a], nb, from);
                runJ[runs] = first.first + a;
                runEnd[runs++] = size;
            }
        }
        padded = VectorMath.padded(size);
        for (int t = size; t < padded; t++) {
            ujk[t] = 0;
            sum[t] = 0;
            inverse[t] = 0;
            w[t] = 0;
            wij[t] = 0;
            wik[t] = 0;
        }
        if (!group.closed()) {
            Arrays.fill(wjk, 0, padded, 0);
        }
        Sweep.all(sweeps, padded);
    }

    /** Appends the neighbours k near enough to j: written always, kept only if near. */
    private void append(Neighborhood nb, int j, int begin, int end, double limit) {
        double x = nb.dx[j];
        double y = nb.dy[j];
        double z = nb.dz[j];
        double[] dx = nb.dx;
        double[] dy = nb.dy;
        double[] dz = nb.dz;
        int t = size;
        for (int n = begin; n < end; n++) {
            double ax = dx[n] - x;
            double ay = dy[n] - y;
            double az = dz[n] - z;
            double u = ax * ax + ay * ay + az * az;
            k[t] = n;
            ujk[t] = u;
            t += u < limit ? 1 : 0;
        }
        size = t;
    }

    private void factors(int a, double uij, Neighborhood nb, int from) {
        double fcj = first.fc[a];
        double dfcj = first.dfc[a];
        double invj = first.inverse[a];
        double[] fc = second.fc;
        double[] dfc = second.dfc;
        double[] inv = second.inverse;
        int offset = second.first;
        for (int t = from; t < size; t++) {
            int n = k[t];
            sum[t] = uij + nb.r2[n];
            inverse[t] = invj * inv[n - offset];
            double f = fc[n - offset];
            w[t] = fcj * f;
            wij[t] = dfcj * f;
            wik[t] = fcj * dfc[n - offset];
        }
    }

    /** Closed triangles: the third side enters the cutoff... */
    private void closeSlope(int n) {
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector v = VectorMath.load(ujk, t).mul(2 / rc2).sub(1.0);
            VectorMath.load(w, t).mul(CosinePolynomial.slope(v)).mul(1 / rc2).intoArray(wjk, t);
        }
    }

    private void closeValue(int n) {
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector v = VectorMath.load(ujk, t).mul(2 / rc2).sub(1.0);
            DoubleVector fc = CosinePolynomial.value(v);
            VectorMath.load(w, t).mul(fc).intoArray(w, t);
            VectorMath.load(wij, t).mul(fc).intoArray(wij, t);
            VectorMath.load(wik, t).mul(fc).intoArray(wik, t);
        }
    }

    /** ... and the exponent. */
    private void closeSum(int n) {
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector u = VectorMath.load(ujk, t);
            DoubleVector s = VectorMath.load(sum, t);
            s.sub(u).mul(0.5).mul(VectorMath.load(inverse, t)).intoArray(cos, t);
            s.add(u).intoArray(sum, t);
        }
    }

    private void angles(int n) {
        for (int t = 0; t < n; t += VectorMath.LANES) {
            VectorMath.load(sum, t)
                    .sub(VectorMath.load(ujk, t))
                    .mul(0.5)
                    .mul(VectorMath.load(inverse, t))
                    .intoArray(cos, t);
        }
    }

    private void reserve(int triples, int neighbours) {
        if (runJ.length < neighbours) {
            runJ = new int[neighbours + neighbours / 4];
            runEnd = new int[runJ.length];
        }
        if (k.length < triples) {
            int room = triples + triples / 4;
            k = new int[room];
            ujk = new double[room];
            sum = new double[room];
            cos = new double[room];
            inverse = new double[room];
            w = new double[room];
            wij = new double[room];
            wik = new double[room];
            wjk = new double[room];
        }
    }
}
