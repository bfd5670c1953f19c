package org.jinn.kernel;

import java.util.Locale;

/**
 * Functions fc(r) that take a neighbour's part smoothly to zero at the cutoff rc; x = r/rc. For r
 * &lt; rc.
 */
public enum CutoffFunction {
    /** (1 + cos(pi x))/2: Behler, J. Chem. Phys. 134, 074106 (2011), equation 4; SIMPLE-NN's. */
    COSINE {
        @Override
        double value(double r, double rc) {
            return 0.5 * (1 + Math.cos(Math.PI * r / rc));
        }

        @Override
        double slope(double r, double rc) {
            return -0.5 * Math.PI / rc * Math.sin(Math.PI * r / rc);
        }
    },
    /** tanh^3(1 - x): equation 5 there; 2 of n2p2 and RuNNer. */
    TANH3 {
        @Override
        double value(double r, double rc) {
            double t = Math.tanh(1 - r / rc);
            return t * t * t;
        }

        @Override
        double slope(double r, double rc) {
            double t = Math.tanh(1 - r / rc);
            return -3 * t * t * (1 - t * t) / rc;
        }
    },
    /**
     * 1 - 10 x^3 + 15 x^4 - 6 x^5, whose second derivative is continuous, too: Singraber et al., J.
     * Chem. Theory Comput. 15, 1827 (2019); 6 of n2p2.
     */
    POLY2 {
        @Override
        double value(double r, double rc) {
            double x = r / rc;
            return 1 + x * x * x * (-10 + x * (15 - 6 * x));
        }

        @Override
        double slope(double r, double rc) {
            double x = r / rc;
            return -30 * x * x * (1 - x) * (1 - x) / rc;
        }
    };

    abstract double value(double r, double rc);

    /** dfc/dr, 1/angstrom. */
    abstract double slope(double r, double rc);

    /** The name in texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
