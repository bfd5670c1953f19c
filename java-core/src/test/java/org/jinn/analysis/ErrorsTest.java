package org.jinn.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jinn.structure.Labels;
import org.junit.jupiter.api.Test;

class ErrorsTest {
    private static Errors two() {
        Errors errors = new Errors();
        errors.add(
                "crystal",
                2,
                Labels.of(-10, new double[] {1, 0, 0, -1, 0, 0}, new double[6]),
                Labels.of(
                        -10.02,
                        new double[] {1.1, 0, 0, -1, 0, 0.2},
                        new double[] {0.01, 0, 0, 0, 0, 0}));
        errors.add("liquid", 1, Labels.of(-5, null, null), Labels.of(-4.97, new double[3], null));
        return errors;
    }

    @Test
    void energiesAreMeVPerAtom() {
        Errors.Statistics s = two().pairs(Quantity.ENERGY).statistics();
        assertEquals(2, s.count());
        assertEquals(20, s.mae(), 1e-9);
        assertEquals(Math.sqrt((100 + 900) / 2.0), s.rmse(), 1e-9);
        assertEquals(30, s.max(), 1e-9);
        assertEquals(20, two().deltaEnergy(), 1e-9);
        assertEquals(10, two().pairs("crystal", Quantity.ENERGY).statistics().mae(), 1e-9);
    }

    @Test
    void forcesCountByComponent() {
        assertEquals(0.05, two().deltaForce(), 1e-12);
        Errors.Statistics s = two().pairs(Quantity.FORCE).statistics();
        assertEquals(6, s.count());
        assertEquals(0.2, s.max(), 1e-12);
    }

    @Test
    void stressIsInGigapascal() {
        assertEquals(1.602176634, two().pairs(Quantity.STRESS).statistics().max(), 1e-9);
    }

    @Test
    void whatIsMissingIsLeftOut() {
        assertEquals(List.of("crystal", "liquid"), two().groups());
        Errors.Statistics none = two().pairs("liquid", Quantity.FORCE).statistics();
        assertEquals(0, none.count());
        assertTrue(Double.isNaN(none.mae()));
        assertTrue(Double.isNaN(none.max()));
    }

    @Test
    void differentLengthsAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Errors.Statistics.of(new double[2], new double[3]));
        Errors errors = new Errors();
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        errors.add(
                                "g",
                                1,
                                Labels.of(0, new double[3], null),
                                Labels.of(0, new double[6], null)));
    }
}
