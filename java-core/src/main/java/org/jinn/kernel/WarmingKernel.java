package org.jinn.kernel;

/**
 * The fast twin from a cold start. Until Java has compiled the vector code it runs twenty times
 * slower than the plain code, so the first neighbourhoods go by the scalar twin, but for a few that
 * the compiler learns from. Who goes where hangs on their count alone: the same run gives the same
 * bits.
 */
final class WarmingKernel implements SymmetryKernel {
    /** How many neighbourhoods are cold, and which of them go by the fast twin. */
    private static final int COLD = Integer.getInteger("jinn.cold", 1024);

    private static final int LESSON = 32;

    private final SymmetryKernel plain;
    private final SymmetryKernel fast;
    private SymmetryKernel current;
    private int count;

    WarmingKernel(SymmetryKernel plain, SymmetryKernel fast) {
        this.plain = plain;
        this.fast = fast;
        current = plain;
    }

    @Override
    public void values(Neighborhood neighborhood, double[] g) {
        if (count < COLD) {
            current = ++count % LESSON == 0 ? fast : plain;
        } else {
            current = fast;
        }
        current.values(neighborhood, g);
    }

    @Override
    public void pullBack(Neighborhood neighborhood, double[] c) {
        current.pullBack(neighborhood, c);
    }

    @Override
    public void pushForward(Neighborhood neighborhood, double[] gdot) {
        current.pushForward(neighborhood, gdot);
    }
}
