package org.jinn.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;

/**
 * The triples of one angular group as compact arrays, padded to whole vectors with triples of
 * weight zero. Neighbours k are taken a vector at a time, and with each such block all j.
 *
 * <p>With Q = sum_a E_a q_a and so on left to the caller, the weight of a triple is W = fc(r_ij)
 * fc(r_ik) fc(r_jk) and S = u_ij + u_ik + u_jk the sum in its exponent.
 */
final class VectorTriples {
    private final AngularGroup group;
    private final double rc2;
    private final PairFactors first;
    private final PairFactors second;

    final TripleChoice choice;

    private int size;

    /** Number of triples rounded up to whole vectors: the stride of the arrays below. */
    int padded;

    /** r_jk^2. */
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

    /** 1/r_ij^2 and 1/r_ik^2. */
    double[] inverseIj2 = ujk;

    double[] inverseIk2 = ujk;

    private final Sweep[] sweeps;

    /** For fc(r_jk) where that is not the cosine, which is multiplied as it is worked out. */
    private final VectorCutoff other;

    private double[] fcjk = ujk;

    VectorTriples(AngularGroup group) {
        boolean cosine = group.fc() == CutoffFunction.COSINE;
        other = cosine || !group.closed() ? null : new VectorCutoff(group.fc(), group.cutoff());
        Sweep[] angles = {this::angles};
        if (!group.closed()) {
            sweeps = angles;
        } else if (cosine) {
            sweeps = new Sweep[] {this::angles, this::closeSlope, this::closeValue, this::closeSum};
        } else {
            Sweep[] closing = {this::closeOther, this::closeSum};
            sweeps = Sweep.joined(Sweep.joined(angles, other.sweeps), closing);
        }
        this.group = group;
        rc2 = group.cutoff() * group.cutoff();
        choice = new TripleChoice(group);
        first = choice.first;
        second = choice.second;
    }

    void build(Neighborhood nb) {
        reserve(choice.begin(nb) + VectorMath.LANES);
        size = 0;
        int at = 0;
        for (int n = 0; n < second.size; n += VectorMath.LANES) {
            choice.choose(nb, n, at);
            append(nb, n, at);
            at += choice.lastRow(n);
        }
        padded = VectorMath.padded(size);
        for (int t = size; t < padded; t++) {
            ujk[t] = 0;
            sum[t] = 0;
            inverse[t] = 0;
            inverseIk2[t] = 0;
            inverseIj2[t] = 0;
            w[t] = 0;
            wij[t] = 0;
            wik[t] = 0;
        }
        if (!group.closed()) {
            Arrays.fill(wjk, 0, padded, 0);
        }
        if (other != null) {
            other.on(ujk, 0, fcjk, wjk);
        }
        Sweep.all(sweeps, padded);
    }

    /**
     * Appends the triples chosen: those of each vector move to its front; it is stored whole, and
     * the next one overwrites the rest.
     */
    private void append(Neighborhood nb, int block, int at) {
        int rows = choice.lastRow(block);
        double[] r2 = nb.r2;
        double[] thirdSide = choice.thirdSide;
        double[] invj = first.inverse;
        double[] fcj = first.fc;
        double[] dfcj = first.dfc;
        int[] choices = choice.choices;
        double[] ujk = this.ujk;
        double[] sum = this.sum;
        double[] inverse = this.inverse;
        double[] inverseIj2 = this.inverseIj2;
        double[] inverseIk2 = this.inverseIk2;
        double[] w = this.w;
        double[] wij = this.wij;
        double[] wik = this.wik;
        int firstJ = first.first;
        DoubleVector uik = VectorMath.load(r2, second.first + block);
        DoubleVector invk = VectorMath.load(second.inverse, block);
        DoubleVector fck = VectorMath.load(second.fc, block);
        DoubleVector dfck = VectorMath.load(second.dfc, block);
        int t = size;
        for (int a = 0; a < rows; a++) {
            int chosen = choices[at + a];
            VectorShuffle<Double> front = Lanes.front(chosen);
            VectorMath.load(thirdSide, a * VectorMath.LANES).rearrange(front).intoArray(ujk, t);
            uik.add(r2[firstJ + a]).rearrange(front).intoArray(sum, t);
            DoubleVector v = invk.rearrange(front);
            v.mul(invj[a]).intoArray(inverse, t);
            v.mul(v).intoArray(inverseIk2, t);
            VectorMath.all(invj[a] * invj[a]).intoArray(inverseIj2, t);
            DoubleVector f = fck.rearrange(front);
            f.mul(fcj[a]).intoArray(w, t);
            f.mul(dfcj[a]).intoArray(wij, t);
            dfck.rearrange(front).mul(fcj[a]).intoArray(wik, t);
            t += Integer.bitCount(chosen);
        }
        size = t;
    }

