package org.jinn.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Origin;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.Test;

class ErrorsTest {
    private static Errors two() {
        Errors errors = new Errors();
        errors.add(
                frame(
                        "crystal",
                        2,
                        Labels.of(-10, new double[] {1, 0, 0, -1, 0, 0}, new double[6])),
                Labels.of(
                        -10.02,
                        new double[] {1.1, 0, 0, -1, 0, 0.2},
                        new double[] {0.01, 0, 0, 0, 0, 0}));
        errors.add(
                frame("liquid", 1, Labels.of(-5, null, null)),
                Labels.of(-4.97, new double[3], null));
        return errors;
    }

    static Frame frame(String group, int atoms, Labels labels) {
        Element[] silicon = new Element[atoms];
        Arrays.fill(silicon, Element.SI);
        return new Frame(
                new Structure(Cell.NONE, silicon, new double[3 * atoms]),
                labels,
                new Origin(group, 1, 7),
                Map.of(Frame.GROUP, group));
    }

    @Test
    void theLargestIsFoundWhereItIs() {
        Errors.Largest energy = two().largest(Quantity.ENERGY).orElseThrow();
        assertEquals(30, energy.difference(), 1e-9);
        assertEquals("liquid:7 (frame 1)", energy.origin().toString());
        Errors.Largest force = two().largest(Quantity.FORCE).orElseThrow();
        assertEquals(0.2, force.difference(), 1e-12);
        assertEquals(5, force.component());
        assertTrue(new Errors().largest(Quantity.STRESS).isEmpty());
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
                                frame("g", 1, Labels.of(0, new double[3], null)),
                                Labels.of(0, new double[6], null)));
    }
}
