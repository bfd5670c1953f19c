package org.jinn.analysis;

import java.util.Arrays;
import java.util.List;
import org.jinn.structure.Units;

/**
 * The isothermal bulk modulus B = -V dP/dV from mean volumes at several pressures: Murnaghan's
 * equation ln V = ln V0 - ln(1 + B0' P / B0) / B0' (Proc. Natl. Acad. Sci. 30, 244 (1944),
 * doi:10.1073/pnas.30.9.244), fitted with the inverse variances of the volumes as weights.
 *
 * @param volume V0 at zero pressure in the unit of the volumes given
 * @param volumeError standard error of V0
 * @param bulkModulus B0 at zero pressure in GPa
 * @param bulkModulusError standard error of B0 in GPa
 * @param derivative B0'; 4 if there are too few points to fit it
 * @param derivativeError standard error of B0'; 0 if it was not fitted
 * @param reducedChiSquare chi&sup2; per degree of freedom, about 1 if error bars and curve are
 *     right; NaN if there is none
 * @param points what was fitted
 */
public record PressureVolume(
        double volume,
        double volumeError,
        double bulkModulus,
        double bulkModulusError,
        double derivative,
        double derivativeError,
        double reducedChiSquare,
        List<Point> points) {
    private static final int FREE_DERIVATIVE = 4;
    private static final double USUAL_DERIVATIVE = 4;

    /**
     * The mean volume at a pressure.
     *
     * @param pressure GPa
     * @param volume angstrom&sup3;/atom, or of the cell: the fit does not mind
     * @param error standard error of the volume; 0 or NaN if it is not known
     */
    public record Point(double pressure, double volume, double error) {
        /**
         * The mean volume per atom in a file of {@code fix ave/time} with columns v_volume
         * (angstrom&sup3;), v_target (the pressure set, bar) and v_atoms.
         */
        public static Point of(ColumnFile columns) {
            return of(columns, volume(columns));
        }

        /** The same, where {@link #volume} is known. */
        public static Point of(ColumnFile columns, BlockAverage mean) {
            return new Point(
                    columns.column("v_target")[0] / Units.GPA_IN_BAR, mean.mean(), mean.error());
        }

        /**
         * The volume per atom in such a file, and whether the run was long enough for its error
         * bar.
         */
        public static BlockAverage volume(ColumnFile columns) {
            double atoms = columns.column("v_atoms")[0];
            return BlockAverage.of(
                    Arrays.stream(columns.column("v_volume")).map(v -> v / atoms).toArray());
        }
    }

    public PressureVolume {
        points = List.copyOf(points);
    }

    /**
     * Fits the curve. With two or three points B0' is held at 4, with more it is fitted. If one
     * error is not known all points weigh the same. Error bars grow with the square root of
     * chi&sup2; per degree of freedom where that is above 1 or the weights are not known.
     *
     * @throws IllegalArgumentException if there are fewer than two distinct pressures
     */
    public static PressureVolume fit(List<Point> points) {
        if (points.stream().mapToDouble(Point::pressure).distinct().count() < 2) {
            throw new IllegalArgumentException(
                    "a bulk modulus needs two pressures: points=" + points.size());
        }
        int n = points.size();
        boolean free =
                points.stream().mapToDouble(Point::pressure).distinct().count() >= FREE_DERIVATIVE;
        boolean weighted = points.stream().allMatch(p -> p.error() > 0);
        double[] weights =
                points.stream()
                        .mapToDouble(p -> weighted ? Math.pow(p.volume() / p.error(), 2) : 1)
                        .toArray();
        // unknowns ln V0, k = 1/B0 and c = B0' k: smooth in all of them around c = 0
        double[] q = start(points, weights);
        LeastSquares step = null;
        for (int iteration = 0; iteration < 50; iteration++) {
            step = improve(points, weights, q, free);
            for (int k = 0; k < step.parameters().length; k++) {
                q[k] += step.parameters()[k];
            }
            if (!free) {
                q[2] = USUAL_DERIVATIVE * q[1];
            }
        }
        int freedom = n - (free ? 3 : 2);
        double reduced = freedom > 0 ? step.chiSquare() / freedom : Double.NaN;
        double scale = weighted ? Math.max(1, freedom > 0 ? reduced : 1) : reduced;
        double[][] cov = step.covariance();
        double b = 1 / q[1];
        double v = Math.exp(q[0]);
        double derivative = q[2] * b;
        double derivativeVariance =
                free
                        ? cov[2][2]
                                - 2 * derivative * cov[1][2]
                                + derivative * derivative * cov[1][1]
                        : 0;
        return new PressureVolume(
                v,
                v * Math.sqrt(scale * cov[0][0]),
                b,
                b * b * Math.sqrt(scale * cov[1][1]),
                derivative,
                free ? b * Math.sqrt(scale * derivativeVariance) : 0,
                weighted ? reduced : Double.NaN,
                points);
    }

    /** The fitted volume at a pressure in GPa. */
    public double volume(double pressure) {
        double c = derivative / bulkModulus;
        return volume * Math.exp(-logarithm(c, pressure) / bulkModulus);
    }

    /** A straight line through ln V. */
    private static double[] start(List<Point> points, double[] weights) {
        double[][] rows = new double[points.size()][];
        double[] y = new double[points.size()];
        for (int i = 0; i < y.length; i++) {
            rows[i] = new double[] {1, -points.get(i).pressure()};
            y[i] = Math.log(points.get(i).volume());
        }
        double[] line = LeastSquares.solve(rows, y, weights).parameters();
        if (!(line[1] > 0)) {
            throw new IllegalArgumentException(
                    "volumes must fall with the pressure: d(ln V)/dP=" + -line[1]);
        }
        return new double[] {line[0], line[1], USUAL_DERIVATIVE * line[1]};
    }

    /** One step of Gauss and Newton: the change of the unknowns. */
    private static LeastSquares improve(
            List<Point> points, double[] weights, double[] q, boolean free) {
        double[][] rows = new double[points.size()][];
        double[] residuals = new double[points.size()];
        for (int i = 0; i < rows.length; i++) {
            double p = points.get(i).pressure();
            double log = logarithm(q[2], p);
            double h = 1e-6;
            double slope = (logarithm(q[2] + h, p) - logarithm(q[2] - h, p)) / (2 * h);
            rows[i] =
                    free
                            ? new double[] {1, -log, -q[1] * slope}
                            : new double[] {1, -log - q[1] * slope * USUAL_DERIVATIVE};
            residuals[i] = Math.log(points.get(i).volume()) - q[0] + q[1] * log;
        }
        return LeastSquares.solve(rows, residuals, weights);
    }

    /** ln(1 + c P) / c, which is P for c = 0; the points must lie where the logarithm exists. */
    private static double logarithm(double c, double p) {
        double z = c * p;
        if (!(z > -1)) {
            throw new IllegalArgumentException(
                    "the pressure must be above the spinodal of murnaghan's curve: pressure=" + p);
        }
        return Math.abs(z) < 1e-8 ? p * (1 - z / 2) : Math.log1p(z) / c;
    }
}
