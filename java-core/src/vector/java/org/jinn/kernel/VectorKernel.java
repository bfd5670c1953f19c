package org.jinn.kernel;

import java.util.Arrays;
import java.util.function.Function;

/**
 * The fast twin of {@link ScalarKernel}, on the Vector API: same results to the rounding of the
 * precision chosen. Angular work of a group is done on compact arrays of triples, one loop per
 * step, so that every step is a straight run of vector operations over memory that stays in cache.
 */
final class VectorKernel implements SymmetryKernel {
    private final VectorRadial[] radial;
    private final Angular[] angular;

    /**
     * A kernel for the functions of these groups.
     *
     * @param precision makes the work of an angular group
     */
    VectorKernel(
            RadialGroup[] radial,
            AngularGroup[] angular,
            Function<AngularGroup, Angular> precision) {
        this.radial = Arrays.stream(radial).map(VectorRadial::new).toArray(VectorRadial[]::new);
        this.angular = Arrays.stream(angular).map(precision).toArray(Angular[]::new);
    }

    @Override
    public void values(Neighborhood nb, double[] g) {
        Arrays.fill(g, 0);
        for (VectorRadial group : radial) {
            group.values(nb, g);
        }
        for (Angular group : angular) {
            group.values(nb, g);
        }
    }

    @Override
    public void pullBack(Neighborhood nb, double[] c) {
        for (VectorRadial group : radial) {
            group.pullBack(nb, c);
        }
        for (Angular group : angular) {
            group.pullBack(nb, c);
        }
    }

    @Override
    public void pushForward(Neighborhood nb, double[] gdot) {
        Arrays.fill(gdot, 0);
        for (VectorRadial group : radial) {
            group.pushForward(nb, gdot);
        }
        for (Angular group : angular) {
            group.pushForward(nb, gdot);
        }
    }
}
