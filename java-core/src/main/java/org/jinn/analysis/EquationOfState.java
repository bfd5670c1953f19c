package org.jinn.analysis;

import java.util.Arrays;
import org.jinn.structure.Units;

/**
 * Energy as a function of volume: the third-order equation of Birch and Murnaghan (Birch, Phys.
 * Rev. 71, 809 (1947), doi:10.1103/PhysRev.71.809), fitted to a volume scan.
 *
 * <p>The equation is a cubic polynomial in x = V^(-2/3), so the fit is linear and has one solution.
 * Energies and volumes are per atom throughout.
 *
 * @param energy E0, the energy of the minimum in eV/atom
 * @param volume V0, the volume of the minimum in angstrom&sup3;/atom
 * @param bulkModulus B0 = V d&sup2;E/dV&sup2; at V0 in GPa
 * @param derivative B0', the pressure derivative of the bulk modulus, without a unit
 * @param errors standard errors of the four values before, from the scatter of the points about the
 *     curve; NaN for four points, which the curve meets exactly
 * @param rms root mean square of the residuals in meV/atom
 */
public record EquationOfState(
        double energy,
        double volume,
        double bulkModulus,
        double derivative,
        double[] errors,
        double rms) {
    private static final int PARAMETERS = 4;

    /**
     * Fits the curve to at least four points.
     *
     * @param volumes angstrom&sup3;/atom
     * @param energies eV/atom
     * @throws IllegalArgumentException if there are fewer than four distinct volumes, or the curve
     *     has no minimum within or close to them
     */
    public static EquationOfState fit(double[] volumes, double[] energies) {
        int n = volumes.length;
        if (n != energies.length || Arrays.stream(volumes).distinct().count() < PARAMETERS) {
            throw new IllegalArgumentException(
                    "an equation of state needs four volumes with an energy each: volumes="
                            + n
                            + ", energies="
                            + energies.length);
        }
        Scale scale = Scale.of(volumes);
        double[][] rows = new double[n][];
        double[] shifted = new double[n];
        for (int i = 0; i < n; i++) {
            rows[i] = powers(scale.u(volumes[i]));
            shifted[i] = energies[i] - energies[0]; // keeps the digits that matter
        }
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        LeastSquares fit = LeastSquares.solve(rows, shifted, ones);
        double[] best = scale.physical(fit.parameters());
        double variance = n > PARAMETERS ? fit.chiSquare() / (n - PARAMETERS) : Double.NaN;
        return new EquationOfState(
                best[0] + energies[0],
                best[1],
                best[2],
                best[3],
                errors(scale, fit, variance),
                1000 * Math.sqrt(fit.chiSquare() / n));
    }

    /** Energy in eV/atom at a volume in angstrom&sup3;/atom. */
    public double energy(double v) {
        double b = bulkModulus / Units.EV_PER_A3_IN_GPA;
        double f = Math.pow(volume / v, 2.0 / 3) - 1;
        return energy + 9 * volume * b / 16 * f * f * (2 + (derivative - 4) * f);
    }

    /** Edge in angstrom of a cubic cell of {@code atoms} atoms at V0 (diamond structure: 8). */
    public double latticeConstant(int atoms) {
        return Math.cbrt(atoms * volume);
    }

    /** Propagates the covariance of the polynomial to the physical values. */
    private static double[] errors(Scale scale, LeastSquares fit, double variance) {
        double[][] jacobian = new double[PARAMETERS][PARAMETERS];
        double size = Math.abs(fit.parameters()[2]);
        for (int k = 0; k < PARAMETERS; k++) {
            double[] up = fit.parameters().clone();
            double[] down = fit.parameters().clone();
            double h = 1e-5 * size;
            up[k] += h;
            down[k] -= h;
            double[] high = scale.physical(up);
            double[] low = scale.physical(down);
            for (int i = 0; i < PARAMETERS; i++) {
                jacobian[i][k] = (high[i] - low[i]) / (2 * h);
            }
        }
        double[] errors = new double[PARAMETERS];
        for (int i = 0; i < PARAMETERS; i++) {
            double sum = 0;
            for (int k = 0; k < PARAMETERS; k++) {
                sum += jacobian[i][k] * LeastSquares.dot(fit.covariance()[k], jacobian[i]);
            }
            errors[i] = Math.sqrt(variance * sum);
        }
        return errors;
    }

    private static double[] powers(double u) {
        return new double[] {1, u, u * u, u * u * u};
    }

    /** x = V^(-2/3) mapped to u in [-1, 1], where powers are well conditioned. */
    private record Scale(double middle, double half) {
        static Scale of(double[] volumes) {
            double low = x(Arrays.stream(volumes).max().orElseThrow());
            double high = x(Arrays.stream(volumes).min().orElseThrow());
            if (!(low > 0) || !(high < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("volumes must be positive and finite");
            }
            return new Scale(0.5 * (low + high), 0.5 * (high - low));
        }

        static double x(double volume) {
            return Math.pow(volume, -2.0 / 3);
        }

        double u(double volume) {
            return (x(volume) - middle) / half;
        }

        /** E0, V0, B0 (GPa) and B0' of the polynomial c in u: exact, from dE/dx = 0. */
        double[] physical(double[] c) {
            double root = Math.sqrt(c[2] * c[2] - 3 * c[1] * c[3]);
            // this form of the root with positive curvature holds for c[3] = 0 too
            double u = -c[1] / (c[2] + root);
            if (!(c[2] + root > 0) || !(Math.abs(u) < 2)) {
                throw new IllegalArgumentException(
                        "the volumes must enclose the minimum of the energy: minimum not found");
            }
            double energy = LeastSquares.dot(c, powers(u));
            double x = middle + half * u;
            double second = (2 * c[2] + 6 * c[3] * u) / (half * half);
            double third = 6 * c[3] / (half * half * half);
            double volume = Math.pow(x, -1.5);
            double b = 4.0 / 9 * Math.pow(volume, -7.0 / 3) * second;
            return new double[] {
                energy, volume, b * Units.EV_PER_A3_IN_GPA, 4 + 2.0 / 3 * x * third / second
            };
        }
    }
}
