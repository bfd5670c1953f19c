package org.jinn.train;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.jinn.descriptor.SymmetryFunction;
import org.jinn.kernel.DenseKernel;
import org.jinn.kernel.Kernels;
import org.jinn.potential.TrainingRange;

/**
 * From descriptor values to the inputs of the trained network: scaling, then principal components
 * (a linear map that the finished potential carries as its first layer).
 *
 * @param centre subtracted from each function
 * @param width divides each function
 * @param rows principal components of scaled functions, row-major, one row per input; {@code null}
 *     without PCA
 * @param bias added to each input; {@code null} without PCA
 * @param map dz/dG
 */
record Preprocessing(
        double[] centre, double[] width, double[] rows, double[] bias, DenseKernel map) {

    static Preprocessing of(double[] centre, double[] width, double[] rows, double[] bias) {
        int n = centre.length;
        double[] map = rows == null ? new double[n * n] : rows.clone();
        for (int k = 0; k < n; k++) {
            if (rows == null) {
                map[k * n + k] = 1;
            }
            for (int s = 0; s < n; s++) {
                map[k * n + s] /= width[s];
            }
        }
        return new Preprocessing(
                centre, width, rows, bias, Kernels.best().dense(map, new double[n]));
    }

    /**
     * Fits to the values of the training atoms of one element.
     *
     * @param functions their names, so to speak: what the values are of
     */
    static Preprocessing fit(
            List<double[]> values, List<SymmetryFunction> functions, TrainInput.Scaling scaling) {
        int n = values.get(0).length;
        double[] centre = new double[n];
        double[] width = new double[n];
        switch (scaling.type()) {
            case MINMAX -> range(values, centre, width);
            case MEANSTD -> moments(values, centre, width);
            case UNIFORM_GAS -> {
                moments(values, centre, width);
                width = new UniformGas().values(functions, scaling.density());
            }
        }
        for (int s = 0; s < n && scaling.type() != TrainInput.ScaleType.UNIFORM_GAS; s++) {
            width[s] /= scaling.width();
        }
        for (int s = 0; s < n; s++) {
            // a function that never changes says nothing: keep it, unscaled, at zero
            if (!(width[s] > 1e-12)) {
                width[s] = 1;
            }
        }
        return scaling.pca()
                ? components(values, centre, width, scaling)
                : of(centre, width, null, null);
    }

    private static void range(List<double[]> values, double[] centre, double[] width) {
        TrainingRange range = TrainingRange.of(values);
        for (int s = 0; s < centre.length; s++) {
            centre[s] = (range.high()[s] + range.low()[s]) / 2;
            width[s] = (range.high()[s] - range.low()[s]) / 2;
        }
    }

    /** Mean and standard deviation. */
    private static void moments(List<double[]> values, double[] centre, double[] width) {
        int n = centre.length;
        for (double[] g : values) {
            for (int s = 0; s < n; s++) {
                centre[s] += g[s] / values.size();
            }
        }
        for (double[] g : values) {
            for (int s = 0; s < n; s++) {
                width[s] += (g[s] - centre[s]) * (g[s] - centre[s]) / values.size();
            }
        }
        for (int s = 0; s < n; s++) {
            width[s] = Math.sqrt(width[s]);
        }
    }

    private static Preprocessing components(
            List<double[]> values, double[] centre, double[] width, TrainInput.Scaling scaling) {
        int n = centre.length;
        double[] mean = new double[n];
        for (double[] g : values) {
            for (int s = 0; s < n; s++) {
                mean[s] += (g[s] - centre[s]) / width[s] / values.size();
            }
        }
        DMatrixRMaj covariance = new DMatrixRMaj(n, n);
        DMatrixRMaj row = new DMatrixRMaj(n, 1);
        for (double[] g : values) {
            for (int s = 0; s < n; s++) {
                row.data[s] = (g[s] - centre[s]) / width[s] - mean[s];
            }
            CommonOps_DDRM.multAddTransB(1.0 / values.size(), row, row, covariance);
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eigen.decompose(covariance)) {
            throw new IllegalStateException("the covariance of the descriptors has no eigenvalues");
        }
        double[] rows = new double[n * n];
        double[] bias = new double[n];
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                (a, b) -> Double.compare(eigen.getEigenvalue(b).real, eigen.getEigenvalue(a).real));
        for (int k = 0; k < n; k++) {
            double variance = Math.max(0, eigen.getEigenvalue(order[k]).real);
            double scale = scaling.whiten() ? 1 / Math.sqrt(variance + scaling.whitenFloor()) : 1;
            double[] vector = eigen.getEigenVector(order[k]).data;
            for (int s = 0; s < n; s++) {
                rows[k * n + s] = vector[s] * scale;
                bias[k] -= rows[k * n + s] * mean[s];
            }
        }
        return of(centre, width, rows, bias);
    }

    /** Number of functions, and of inputs. */
    int size() {
        return centre.length;
    }

    /** Scaled descriptor values. */
    double[] scaled(double[] g) {
        double[] scaled = new double[size()];
        for (int s = 0; s < scaled.length; s++) {
            scaled[s] = (g[s] - centre[s]) / width[s];
        }
        return scaled;
    }

    /** Network inputs of descriptor values. */
    double[] apply(double[] g) {
        int n = size();
        double[] scaled = scaled(g);
        if (rows == null) {
            return scaled;
        }
        double[] z = bias.clone();
        for (int k = 0; k < n; k++) {
            for (int s = 0; s < n; s++) {
                z[k] += rows[k * n + s] * scaled[s];
            }
        }
        return z;
    }
}
