package org.jinn.kernel;

/** The twins in plain Java. */
final class ScalarKernels implements Kernels {
    @Override
    public SymmetryKernel symmetry(RadialGroup[] radial, AngularGroup[] angular) {
        return new ScalarKernel(radial, angular);
    }

    @Override
    public DenseKernel dense(double[] weights, double[] bias) {
        return new ScalarDense(weights, bias);
    }

    @Override
    public MatrixKernel matrix() {
        return new ScalarMatrix();
    }

    @Override
    public String description() {
        return "scalar kernels (slow; start Java with --add-modules jdk.incubator.vector)";
    }
}
