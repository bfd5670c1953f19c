package org.jinn.network;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a network and its derivatives are, written to be checked by eye: the specification that
 * {@link FrozenNetwork} is held to. One thread.
 */
public final class ReferenceNetwork {
    private final FeedForward network;
    private final double[] parameters;
    private final int[] sizes;

    /** Per layer: value, first and second derivative of each node, then its tangent. */
    private final double[][] nodes;

    private final double[][] tangent;
    private final double[] adjoint;
    private final double[] adjointNext;
    private final double[] tangentAdjoint;
    private final double[] tangentAdjointNext;

    public ReferenceNetwork(FeedForward network) {
        this.network = network;
        parameters = network.parameters();
        sizes = IntStream.rangeClosed(0, network.layers()).map(network::size).toArray();
        nodes = new double[sizes.length][];
        tangent = new double[sizes.length][];
        int widest = 0;
        for (int l = 0; l < sizes.length; l++) {
            nodes[l] = new double[3 * sizes[l]];
            tangent[l] = new double[2 * sizes[l]];
            widest = Math.max(widest, sizes[l]);
        }
        adjoint = new double[widest];
        adjointNext = new double[widest];
        tangentAdjoint = new double[widest];
        tangentAdjointNext = new double[widest];
    }

    /** E(x). */
    public double value(double[] x) {
        System.arraycopy(x, 0, nodes[0], 0, sizes[0]);
        for (int l = 1; l < sizes.length; l++) {
            int in = sizes[l - 1];
            int out = sizes[l];
            int w = network.weightIndex(l, 0, 0);
            int b = w + out * in;
            for (int o = 0; o < out; o++) {
                double z = parameters[b + o] + dot(parameters, w + o * in, nodes[l - 1], in);
                network.activation(l).apply(z, nodes[l], o, out);
            }
        }
        return nodes[sizes.length - 1][0];
    }

    /** E(x), and dE/dx into {@code gradient}. */
    public double value(double[] x, double[] gradient) {
        double energy = value(x);
        double[] bar = adjoint;
        double[] next = adjointNext;
        bar[0] = 1;
        for (int l = sizes.length - 1; l >= 1; l--) {
            int in = sizes[l - 1];
            int out = sizes[l];
            double[] target = l == 1 ? gradient : next;
            Arrays.fill(target, 0, in, 0);
            for (int o = 0; o < out; o++) {
                add(
                        target,
                        parameters,
                        network.weightIndex(l, o, 0),
                        bar[o] * nodes[l][out + o],
                        in);
            }
            next = bar;
            bar = target;
        }
        return energy;
    }

    /**
     * Adds to {@code gradient} the derivative by the parameters of {@code alpha E(x) + u .
     * dE/dx(x)}: what a loss on energies (alpha) and forces or stress (u, the Jacobian-vector
     * product of their residual) needs.
     */
    public void addParameterGradient(double[] x, double[] u, double alpha, double[] gradient) {
        value(x);
        System.arraycopy(u, 0, tangent[0], 0, sizes[0]);
        for (int l = 1; l < sizes.length; l++) {
            int in = sizes[l - 1];
            int out = sizes[l];
            for (int o = 0; o < out; o++) {
                double zdot = dot(parameters, network.weightIndex(l, o, 0), tangent[l - 1], in);
                tangent[l][out + o] = zdot;
                tangent[l][o] = nodes[l][out + o] * zdot;
            }
        }
        double[] bar = adjoint;
        double[] next = adjointNext;
        double[] tbar = tangentAdjoint;
        double[] tnext = tangentAdjointNext;
        bar[0] = alpha;
        tbar[0] = 1;
        for (int l = sizes.length - 1; l >= 1; l--) {
            int in = sizes[l - 1];
            int out = sizes[l];
            int w = network.weightIndex(l, 0, 0);
            if (l > 1) {
                Arrays.fill(next, 0, in, 0);
                Arrays.fill(tnext, 0, in, 0);
            }
            for (int o = 0; o < out; o++) {
                double slope = nodes[l][out + o];
                double zbar =
                        bar[o] * slope + tbar[o] * nodes[l][2 * out + o] * tangent[l][out + o];
                double zdotbar = tbar[o] * slope;
                int row = w + o * in;
                for (int i = 0; i < in; i++) {
                    gradient[row + i] += zbar * nodes[l - 1][i] + zdotbar * tangent[l - 1][i];
                }
                gradient[w + out * in + o] += zbar;
                if (l > 1) {
                    add(next, parameters, row, zbar, in);
                    add(tnext, parameters, row, zdotbar, in);
                }
            }
            double[] swap = bar;
            bar = next;
            next = swap;
            swap = tbar;
            tbar = tnext;
            tnext = swap;
        }
    }

    private static double dot(double[] a, int at, double[] b, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += a[at + i] * b[i];
            s1 += a[at + i + 1] * b[i + 1];
            s2 += a[at + i + 2] * b[i + 2];
            s3 += a[at + i + 3] * b[i + 3];
        }
        for (; i < n; i++) {
            s0 += a[at + i] * b[i];
        }
        return s0 + s1 + (s2 + s3);
    }

    /** {@code target[i] += factor * a[at + i]}. */
    private static void add(double[] target, double[] a, int at, double factor, int n) {
        for (int i = 0; i < n; i++) {
            target[i] += factor * a[at + i];
        }
    }
}
