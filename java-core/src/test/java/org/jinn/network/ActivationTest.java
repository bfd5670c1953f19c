package org.jinn.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values worked out from the definitions of SIMPLE-NN (PyTorch) and n2p2, not by this code. */
class ActivationTest {
    @ParameterizedTest
    @CsvSource({
        "LINEAR, 1, -1",
        "SIGMOID, 0.7310585786300049, 0.2689414213699951",
        "TANH, 0.7615941559557649, -0.7615941559557649",
        "RELU, 1, 0",
        "SELU, 1.0507009873554805, -1.1113307378125625",
        "SWISH, 0.7310585786300049, -0.2689414213699951",
        "SOFTPLUS, 1.3132616875182228, 0.3132616875182228"
    })
    void valuesAtOneAndMinusOne(Activation activation, double one, double minusOne) {
        double[] out = new double[3];
        activation.apply(1, out, 0, 1);
        assertEquals(one, out[0], 1e-15);
        activation.apply(-1, out, 0, 1);
        assertEquals(minusOne, out[0], 1e-15);
    }
}
