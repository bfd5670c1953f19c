package org.jinn.kernel;

/** Makes kernels: one implementation for each of the twins. */
public interface Kernels {
    /** A kernel for the functions of these groups, for one thread. */
    SymmetryKernel symmetry(RadialGroup[] radial, AngularGroup[] angular);

    /**
     * One fully connected layer.
     *
     * @param weights one row per output
     * @param bias one per output
     */
    DenseKernel dense(double[] weights, double[] bias);

    /** Products with matrices, for one thread. */
    MatrixKernel matrix();

    /** Which twin this is, in words for a log. */
    String description();

    /** The specification, in plain Java. */
    static Kernels scalar() {
        return new ScalarKernels();
    }

    /** A fast twin for a program that has just started and wants its first forces soon. */
    static Kernels fromCold(Kernels fast) {
        Kernels plain = scalar();
        return new Kernels() {
            @Override
            public SymmetryKernel symmetry(RadialGroup[] radial, AngularGroup[] angular) {
                return new WarmingKernel(
                        plain.symmetry(radial, angular), fast.symmetry(radial, angular));
            }

            @Override
            public DenseKernel dense(double[] weights, double[] bias) {
                return fast.dense(weights, bias);
            }

            @Override
            public MatrixKernel matrix() {
                return fast.matrix();
            }

            @Override
            public String description() {
                return fast.description();
            }
        };
    }

    /**
     * The fast twin where the JVM was started with {@code --add-modules jdk.incubator.vector}, else
     * the scalar one; {@code -Djinn.scalar=true} asks for the latter.
     */
    static Kernels best() {
        return vector(false);
    }

    /**
     * Like {@link #best}, but where that is the fast twin, its angular functions are single
     * precision from the factors of a triple on: results are good to some 1e-6 of the size of their
     * terms. Positions, the choice of triples, radial functions and sums over neighbours stay
     * double, and so does {@link SymmetryKernel#pushForward}.
     */
    static Kernels mixed() {
        return vector(true);
    }

    private static Kernels vector(boolean mixed) {
        if (Boolean.getBoolean("jinn.scalar")
                || ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return scalar();
        }
        try {
            return Class.forName("org.jinn.kernel.VectorKernels")
                    .asSubclass(Kernels.class)
                    .getConstructor(boolean.class)
                    .newInstance(mixed);
        } catch (ReflectiveOperationException e) {
            return scalar();
        }
    }
}
