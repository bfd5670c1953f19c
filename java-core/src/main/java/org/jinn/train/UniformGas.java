package org.jinn.train;

import java.util.List;
import java.util.Map;
import org.jinn.descriptor.SymmetryFunction;
import org.jinn.descriptor.SymmetryFunction.Angular;
import org.jinn.descriptor.SymmetryFunction.G2;
import org.jinn.structure.Element;

/**
 * The value of a symmetry function in a gas without structure, of given density: what SIMPLE-NN's
 * scaling "uniform gas" divides by. With one neighbour at x and another at y it is the integral of
 * the function over x and y times their densities, ordered pairs counted, less the part where both
 * are the same atom.
 */
final class UniformGas {
    private static final int POINTS = 48;

    private final double[] node = new double[POINTS];
    private final double[] weight = new double[POINTS];

    UniformGas() {
        // Gauss-Legendre on (0, 1): roots by Newton's method
        for (int i = 0; i < POINTS; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (POINTS + 0.5));
            double slope = 1;
            for (int n = 0; n < 100; n++) {
                double p0 = 1;
                double p1 = x;
                for (int k = 2; k <= POINTS; k++) {
                    double p2 = ((2 * k - 1) * x * p1 - (k - 1) * p0) / k;
                    p0 = p1;
                    p1 = p2;
                }
                slope = POINTS * (x * p1 - p0) / (x * x - 1);
                double step = p1 / slope;
                x -= step;
                if (Math.abs(step) < 1e-15) {
                    break;
                }
            }
            node[i] = (1 - x) / 2;
            weight[i] = 1 / ((1 - x * x) * slope * slope);
        }
    }

    /**
     * The values of all functions.
     *
     * @param density atoms of each element per angstrom&sup3;
     */
    double[] values(List<SymmetryFunction> functions, Map<Element, Double> density) {
        double[] values = new double[functions.size()];
        for (int s = 0; s < values.length; s++) {
            if (functions.get(s) instanceof G2 g) {
                values[s] = density.get(g.neighbor()) * radial(g);
            } else if (functions.get(s) instanceof Angular g) {
                values[s] = density.get(g.neighbor1()) * density.get(g.neighbor2()) * angular(g);
            }
        }
        return values;
    }

    private double radial(G2 g) {
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            double r = g.cutoff() * node[i];
            double d = r - g.shift();
            sum += weight[i] * r * r * Math.exp(-g.eta() * d * d) * fc(r, g.cutoff());
        }
        return 4 * Math.PI * g.cutoff() * sum;
    }

    private double angular(Angular g) {
        boolean closed = g instanceof SymmetryFunction.G4;
        double rc = g.cutoff();
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            double r1 = rc * node[i];
            double w1 = weight[i] * r1 * r1 * fc(r1, rc);
            for (int j = 0; j < POINTS; j++) {
                double r2 = rc * node[j];
                double w2 = weight[j] * r2 * r2 * fc(r2, rc);
                for (int k = 0; k < POINTS; k++) {
                    double theta = Math.PI * node[k];
                    double cos = Math.cos(theta);
                    double u = r1 * r1 + r2 * r2 - 2 * r1 * r2 * cos;
                    double r3 = Math.sqrt(Math.max(0, u));
                    double f =
                            Math.pow(2, 1 - g.zeta())
                                    * Math.pow(Math.max(0, 1 + g.lambda() * cos), g.zeta())
                                    * Math.exp(-g.eta() * (r1 * r1 + r2 * r2 + (closed ? u : 0)));
                    sum += w1 * w2 * weight[k] * Math.sin(theta) * f * (closed ? fc(r3, rc) : 1);
                }
            }
        }
        double pairs = 2 * Math.PI * Math.PI * rc * rc * sum;
        double same = 0;
        for (int i = 0; g.lambda() == 1 && i < POINTS; i++) {
            double r = rc * node[i];
            same +=
                    weight[i]
                            * Math.pow(r, 4)
                            * 2
                            * Math.exp(-2 * g.eta() * r * r)
                            * fc(r, rc)
                            * fc(r, rc);
        }
        return 4 * Math.PI * (pairs - rc * same);
    }

    private static double fc(double r, double rc) {
        return r < rc ? 0.5 * (1 + Math.cos(Math.PI * r / rc)) : 0;
    }
}
