package org.jinn.kernel;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

/**
 * Chooses between the twins at run time: the one on the Vector API where the JVM was started with
 * {@code --add-modules jdk.incubator.vector}, else the scalar one.
 */
public final class Kernels {
    private static final Constructor<? extends SymmetryKernel> FAST = find();

    private Kernels() {}

    /** A kernel for the functions of these groups. */
    public static SymmetryKernel create(RadialGroup[] radial, AngularGroup[] angular) {
        if (FAST == null) {
            return new ScalarKernel(radial, angular);
        }
        try {
            return FAST.newInstance(radial, angular);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Which twin is used, in words for a log. */
    public static String description() {
        return FAST != null
                ? "vector kernels"
                : "scalar kernels (slow; start Java with --add-modules jdk.incubator.vector)";
    }

    private static Constructor<? extends SymmetryKernel> find() {
        if (Boolean.getBoolean("jinn.scalar")
                || ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return null;
        }
        try {
            return Class.forName("org.jinn.kernel.VectorKernel")
                    .asSubclass(SymmetryKernel.class)
                    .getConstructor(RadialGroup[].class, AngularGroup[].class);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
