package org.jinn.format.qe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BravaisTest {
    /** ibrav, celldm(2) to celldm(6), and the crystal axes pw.x 6.7 prints for them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-12  1.2 1.4 0 0.2 0  1 0 0 0 1.2 0 0.28 0 1.371714",
                "-13  1.2 1.4 0 0.2 0  0.5 0.6 0 -0.5 0.6 0 0.28 0 1.371714",
                "-3  0 0 0 0 0  -0.5 0.5 0.5 0.5 -0.5 0.5 0.5 0.5 -0.5",
                "-5  0 0 0.3 0 0  -0.136136 0.700524 0.700524 0.700524 -0.136136 0.700524 0.700524 0.700524 -0.136136",
                "-9  1.2 1.4 0 0 0  0.5 -0.6 0 0.5 0.6 0 0 0 1.4",
                "1  0 0 0 0 0  1 0 0 0 1 0 0 0 1",
                "10  1.2 1.4 0 0 0  0.5 0 0.7 0.5 0.6 0 0 0.6 0.7",
                "11  1.2 1.4 0 0 0  0.5 0.6 0.7 -0.5 0.6 0.7 -0.5 -0.6 0.7",
                "12  1.2 1.4 0.2 0 0  1 0 0 0.24 1.175755 0 0 0 1.4",
                "13  1.2 1.4 0.2 0 0  0.5 0 -0.7 0.24 1.175755 0 0.5 0 0.7",
                "14  1.2 1.4 0.1 0.2 -0.15  1 0 0 -0.18 1.186423 0 0.28 0.184083 1.359306",
                "2  0 0 0 0 0  -0.5 0 0.5 0 0.5 0.5 -0.5 0.5 0",
                "3  0 0 0 0 0  0.5 0.5 0.5 -0.5 0.5 0.5 -0.5 -0.5 0.5",
                "4  0 1.6 0 0 0  1 0 0 -0.5 0.866025 0 0 0 1.6",
                "5  0 0 0.3 0 0  0.591608 -0.341565 0.730297 0 0.68313 0.730297 -0.591608 -0.341565 0.730297",
                "6  0 1.3 0 0 0  1 0 0 0 1 0 0 0 1.3",
                "7  0 1.3 0 0 0  0.5 -0.5 0.65 0.5 0.5 0.65 -0.5 -0.5 0.65",
                "8  1.2 1.4 0 0 0  1 0 0 0 1.2 0 0 0 1.4",
                "9  1.2 1.4 0 0 0  0.5 0.6 0 -0.5 0.6 0 0 0 1.4",
                "91  1.2 1.4 0 0 0  1 0 0 0 0.6 -0.7 0 0.6 0.7"
            })
    void axesAreThoseOfPwx(String row) {
        double[] numbers =
                Arrays.stream(row.split(" +")).mapToDouble(Double::parseDouble).toArray();
        double[] celldm = new double[7];
        System.arraycopy(numbers, 1, celldm, 2, 5);
        assertArrayEquals(
                Arrays.copyOfRange(numbers, 6, 15),
                Bravais.vectors((int) numbers[0], celldm),
                1e-6);
    }

    @Test
    void whatSpansNoVolumeIsRefused() {
        double[] none = new double[7];
        assertThrows(IllegalArgumentException.class, () -> Bravais.vectors(4, none));
        assertThrows(IllegalArgumentException.class, () -> Bravais.vectors(15, none));
        none[4] = -0.9; // three vectors cannot all be that far apart
        assertThrows(IllegalArgumentException.class, () -> Bravais.vectors(5, none));
    }
}
