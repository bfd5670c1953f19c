package org.jinn.kernel;

import jdk.incubator.vector.DoubleVector;

/**
 * Who forms triples in one angular group. Neighbours k are taken a vector at a time, and with each
 * such block all j. Always in double precision: a triple is in or out alike for all kernels.
 */
final class TripleChoice {
    private final AngularGroup group;
    private final double rc2;

    /** Factors of the neighbours j, and of the neighbours k; the same object for one species. */
    final PairFactors first;

    final PairFactors second;

    /**
     * Which neighbours k of a block form triples with a j: block after block, in each one number
     * for each j, a bit for each k.
     */
    int[] choices = new int[0];

    /** r_jk^2 of the block chosen last, one vector for each j. */
    double[] thirdSide = new double[0];

    TripleChoice(AngularGroup group) {
        this.group = group;
        rc2 = group.cutoff() * group.cutoff();
        first = new PairFactors(group.cutoff(), group.fc());
        second =
                group.species1() == group.species2()
                        ? first
                        : new PairFactors(group.cutoff(), group.fc());
    }

    /** Starts with another neighbourhood; returns the most triples that there can be. */
    int begin(Neighborhood nb) {
        first.compute(nb, group.species1());
        if (second != first) {
            second.compute(nb, group.species2());
        }
        int columns = VectorMath.padded(second.size);
        if (thirdSide.length < first.size * VectorMath.LANES) {
            thirdSide = new double[2 * first.size * VectorMath.LANES];
        }
        int blocks = first.size * columns / VectorMath.LANES;
        if (choices.length < blocks) {
            choices = new int[blocks + blocks / 4];
        }
        return first.size * columns;
    }

    /** How many neighbours j form triples with the block of neighbours k from {@code n} on. */
    int lastRow(int n) {
        return second == first ? Math.min(first.size, n + VectorMath.LANES - 1) : first.size;
    }

    /** First neighbour j, and first neighbour k. */
    int firstJ() {
        return first.first;
    }

    int firstK() {
        return second.first;
    }

    /** Number of neighbours j, and of neighbours k. */
    int countJ() {
        return first.size;
    }

    int countK() {
        return second.size;
    }

    /**
     * r_jk^2 of each j with the block of neighbours k from {@code block} on, and who is near: into
     * the choices from {@code at} on.
     */
    void choose(Neighborhood nb, int block, int at) {
        int rows = lastRow(block);
        // in local variables: a vector store makes the compiler read fields again
        double[] dx = nb.dx;
        double[] dy = nb.dy;
        double[] dz = nb.dz;
        double[] r2 = nb.r2;
        double[] thirdSide = this.thirdSide;
        int[] choices = this.choices;
        int firstJ = first.first;
        int k = second.first + block;
        DoubleVector x = VectorMath.load(dx, k);
        DoubleVector y = VectorMath.load(dy, k);
        DoubleVector z = VectorMath.load(dz, k);
        double limit = group.closed() ? rc2 : Double.MAX_VALUE;
        // lanes of neighbours within the cutoff, and after j if both are of one species
        int valid = Lanes.below(VectorMath.load(r2, k), rc2);
        valid &= (1 << Math.min(VectorMath.LANES, second.size - block)) - 1;
        int diagonal = second == first ? block : Integer.MAX_VALUE;
        for (int a = 0; a < rows; a++) {
            DoubleVector ax = x.sub(dx[firstJ + a]);
            DoubleVector ay = y.sub(dy[firstJ + a]);
            DoubleVector az = z.sub(dz[firstJ + a]);
            DoubleVector u = ax.mul(ax).add(ay.mul(ay)).add(az.mul(az));
            u.intoArray(thirdSide, a * VectorMath.LANES);
            int after = -1 << Math.max(0, a + 1 - diagonal);
            int choice = Lanes.below(u, limit) & valid & after;
            choices[at + a] = r2[firstJ + a] < rc2 ? choice : 0;
        }
    }
}
