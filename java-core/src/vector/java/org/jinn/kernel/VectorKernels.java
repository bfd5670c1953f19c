package org.jinn.kernel;

/** The twins on the Vector API; found by name, since a JVM may be without that module. */
public final class VectorKernels implements Kernels {
    @Override
    public SymmetryKernel symmetry(RadialGroup[] radial, AngularGroup[] angular) {
        return new VectorKernel(radial, angular);
    }

    @Override
    public DenseKernel dense(double[] weights, double[] bias) {
        return new VectorDense(weights, bias);
    }

    @Override
    public MatrixKernel matrix() {
        return new VectorMatrix();
    }

    @Override
    public String description() {
        return "vector kernels";
    }
}
