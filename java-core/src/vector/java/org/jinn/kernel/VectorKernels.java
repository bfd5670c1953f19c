package org.jinn.kernel;

/** The twins on the Vector API; found by name, since a JVM may be without that module. */
public final class VectorKernels implements Kernels {
    private final boolean mixed;

    /**
     * @param mixed angular sweeps in single precision
     */
    public VectorKernels(boolean mixed) {
        this.mixed = mixed;
    }

    @Override
    public SymmetryKernel symmetry(RadialGroup[] radial, AngularGroup[] angular) {
        return new VectorKernel(radial, angular, mixed ? MixedAngular::new : VectorAngular::new);
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
        return mixed ? "vector kernels in mixed precision" : "vector kernels";
    }
}
