package org.jinn.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/**
 * {@link VectorTriples} in single precision: doubles up to the factors of a triple, floats from
 * there on. Differences of positions are taken before anything is rounded.
 */
final class MixedTriples {
    private final AngularGroup group;
    private final float overRc2;
    final TripleChoice choice;
    private int size;

    /** Number of triples rounded up to whole vectors of floats: the stride of the arrays below. */
    int padded;

    private float[] ujk = new float[0];
    float[] sum = ujk;
    float[] cos = ujk;
    private float[] inverse = ujk;
    float[] w = ujk;
    float[] wij = ujk;
    float[] wik = ujk;
    float[] wjk = ujk;

    // for what comes after the sweeps in single precision
    double[] inverseExact = new double[0];
    double[] inverseIj2 = inverseExact;
    double[] inverseIk2 = inverseExact;

    private final Sweep[] sweeps;

    MixedTriples(AngularGroup group) {
        this.group = group;
        overRc2 = (float) (1 / (group.cutoff() * group.cutoff()));
        choice = new TripleChoice(group);
        sweeps =
                group.closed()
                        ? new Sweep[] {this::angles, this::closeSlope, this::closeValue}
                        : new Sweep[] {this::angles};
    }

    void build(Neighborhood nb) {
        reserve(choice.begin(nb) + MixedMath.LANES);
        size = 0;
        int at = 0;
        for (int n = 0; n < choice.countK(); n += VectorMath.LANES) {
            choice.choose(nb, n, at);
            append(nb, n, at);
            at += choice.lastRow(n);
        }
        padded = MixedMath.padded(size);
        for (int t = size; t < padded; t++) {
            ujk[t] = 0;
            sum[t] = 0;
            inverse[t] = 0;
            inverseExact[t] = 0;
            inverseIj2[t] = 0;
            inverseIk2[t] = 0;
            w[t] = 0;
            wij[t] = 0;
            wik[t] = 0;
        }
        if (!group.closed()) {
            Arrays.fill(wjk, 0, padded, 0);
        }
        Sweep.all(sweeps, padded);
    }

    private void append(Neighborhood nb, int block, int at) {
        int rows = choice.lastRow(block);
        double[] r2 = nb.r2;
        double[] thirdSide = choice.thirdSide;
        double[] invj = choice.first.inverse;
        double[] fcj = choice.first.fc;
        double[] dfcj = choice.first.dfc;
        int[] choices = choice.choices;
        float[] ujk = this.ujk;
        float[] sum = this.sum;
        float[] inverse = this.inverse;
        double[] inverseExact = this.inverseExact;
        double[] inverseIj2 = this.inverseIj2;
        double[] inverseIk2 = this.inverseIk2;
        float[] w = this.w;
        float[] wij = this.wij;
        float[] wik = this.wik;
        int firstJ = choice.firstJ();
        DoubleVector uik = VectorMath.load(r2, choice.firstK() + block);
        DoubleVector invk = VectorMath.load(choice.second.inverse, block);
        DoubleVector fck = VectorMath.load(choice.second.fc, block);
        DoubleVector dfck = VectorMath.load(choice.second.dfc, block);
        int t = size;
        for (int a = 0; a < rows; a++) {
            int chosen = choices[at + a];
            VectorShuffle<Double> front = Lanes.front(chosen);
            DoubleVector u = VectorMath.load(thirdSide, a * VectorMath.LANES).rearrange(front);
            MixedMath.narrow(u, ujk, t);
            MixedMath.narrow(uik.add(r2[firstJ + a]).rearrange(front), sum, t);
            DoubleVector v = invk.rearrange(front);
            v.mul(v).intoArray(inverseIk2, t);
            VectorMath.all(invj[a] * invj[a]).intoArray(inverseIj2, t);
            v = v.mul(invj[a]);
            v.intoArray(inverseExact, t);
            MixedMath.narrow(v, inverse, t);
            DoubleVector f = fck.rearrange(front);
            MixedMath.narrow(f.mul(fcj[a]), w, t);
            MixedMath.narrow(f.mul(dfcj[a]), wij, t);
            MixedMath.narrow(dfck.rearrange(front).mul(fcj[a]), wik, t);
            t += Integer.bitCount(chosen);
        }
        size = t;
    }

    /** cos theta from the sum of two sides; then the sum takes the third if it counts. */
    private void angles(int n) {
        float[] ujk = this.ujk;
        float[] sum = this.sum;
        float[] inverse = this.inverse;
        float[] cos = this.cos;
        float third = group.closed() ? 1 : 0;
        for (int t = 0; t < n; t += MixedMath.LANES) {
            FloatVector u = MixedMath.load(ujk, t);
            FloatVector two = MixedMath.load(sum, t);
            two.sub(u).mul(0.5f).mul(MixedMath.load(inverse, t)).intoArray(cos, t);
            u.mul(third).add(two).intoArray(sum, t);
        }
    }

    private void closeSlope(int n) {
        float[] ujk = this.ujk;
        float[] w = this.w;
        float[] wjk = this.wjk;
        for (int t = 0; t < n; t += MixedMath.LANES) {
            FloatVector v = MixedMath.load(ujk, t).mul(2 * overRc2).sub(1f);
            FloatVector dfc = MixedMath.cutoffSlope(v).mul(overRc2);
            MixedMath.load(w, t).mul(dfc).intoArray(wjk, t);
        }
    }

    private void closeValue(int n) {
        float[] ujk = this.ujk;
        float[] w = this.w;
        float[] wij = this.wij;
        float[] wik = this.wik;
        for (int t = 0; t < n; t += MixedMath.LANES) {
            FloatVector v = MixedMath.load(ujk, t).mul(2 * overRc2).sub(1f);
            FloatVector fc = MixedMath.cutoff(v);
            MixedMath.load(w, t).mul(fc).intoArray(w, t);
            MixedMath.load(wij, t).mul(fc).intoArray(wij, t);
            MixedMath.load(wik, t).mul(fc).intoArray(wik, t);
        }
    }

    private void reserve(int triples) {
        if (sum.length < triples) {
            int room = triples + triples / 4;
            ujk = new float[room];
            sum = new float[room];
            cos = new float[room];
            inverse = new float[room];
            w = new float[room];
            wij = new float[room];
            wik = new float[room];
            wjk = new float[room];
            inverseExact = new double[room];
            inverseIj2 = new double[room];
            inverseIk2 = new double[room];
        }
    }
}