    /**
     * How fast the sides of each triple change when neighbours move with the velocities in their
     * vectors: d/dt of u_ij, u_ik and u_jk into the three arrays.
     */
    void rates(Neighborhood nb, double[] rij, double[] rik, double[] rjk) {
        int at = 0;
        int t = 0;
        for (int n = 0; n < second.size; n += VectorMath.LANES) {
            int rows = choice.lastRow(n);
            t = rates(nb, second.first + n, at, rows, t, rij, rik, rjk);
            at += rows;
        }
        Arrays.fill(rij, t, padded, 0);
        Arrays.fill(rik, t, padded, 0);
        Arrays.fill(rjk, t, padded, 0);
    }

    /** The same for one block; returns the number of triples so far. */
    private int rates(
            Neighborhood nb,
            int k,
            int at,
            int rows,
            int from,
            double[] rij,
            double[] rik,
            double[] rjk) {
        int firstJ = first.first;
        int[] choices = choice.choices;
        DoubleVector x = VectorMath.load(nb.dx, k);
        DoubleVector y = VectorMath.load(nb.dy, k);
        DoubleVector z = VectorMath.load(nb.dz, k);
        DoubleVector vx = VectorMath.load(nb.gx, k);
        DoubleVector vy = VectorMath.load(nb.gy, k);
        DoubleVector vz = VectorMath.load(nb.gz, k);
        DoubleVector uk = x.mul(vx).add(y.mul(vy)).add(z.mul(vz)).mul(2.0);
        int t = from;
        for (int a = 0; a < rows; a++) {
            int j = firstJ + a;
            double uj = 2 * (nb.dx[j] * nb.gx[j] + nb.dy[j] * nb.gy[j] + nb.dz[j] * nb.gz[j]);
            DoubleVector mixed = x.mul(nb.gx[j]).add(y.mul(nb.gy[j])).add(z.mul(nb.gz[j]));
            mixed = mixed.add(vx.mul(nb.dx[j])).add(vy.mul(nb.dy[j])).add(vz.mul(nb.dz[j]));
            VectorShuffle<Double> front = Lanes.front(choices[at + a]);
            VectorMath.all(uj).intoArray(rij, t);
            uk.rearrange(front).intoArray(rik, t);
            uk.add(uj).sub(mixed.mul(2.0)).rearrange(front).intoArray(rjk, t);
            t += Integer.bitCount(choices[at + a]);
        }
        return t;
    }

    /** Closed triangles: the third side enters the cutoff... */
    private void closeSlope(int n) {
        double[] ujk = this.ujk;
        double[] w = this.w;
        double[] wjk = this.wjk;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector v = VectorMath.load(ujk, t).mul(2 / rc2).sub(1.0);
            VectorMath.load(w, t).mul(CosinePolynomial.slope(v)).mul(1 / rc2).intoArray(wjk, t);
        }
    }

    private void closeValue(int n) {
        double[] ujk = this.ujk;
        double[] w = this.w;
        double[] wij = this.wij;
        double[] wik = this.wik;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector v = VectorMath.load(ujk, t).mul(2 / rc2).sub(1.0);
            DoubleVector fc = CosinePolynomial.value(v);
            VectorMath.load(w, t).mul(fc).intoArray(w, t);
            VectorMath.load(wij, t).mul(fc).intoArray(wij, t);
            VectorMath.load(wik, t).mul(fc).intoArray(wik, t);
        }
    }

    /** The same from fc(r_jk) and, in wjk, its slope. */
    private void closeOther(int n) {
        double[] fcjk = this.fcjk;
        double[] w = this.w;
        double[] wij = this.wij;
        double[] wik = this.wik;
        double[] wjk = this.wjk;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            DoubleVector fc = VectorMath.load(fcjk, t);
            DoubleVector pair = VectorMath.load(w, t);
            pair.mul(VectorMath.load(wjk, t)).intoArray(wjk, t);
            pair.mul(fc).intoArray(w, t);
            VectorMath.load(wij, t).mul(fc).intoArray(wij, t);
            VectorMath.load(wik, t).mul(fc).intoArray(wik, t);
        }
    }

    /** ... and the exponent. */
    private void closeSum(int n) {
        double[] ujk = this.ujk;
        double[] sum = this.sum;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            VectorMath.load(sum, t).add(VectorMath.load(ujk, t)).intoArray(sum, t);
        }
    }

    /** cos theta, while the sum is that of two sides. */
    private void angles(int n) {
        double[] ujk = this.ujk;
        double[] sum = this.sum;
        double[] inverse = this.inverse;
        double[] cos = this.cos;
        for (int t = 0; t < n; t += VectorMath.LANES) {
            VectorMath.load(sum, t)
                    .sub(VectorMath.load(ujk, t))
                    .mul(0.5)
                    .mul(VectorMath.load(inverse, t))
                    .intoArray(cos, t);
        }
    }

    private void reserve(int triples) {
        if (sum.length < triples) {
            int room = triples + triples / 4;
            ujk = new double[room];
            sum = new double[room];
            cos = new double[room];
            inverse = new double[room];
            w = new double[room];
            wij = new double[room];
            wik = new double[room];
            wjk = new double[room];
            fcjk = new double[other == null ? 0 : room];
            inverseIk2 = new double[room];
            inverseIj2 = new double[room];
        }
    }
}
