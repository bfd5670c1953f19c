package org.jinn.network;

import org.jinn.kernel.DenseKernel;
import org.jinn.kernel.Kernels;

/**
 * How energy and forces of a network change as its parameters move along a direction v: the
 * derivatives of E(x) and dE/dx by the parameters, times v. One thread; nothing is allocated per
 * call.
 */
public final class ParameterTangent {
    private final FrozenNetwork network;
    private final DenseKernel[] direction;

    /** Per layer, all along v: z, a and the adjoint of a; per layer below: scratch. */
    private final double[][] weighted;

    private final double[][] value;
    private final double[][] adjointAlong;
    private final double[][] adjoint;
    private final double[] zbar;
    private final double[] zbarAlong;
    private final double[] scratch;

    /**
     * @param network as it is now, not behind a scaling
     * @param v of the same shape, its parameters the direction
     */
    public ParameterTangent(FrozenNetwork network, FeedForward v) {
        this.network = network;
        int layers = v.layers();
        direction = new DenseKernel[layers];
        for (int l = 0; l < layers; l++) {
            direction[l] = Kernels.best().dense(v.weights(l + 1), v.biases(l + 1));
        }
        weighted = new double[layers + 1][];
        value = new double[layers + 1][];
        adjointAlong = new double[layers + 1][];
        adjoint = new double[layers + 1][];
        int widest = 0;
        for (int l = 0; l <= layers; l++) {
            int room = DenseKernel.room(v.size(l));
            weighted[l] = new double[room];
            value[l] = new double[room];
            adjointAlong[l] = new double[room];
            adjoint[l] = new double[room];
            widest = Math.max(widest, room);
        }
        zbar = new double[widest];
        zbarAlong = new double[widest];
        scratch = new double[widest];
    }

    /**
     * dE/dw . v, and d(dE/dx)/dw . v.
     *
     * @param x as long as the inputs
     * @param slope output, as long as {@code x}
     */
    public double value(double[] x, double[] slope) {
        network.forward(x);
        int last = direction.length;
        for (int l = 1; l <= last; l++) {
            direction[l - 1].forward(network.value(l - 1), weighted[l]);
            if (l > 1) {
                network.layer(l).push(value[l - 1], scratch);
                add(weighted[l], scratch, network.size(l));
            }
            for (int i = 0; i < network.size(l); i++) {
                value[l][i] = network.slope(l)[i] * weighted[l][i];
            }
        }
        adjoint[last][0] = 1;
        adjointAlong[last][0] = 0;
        for (int l = last; l >= 1; l--) {
            for (int i = 0; i < network.size(l); i++) {
                double s = network.slope(l)[i];
                zbar[i] = adjoint[l][i] * s;
                zbarAlong[i] =
                        adjointAlong[l][i] * s
                                + adjoint[l][i] * network.curvature(l, i) * weighted[l][i];
            }
            if (l > 1) {
                network.layer(l).backward(zbar, adjoint[l - 1]);
            }
            network.layer(l).backward(zbarAlong, adjointAlong[l - 1]);
            direction[l - 1].backward(zbar, scratch);
            add(adjointAlong[l - 1], scratch, network.size(l - 1));
        }
        System.arraycopy(adjointAlong[0], 0, slope, 0, network.size(0));
        return value[last][0];
    }

    private static void add(double[] sum, double[] more, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += more[i];
        }
    }
}
