package org.jinn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.jinn.network.Activation;
import org.jinn.network.FeedForward;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitializerTest {
    /** Variances of PyTorch's documentation, for 400 inputs and 100 outputs. */
    @ParameterizedTest
    @CsvSource({
        "XAVIER_NORMAL, 0.016", // 2^2 times 2 / (400 + 100)
        "XAVIER_UNIFORM, 0.016",
        "NORMAL, 0.25",
        "KAIMING_NORMAL, 0.005", // 2 / 400
        "KAIMING_UNIFORM, 0.005",
        "ORTHOGONAL, 0.01" // 2^2 / 400
    })
    void weightsHaveTheVariance(Initializer.Kind kind, double variance) {
        Initializer initializer = new Initializer(kind, 2, 0, 0.5, 0, false, Math.sqrt(2));
        FeedForward net = initializer.network(400, new int[] {100}, Activation.TANH, new Random(1));
        double sum = 0;
        for (int i = 0; i < 40000; i++) {
            sum += net.parameters()[i] * net.parameters()[i];
        }
        assertEquals(variance, sum / 40000, 0.03 * variance);
        assertEquals(0, net.parameters()[net.biasIndex(1, 5)]);
    }

    @ParameterizedTest
    @CsvSource({"40, 10", "10, 40"})
    void orthogonalRowsOrColumns(int in, int out) {
        Initializer initializer =
                new Initializer(Initializer.Kind.ORTHOGONAL, 1, 0, 1, 0, false, 1);
        FeedForward net = initializer.network(in, new int[] {out}, Activation.TANH, new Random(1));
        int few = Math.min(in, out);
        for (int a = 0; a < few; a++) {
            for (int b = 0; b < few; b++) {
                double dot = 0;
                for (int k = 0; k < Math.max(in, out); k++) {
                    dot +=
                            in > out
                                    ? net.parameters()[a * in + k] * net.parameters()[b * in + k]
                                    : net.parameters()[k * in + a] * net.parameters()[k * in + b];
                }
                assertEquals(a == b ? 1 : 0, dot, 1e-12);
            }
        }
    }
}
