package org.jinn.train;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.jinn.network.Activation;
import org.jinn.network.FeedForward;

/**
 * Weights to start from, by the names that PyTorch and SIMPLE-NN give the distributions; biases are
 * zero.
 *
 * @param kind of distribution
 * @param gain factor of {@code XAVIER} and {@code ORTHOGONAL}
 * @param mean of {@code NORMAL}
 * @param deviation of {@code NORMAL}
 * @param value of {@code CONSTANT}
 * @param byOutputs whether {@code KAIMING} counts the outputs of a layer, not its inputs
 * @param kaimingGain factor of {@code KAIMING}, by the activation it is told
 */
record Initializer(
        Kind kind,
        double gain,
        double mean,
        double deviation,
        double value,
        boolean byOutputs,
        double kaimingGain) {

    /** The distributions. */
    enum Kind {
        /** Variance 2/(in + out): Glorot and Bengio, AISTATS 2010. */
        XAVIER_NORMAL,
        XAVIER_UNIFORM,
        NORMAL,
        CONSTANT,
        /** Variance 1/in times the square of the activation's gain: He et al., ICCV 2015. */
        KAIMING_NORMAL,
        KAIMING_UNIFORM,
        /** Rows or columns orthonormal: Saxe et al., ICLR 2014. */
        ORTHOGONAL;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        static Kind of(String word) {
            String known = word.replace("he ", "kaiming ");
            return Arrays.stream(values())
                    .filter(k -> k.word().equals(known))
                    .findFirst()
                    .orElseThrow();
        }

        /** All words, He's with his other name too. */
        static String[] words() {
            return new String[] {
                "xavier uniform",
                "xavier normal",
                "normal",
                "constant",
                "kaiming normal",
                "he normal",
                "kaiming uniform",
                "he uniform",
                "orthogonal"
            };
        }
    }

    /** Glorot and Bengio's, with the gain they give. */
    static final Initializer XAVIER = new Initializer(Kind.XAVIER_NORMAL, 1, 0, 1, 0, false, 1);

    /** The factor that keeps the variance through an activation, as PyTorch has it. */
    static double gain(Activation activation) {
        return switch (activation) {
            case TANH -> 5.0 / 3;
            case RELU -> Math.sqrt(2);
            case SELU -> 0.75;
            default -> 1;
        };
    }

    /** A network with such weights. */
    FeedForward network(int inputs, int[] hidden, Activation activation, Random random) {
        int[] sizes = new int[hidden.length + 2];
        sizes[0] = inputs;
        System.arraycopy(hidden, 0, sizes, 1, hidden.length);
        sizes[hidden.length + 1] = 1;
        Activation[] activations = new Activation[hidden.length + 1];
        Arrays.fill(activations, activation);
        activations[hidden.length] = Activation.LINEAR;
        FeedForward net = new FeedForward(sizes, activations);
        for (int l = 1; l <= net.layers(); l++) {
            double[] weights = weights(net.size(l - 1), net.size(l), random);
            System.arraycopy(
                    weights, 0, net.parameters(), net.weightIndex(l, 0, 0), weights.length);
        }
        return net;
    }

    private double[] weights(int in, int out, Random random) {
        double xavier = gain * Math.sqrt(2.0 / (in + out));
        double kaiming = kaimingGain / Math.sqrt(byOutputs ? out : in);
        double[] w = new double[in * out];
        for (int i = 0; i < w.length; i++) {
            w[i] =
                    switch (kind) {
                        case XAVIER_NORMAL -> xavier * random.nextGaussian();
                        case XAVIER_UNIFORM -> xavier * uniform(random);
                        case NORMAL -> mean + deviation * random.nextGaussian();
                        case CONSTANT -> value;
                        case KAIMING_NORMAL -> kaiming * random.nextGaussian();
                        case KAIMING_UNIFORM -> kaiming * uniform(random);
                        case ORTHOGONAL -> random.nextGaussian();
                    };
        }
        return kind == Kind.ORTHOGONAL ? orthonormal(w, in, out) : w;
    }

    /** Of variance 1. */
    private static double uniform(Random random) {
        return Math.sqrt(3) * (2 * random.nextDouble() - 1);
    }

    private double[] orthonormal(double[] normal, int in, int out) {
        boolean tall = out > in;
        int rows = Math.max(in, out);
        int columns = Math.min(in, out);
        QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(rows, columns);
        qr.decompose(new DMatrixRMaj(rows, columns, true, normal.clone()));
        DMatrixRMaj q = qr.getQ(null, true);
        DMatrixRMaj r = qr.getR(null, true);
        double[] w = new double[in * out];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                int row = tall ? o : i;
                int column = tall ? i : o;
                w[o * in + i] = gain * q.get(row, column) * Math.signum(r.get(column, column));
            }
        }
        return w;
    }
}
