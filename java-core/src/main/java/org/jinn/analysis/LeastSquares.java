package org.jinn.analysis;

/**
 * Weighted linear least squares for a handful of parameters, by normal equations and Cholesky: the
 * callers scale their columns, so that the squared condition number does no harm.
 *
 * @param parameters the best parameters
 * @param covariance their covariance for unit variance of the weighted residuals, row by row
 * @param chiSquare sum of the squared weighted residuals
 */
record LeastSquares(double[] parameters, double[][] covariance, double chiSquare) {
    /**
     * Minimises sum_i w_i (y_i - sum_k rows[i][k] p_k)&sup2;.
     *
     * @param weights one a row: the inverse variances, or all 1
     * @throws IllegalArgumentException if the rows do not determine the parameters
     */
    static LeastSquares solve(double[][] rows, double[] y, double[] weights) {
        int n = rows[0].length;
        double[][] normal = new double[n][n];
        double[] right = new double[n];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < n; k++) {
                right[k] += weights[i] * rows[i][k] * y[i];
                for (int l = 0; l < n; l++) {
                    normal[k][l] += weights[i] * rows[i][k] * rows[i][l];
                }
            }
        }
        double[][] inverse = inverse(normal);
        double[] p = multiply(inverse, right);
        double chi = 0;
        for (int i = 0; i < rows.length; i++) {
            double residual = y[i] - dot(rows[i], p);
            chi += weights[i] * residual * residual;
        }
        return new LeastSquares(p, inverse, chi);
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static double[] multiply(double[][] matrix, double[] vector) {
        double[] out = new double[vector.length];
        for (int k = 0; k < out.length; k++) {
            out[k] = dot(matrix[k], vector);
        }
        return out;
    }

    /** Inverse of a symmetric positive definite matrix from its Cholesky factor. */
    private static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] factor = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                if (i != j) {
                    factor[i][j] = sum / factor[j][j];
                } else if (sum > 1e-13 * matrix[i][i]) {
                    factor[i][i] = Math.sqrt(sum);
                } else {
                    throw new IllegalArgumentException(
                            "the points must determine every parameter of the fit: parameters="
                                    + n
                                    + ", determined="
                                    + i);
                }
            }
        }
        double[][] inverse = new double[n][n];
        for (int column = 0; column < n; column++) {
            double[] x = new double[n];
            for (int i = 0; i < n; i++) {
                double sum = i == column ? 1 : 0;
                for (int k = 0; k < i; k++) {
                    sum -= factor[i][k] * x[k];
                }
                x[i] = sum / factor[i][i];
            }
            for (int i = n - 1; i >= 0; i--) {
                for (int k = i + 1; k < n; k++) {
                    x[i] -= factor[k][i] * x[k];
                }
                x[i] /= factor[i][i];
            }
            inverse[column] = x;
        }
        return inverse;
    }
}
