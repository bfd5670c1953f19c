package org.jinn.study;

import java.util.ArrayList;
import java.util.List;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.descriptor.SymmetryFunction;
import org.jinn.descriptor.SymmetryFunction.G2;
import org.jinn.descriptor.SymmetryFunction.G4;
import org.jinn.structure.Element;

/**
 * The symmetry functions that a recommendation chooses from: for every neighbour element radial
 * ones about the centre and in shells (Rs > 0), for every pair of elements angular ones. Lengths go
 * with the cutoff.
 */
final class FunctionPool {
    /** Widths of Gaussians about the centre, as parts of the cutoff. */
    private static final double[] CENTRED = {1.6, 0.8, 0.55, 0.4, 0.3, 0.22, 0.16, 0.11};

    /** Numbers of shells between a fifth of the cutoff and the cutoff; each as wide as apart. */
    private static final int[] SHELLS = {8, 16};

    /** Widths of the Gaussians of angular functions, as parts of the cutoff. */
    private static final double[] ANGULAR = {6, 0.66, 0.375, 0.25, 0.18, 0.134};

    private static final double[] ZETA = {1, 2, 4, 8, 16};

    private FunctionPool() {}

    /** All candidates for one element. */
    static DescriptorSet of(List<Element> neighbors, double cutoff) {
        List<SymmetryFunction> out = new ArrayList<>();
        for (Element neighbor : neighbors) {
            for (double width : CENTRED) {
                out.add(new G2(neighbor, cutoff, eta(width * cutoff), 0));
            }
            for (int shells : SHELLS) {
                double apart = 0.8 * cutoff / shells;
                for (int n = 0; n < shells; n++) {
                    double shift = round(0.2 * cutoff + n * apart);
                    out.add(new G2(neighbor, cutoff, eta(apart), shift));
                }
            }
        }
        for (int a = 0; a < neighbors.size(); a++) {
            for (int b = a; b < neighbors.size(); b++) {
                for (double width : ANGULAR) {
                    for (double zeta : ZETA) {
                        for (int lambda = -1; lambda <= 1; lambda += 2) {
                            out.add(
                                    new G4(
                                            neighbors.get(a),
                                            neighbors.get(b),
                                            cutoff,
                                            eta(width * cutoff),
                                            zeta,
                                            lambda));
                        }
                    }
                }
            }
        }
        return new DescriptorSet(out);
    }

    /** exp(-eta r^2) = exp(-r^2 / (2 width^2)). */
    private static double eta(double width) {
        return round(0.5 / (width * width));
    }

    private static double round(double v) {
        return new java.math.BigDecimal(v).round(new java.math.MathContext(5)).doubleValue();
    }
}
