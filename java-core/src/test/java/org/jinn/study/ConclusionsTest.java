package org.jinn.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.jinn.study.Conclusions.Conclusion;
import org.junit.jupiter.api.Test;

class ConclusionsTest {
    private static SetFindings set(String name, int length, int angular, double force) {
        Spread f = Spread.of(force, force);
        return new SetFindings(
                name,
                length,
                angular,
                Spread.of(2, 2),
                f,
                Spread.NONE,
                Spread.NONE,
                Spread.NONE,
                Spread.NONE,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of());
    }

    private static Conclusion first(SetFindings... sets) {
        return new Conclusions(List.of(sets)).all().get(0);
    }

    /** The silicon study: one full set, two ways to shorten it. */
    @Test
    void theShortestWithoutLossOfEachWay() {
        Conclusion c =
                first(
                        set("table1-64", 64, 48, 0.1),
                        set("table1-52", 52, 40, 0.105),
                        set("table1-40", 40, 32, 0.2),
                        set("table1-28", 28, 24, 0.1), // behind one that has lost
                        set("table2-52", 52, 36, 0.12));
        assertTrue(
                c.answer()
                        .endsWith(
                                "down to table1: 52 functions (2.00 \u00b1 0.00 meV/atom,"
                                        + " 0.1050 \u00b1 0.0000 eV/\u00c5); table2: none."),
                c.answer());
        assertEquals(true, c.agrees());
    }

    /** A way that has a longest set of its own does not end with that of another. */
    @Test
    void everyWayHasItsOwnLongestSet() {
        SetFindings[] sets = {
            set("selected-64", 64, 39, 0.1),
            set("selected-16", 16, 10, 0.102),
            set("table1-64", 64, 48, 0.13),
            set("table1-28", 28, 24, 0.14)
        };
        Conclusion c = first(sets);
        assertTrue(c.answer().contains("selected: 16 functions"), c.answer());
        assertTrue(c.answer().endsWith("; table1: none."), c.answer());
        assertEquals(List.of(sets[3], sets[2]), Conclusions.families(List.of(sets)).get("table1"));
    }
}
