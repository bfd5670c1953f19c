package org.jinn.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeciesLabelTest {
    /** Only a mass that is clearly the first letter's decides against the first two. */
    @ParameterizedTest
    @CsvSource({
        "Ho, 1.008, H",
        "Ho, 164.93, Ho",
        "Ho, 2.0, Ho",
        "Cs, 12.011, C",
        "Si1, 28.0855, Si",
        "Si, 1.0, Si",
        "hw, 1.008, H",
        "O2, NaN, O"
    })
    void aLabelAndAMass(String label, double mass, String symbol) {
        assertEquals(symbol, SpeciesLabel.element(label, mass).orElseThrow().symbol());
    }
}
