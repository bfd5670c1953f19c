package org.jinn.analysis;

import org.ejml.simple.SimpleMatrix;
import org.ejml.simple.SimpleSVD;

/**
 * Weighted linear least squares for a handful of parameters, by singular values.
 *
 * @param parameters the best parameters
 * @param covariance their covariance for unit variance of the weighted residuals, row by row
 * @param chiSquare sum of the squared weighted residuals
 */
record LeastSquares(double[] parameters, double[][] covariance, double chiSquare) {
    /** Least singular value, columns of norm 1, of rows that still tell their parameters apart. */
    private static final double INDEPENDENT = 3.2e-7;

    /**
     * Minimises sum_i w_i (y_i - sum_k rows[i][k] p_k)&sup2;.
     *
     * @param weights one a row: the inverse variances, or all 1
     * @throws IllegalArgumentException if the rows do not determine the parameters
     */
    static LeastSquares solve(double[][] rows, double[] y, double[] weights) {
        int parameters = rows[0].length;
        SimpleMatrix a = new SimpleMatrix(rows);
        SimpleMatrix b = new SimpleMatrix(y);
        for (int i = 0; i < rows.length; i++) {
            double w = Math.sqrt(weights[i]);
            a.setRow(i, a.getRow(i).scale(w));
            b.set(i, w * y[i]);
        }
        SimpleMatrix unit = SimpleMatrix.identity(parameters);
        for (int k = 0; k < parameters; k++) {
            double norm = a.getColumn(k).normF();
            if (rows.length < parameters || !(norm > 0 && norm < Double.POSITIVE_INFINITY)) {
                throw undetermined(rows.length, parameters);
            }
            unit.set(k, k, 1 / norm); // columns of norm 1, whatever the units of the parameters
        }
        SimpleSVD<SimpleMatrix> svd = a.mult(unit).svd(true);
        if (!(svd.getSingleValue(parameters - 1) > INDEPENDENT)) {
            throw undetermined(rows.length, parameters);
        }
        SimpleMatrix root = unit.mult(svd.getV()).mult(svd.getW().invert());
        SimpleMatrix p = root.mult(svd.getU().transpose()).mult(b);
        double residual = b.minus(a.mult(p)).normF();
        return new LeastSquares(
                p.getDDRM().getData(), root.mult(root.transpose()).toArray2(), residual * residual);
    }

    private static IllegalArgumentException undetermined(int points, int parameters) {
        return new IllegalArgumentException(
                "the points must determine every parameter of the fit: points="
                        + points
                        + ", parameters="
                        + parameters);
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
