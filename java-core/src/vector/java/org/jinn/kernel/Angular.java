package org.jinn.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntToDoubleFunction;

/**
 * Angular functions of one group. G[a][l] = sum_t W E_a p_l is a small matrix product over the
 * triples t; its reverse needs Q = sum E_a c_al p_l, R = sum eta_a E_a c_al p_l and D = sum E_a
 * c_al dp_l/dcos per triple. Both run in tiles of three eta by four (lambda, zeta), whose sums and
 * coefficients stay in registers.
 *
 * <p>Here is the order of work; as in {@link Powers}, the sweeps are made in one precision or the
 * other.
 */
abstract class Angular {
    static final int ETAS = 3;
    static final int PAIRS = 4;

    final AngularGroup group;

    /** Numbers of rows E_a and p_l, rounded up to whole tiles. */
    final int etas;

    final int pairs;

    /** eta, padded to whole tiles with zeros; coefficients c_al likewise. */
    final double[] eta;

    final double[] c;

    /** Results of the matrix product. */
    final double[] sums;

    Angular(AngularGroup group) {
        this.group = group;
        etas = (group.eta().length + ETAS - 1) / ETAS * ETAS;
        pairs = (group.lambda().length + PAIRS - 1) / PAIRS * PAIRS;
        eta = Arrays.copyOf(group.eta(), etas);
        c = new double[etas * pairs];
        sums = new double[etas * pairs];
    }

    abstract void values(Neighborhood nb, double[] g);

    abstract void pullBack(Neighborhood nb, double[] coefficients);

    abstract void pushForward(Neighborhood nb, double[] gdot);

    /** E_a = exp(-eta_a S) of every triple into row a. */
    abstract Sweep exponentials(int a);

    /** Row {@code from} of eta to row a of 2 eta. */
    abstract Sweep squareExponentials(int from, int a);

    /** sums[a..a+2][l..l+3] = sum_t W E_a p_l. */
    abstract Sweep multiply(int a, int l);

    /** Q += E_a c_al p_l and R += eta_a E_a c_al p_l over one tile. */
    abstract Sweep reverseValues(int a, int l);

    /** D += E_a c_al dp_l over one tile. */
    abstract Sweep reverseSlopes(int a, int l);

    /**
     * Per triple, with A_j = dE/du_ij + dE/du_jk but for its part along cos theta, B = dE/du_jk and
     * H = W D cos theta: 2 A_j - H/r_ij^2, 2 A_k - H/r_ik^2 and -2 B.
     */
    abstract Sweep bySides();

    /** The exponentials and powers of all triples. */
    final Sweep[] forward(Powers powers) {
        List<Sweep> sweeps = new ArrayList<>();
        for (int a = 0; a < group.eta().length; a++) {
            int half = halfOf(a);
            sweeps.add(half >= 0 ? squareExponentials(half, a) : exponentials(a));
        }
        powers.addTo(sweeps);
        return sweeps.toArray(Sweep[]::new);
    }

    final Sweep[] product() {
        List<Sweep> sweeps = new ArrayList<>();
        forEachTile((a, l) -> sweeps.add(multiply(a, l)));
        return sweeps.toArray(Sweep[]::new);
    }

    final Sweep[] backward() {
        List<Sweep> sweeps = new ArrayList<>();
        forEachTile(
                (a, l) -> {
                    sweeps.add(reverseValues(a, l));
                    sweeps.add(reverseSlopes(a, l));
                });
        sweeps.add(bySides());
        return sweeps.toArray(Sweep[]::new);
    }

    private void forEachTile(BiConsumer<Integer, Integer> work) {
        for (int a = 0; a < etas; a += ETAS) {
            for (int l = 0; l < pairs; l += PAIRS) {
                work.accept(a, l);
            }
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

    /** g_al += scale_a sums_al. */
    final void addSums(double[] g, IntToDoubleFunction scale) {
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

    /** c_al from one coefficient per function. */
    final void setCoefficients(double[] coefficients) {
        for (int a = 0; a < group.eta().length; a++) {
            for (int l = 0; l < group.lambda().length; l++) {
                int s = group.index()[a * group.lambda().length + l];
                c[a * pairs + l] = s >= 0 ? coefficients[s] : 0;
            }
        }
    }
}
