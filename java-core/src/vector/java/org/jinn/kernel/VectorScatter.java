package org.jinn.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;

/** From the derivatives by the sides of each triple to those by the neighbours' positions. */
final class VectorScatter {
    private final TripleChoice triples;

    /** One vector of partial sums for each neighbour j. */
    private double[] sumF = new double[0];

    private double[] sumX = sumF;
    private double[] sumY = sumF;
    private double[] sumZ = sumF;

    /** Where {@link #addBlock} is among the triples and the choices. */
    private int next;

    private int blocks;

    VectorScatter(TripleChoice triples) {
        this.triples = triples;
    }

    /**
     * g_j = (sum_k F_jk) x_j + sum_k B_jk x_k, and for k likewise with F_kj and the same B. Sums
     * over k are kept as vectors until the end.
     */
    void add(Neighborhood nb, double[] aj, double[] ak, double[] b) {
        int rows = triples.countJ() * VectorMath.LANES;
        reserve(rows);
        Arrays.fill(sumF, 0, rows, 0);
        Arrays.fill(sumX, 0, rows, 0);
        Arrays.fill(sumY, 0, rows, 0);
        Arrays.fill(sumZ, 0, rows, 0);
        blocks = 0;
        next = 0;
        for (int n = 0; n < triples.countK(); n += VectorMath.LANES) {
            addBlock(nb, aj, ak, b, triples.firstK() + n, triples.lastRow(n));
        }
        addRows(nb, triples.firstJ(), triples.countJ());
    }

    /** One block of neighbours k with all j. */
    private void addBlock(Neighborhood nb, double[] aj, double[] ak, double[] b, int k, int rows) {
        int firstJ = triples.firstJ();
        int[] choices = triples.choices;
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
            DoubleVector bt = VectorMath.load(b, t).rearrange(apart).mul(ones);
            f = VectorMath.load(ak, t).rearrange(apart).fma(ones, f);
            VectorMath.load(aj, t)
                    .rearrange(apart)
                    .fma(ones, VectorMath.load(sumF, row))
                    .intoArray(sumF, row);
            bt.fma(x, VectorMath.load(sumX, row)).intoArray(sumX, row);
            bt.fma(y, VectorMath.load(sumY, row)).intoArray(sumY, row);
            bt.fma(z, VectorMath.load(sumZ, row)).intoArray(sumZ, row);
            gx = bt.fma(VectorMath.all(dx[firstJ + a]), gx);
            gy = bt.fma(VectorMath.all(dy[firstJ + a]), gy);
            gz = bt.fma(VectorMath.all(dz[firstJ + a]), gz);
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
            DoubleVector x = f.fma(VectorMath.all(nb.dx[j]), VectorMath.load(sumX, row));
            DoubleVector y = f.fma(VectorMath.all(nb.dy[j]), VectorMath.load(sumY, row));
            DoubleVector z = f.fma(VectorMath.all(nb.dz[j]), VectorMath.load(sumZ, row));
            nb.gx[j] += VectorMath.sum(x);
            nb.gy[j] += VectorMath.sum(y);
            nb.gz[j] += VectorMath.sum(z);
        }
    }

    private void reserve(int rows) {
        if (sumF.length < rows) {
            sumF = new double[rows + rows / 4];
            sumX = new double[sumF.length];
            sumY = new double[sumF.length];
            sumZ = new double[sumF.length];
        }
    }
}
