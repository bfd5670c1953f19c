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

    /** The vector kernels are built around the cosine; what has another cutoff is slower. */
    @Override
    public SymmetryKernel symmetry(RadialGroup[] radial, AngularGroup[] angular) {
        if (Arrays.stream(radial).anyMatch(g -> g.fc() != CutoffFunction.COSINE)
                || Arrays.stream(angular).anyMatch(g -> g.fc() != CutoffFunction.COSINE)) {
            return new ScalarKernel(radial, angular);
        }
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
