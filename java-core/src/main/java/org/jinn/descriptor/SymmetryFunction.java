package org.jinn.descriptor;

import org.jinn.structure.Element;

/** One symmetry function; equations in {@link org.jinn.kernel.ScalarKernel}. */
public sealed interface SymmetryFunction {
    /** rc in angstrom. */
    double cutoff();

    /** eta in 1/angstrom&sup2;. */
    double eta();

    /** A function of pairs of neighbours and the angle between them. */
    sealed interface Angular extends SymmetryFunction {
        /** Element of j. */
        Element neighbor1();

        /** Element of k. */
        Element neighbor2();

        double zeta();

        double lambda();
    }

    /**
     * Radial: sum_j exp(-eta (r_ij - Rs)^2) fc(r_ij).
     *
     * @param neighbor element of j
     * @param shift Rs in angstrom
     */
    record G2(Element neighbor, double cutoff, double eta, double shift)
            implements SymmetryFunction {
        public G2 {
            check(cutoff, eta);
            if (!Double.isFinite(shift)) {
                throw new IllegalArgumentException("Rs must be finite: Rs=" + shift);
            }
        }
    }

    /**
     * Angular, closed: the distance between the two neighbours counts.
     *
     * @param neighbor1 element of j
     * @param neighbor2 element of k
     */
    record G4(
            Element neighbor1,
            Element neighbor2,
            double cutoff,
            double eta,
            double zeta,
            double lambda)
            implements Angular {
        public G4 {
            check(cutoff, eta);
            checkAngle(zeta, lambda);
        }
    }

    /** Angular, open: the distance between the two neighbours does not count. */
    record G5(
            Element neighbor1,
            Element neighbor2,
            double cutoff,
            double eta,
            double zeta,
            double lambda)
            implements Angular {
        public G5 {
            check(cutoff, eta);
            checkAngle(zeta, lambda);
        }
    }

    private static void check(double cutoff, double eta) {
        if (!(cutoff > 0 && cutoff < 1000)) {
            throw new IllegalArgumentException(
                    "the cutoff must be positive and below 1000 angstrom: rc=" + cutoff);
        }
        if (!(eta >= 0 && eta < 1e6)) {
            throw new IllegalArgumentException("eta must not be negative: eta=" + eta);
        }
    }

    private static void checkAngle(double zeta, double lambda) {
        if (!(zeta >= 1 && zeta <= 1024)) {
            throw new IllegalArgumentException("zeta must lie in 1 to 1024: zeta=" + zeta);
        }
        if (!(Math.abs(lambda) <= 1)) {
            throw new IllegalArgumentException("lambda must lie in -1 to 1: lambda=" + lambda);
        }
    }
}
