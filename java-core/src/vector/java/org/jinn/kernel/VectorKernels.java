package org.jinn.kernel;

import java.util.Arrays;

/** The twins on the Vector API; found by name, since a JVM may be without that module. */
public final class VectorKernels implements Kernels {
    private final boolean mixed;

    /**
     * @param mixed angular sweeps in single precision
     */
    public VectorKernels(boolean mixed) {
        this.mixed = mixed;
    }

    /** Single precision knows the cosine cutoff alone; what has another one stays double. */
    @Override
    public SymmetryKernel symmetry(RadialGroup[] radial, AngularGroup[] angular) {
        boolean cosine = Arrays.stream(angular).allMatch(g -> g.fc() == CutoffFunction.COSINE);
        return new VectorKernel(
                radial, angular, mixed && cosine ? MixedAngular::new : VectorAngular::new);
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
