package org.jinn.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jinn.analysis.RadialDistribution;
import org.jinn.descriptor.PaperSet;
import org.jinn.study.Conclusions.Conclusion;
import org.jinn.study.SetFindings.Modulus;
import org.junit.jupiter.api.Test;

class ConclusionsTest {
    private static final double[] CRYSTAL = {0, 2, 1, 1};

    private static SetFindings set(String name, int length, int angular, double force) {
        return set(name, length, angular, force, 5, 90, CRYSTAL);
    }

    /**
     * @param microseconds of an atom's step
     * @param modulus of the crystal at 300 K, GPa
     * @param g its g(r)
     */
    private static SetFindings set(
            String name,
            int length,
            int angular,
            double force,
            double microseconds,
            double modulus,
            double[] g) {
        double[] r = {1, 2, 3, 4};
        return set(
                name,
                length,
                angular,
                force,
                microseconds,
                Map.of("crystal", new Modulus(Spread.of(modulus, modulus), Double.NaN)),
                Map.of("crystal", new RadialDistribution(r, g, new double[4], new double[4])));
    }

    private static SetFindings set(
            String name,
            int length,
            int angular,
            double force,
            double microseconds,
            Map<String, Modulus> moduli,
            Map<String, RadialDistribution> rdf) {
        return new SetFindings(
                name,
                length,
                angular,
                name.startsWith("wide") ? 7 : 6,
                name.startsWith("table") ? PaperSet.of(name) : null,
                Spread.NONE,
                Spread.of(2, 2),
                Spread.of(force, force),
                Spread.NONE,
                Spread.NONE,
                Spread.of(microseconds, microseconds),
                Spread.NONE,
                moduli,
                Map.of(),
                rdf,
                Map.of(),
                List.of());
    }

    /** Of lengths 16, 28, 40 and 64; a shorter one that is good again does not count. */
    @Test
    void theShortestThatIsAsGoodAsTheLongest() {
        List<SetFindings> sets =
                List.of(
                        set("s-16", 16, 9, 0.103),
                        set("s-28", 28, 9, 0.107),
                        set("s-40", 40, 9, 0.104),
                        set("s-64", 64, 9, 0.100));
        Recommendation.Property force = Recommendation.Property.FORCE;
        assertEquals("s-40", Recommendation.shortest(sets, force, 0.05).name());
        assertEquals("s-16", Recommendation.shortest(sets, force, 0.08).name());
        assertEquals("s-64", Recommendation.shortest(sets, force, 0.01).name());
        assertNull(Recommendation.shortest(sets, Recommendation.Property.STRESS, 0.05));
    }

    /** Of which LAMMPS lost the atoms. */
    private static SetFindings lost(String name, int length, int angular, double force) {
        return set(
                name,
                length,
                angular,
                force,
                5,
                Map.of("crystal", new Modulus(Spread.NONE, Double.NaN)),
                Map.of());
    }

    /** With a bulk modulus of one seed and its error, GPa. */
    private static SetFindings noisy(String name, int length, double modulus, double error) {
        Modulus b = new Modulus(Spread.of(modulus), error);
        return set(name, length, 1, 0.1, 5, Map.of("crystal", b), Map.of());
    }

    private static Conclusion first(SetFindings... sets) {
        return conclusion(0, sets);
    }

    private static Conclusion conclusion(int number, SetFindings... sets) {
        return Conclusions.of(List.of(sets)).get(number);
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

    /** In whatever order: the cutoff that most sets have is that of the study. */
    @Test
    void setsOfAnotherCutoffDoNotJudge() {
        SetFindings wide = paper("table1-64", 7.2, 0.08);
        SetFindings[] sets = {
            paper("table1-64", 6, 0.1), paper("table1-52", 6, 0.105), paper("table1-28", 6, 0.2)
        };
        for (int at : new int[] {0, 3}) {
            List<SetFindings> all = new ArrayList<>(List.of(sets));
            all.add(at, wide);
            Conclusion c = Conclusions.of(all).get(0);
            assertTrue(c.answer().contains("table1: 52 functions"), c.answer());
            assertEquals(true, c.agrees());
        }
        Conclusion c = conclusion(2, paper("table1-40", 6, 0.1), paper("table2-40", 4.5, 0.2));
        assertEquals("No two sets of equal length and cutoff differ in it.", c.answer());
    }

    private static SetFindings paper(String name, double cutoff, double force) {
        int length = PaperSet.of(name).length();
        int angular = name.startsWith("table2") ? 1 : length / 2;
        SetFindings s = set(name, length, angular, force);
        return with(s, cutoff == 6 ? name : "wide-" + length, cutoff, s.force());
    }

    private static SetFindings with(SetFindings s, String name, double cutoff, Spread force) {
        return new SetFindings(
                name,
                s.length(),
                s.angular(),
                cutoff,
                s.paper(),
                s.epochs(),
                s.energy(),
                force,
                s.stress(),
                s.trainingSeconds(),
                s.microseconds(),
                s.coldModulus(),
                s.moduli(),
                s.volume(),
                s.rdf(),
                s.parity(),
                s.failures());
    }

    @Test
    void withoutTheFullSetThereIsNoShortest() {
        Conclusion c = first(set("a-64", 64, 48, Double.NaN), set("a-40", 40, 32, 0.1));
        assertEquals("Not known: the full set, a-64, could not be trained.", c.answer());
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
        assertTrue(c.answer().contains("full set's (table1-64, 64 functions: "), c.answer());
        assertTrue(c.answer().contains("; table1: 28 functions"), c.answer());
        assertEquals(List.of(sets[3], sets[2]), Families.of(List.of(sets)).get("table1"));
    }

    /** More than one and a half times the full set's error. */
    @Test
    void whereItCollapses() {
        SetFindings full = set("table1-64", 64, 48, 0.1);
        Conclusion c =
                conclusion(1, full, set("table1-40", 40, 32, 0.14), set("table1-16", 16, 14, 0.16));
        assertTrue(c.answer().endsWith("set's: table1-16 (1.60 times)."), c.answer());
        assertEquals(true, c.agrees());
        c = conclusion(1, full, set("table1-40", 40, 32, 0.2), set("table1-16", 16, 14, 0.16));
        assertEquals(false, c.agrees());
        c = conclusion(1, full, set("table1-16", 16, 14, 0.14));
        assertTrue(c.answer().endsWith("the largest is table1-16 (1.40 times)."), c.answer());
        assertEquals(false, c.agrees());
        c = conclusion(1, full, set("table1-40", 40, 32, 0.11));
        assertNull(c.agrees(), "no set is short enough to tell");
    }

    @Test
    void whetherAngularFunctionsAreWorthMore() {
        SetFindings[] sets = {
            set("table1-52", 52, 40, 0.10), set("table2-52", 52, 36, 0.12),
            set("table1-40", 40, 32, 0.13), set("table2-40", 40, 24, 0.15),
            set("table1-16", 16, 14, 0.30), set("table2-16", 16, 2, 0.20),
            set("other-16", 16, 16, 0.25) // not of the study: no part of its claim
        };
        Conclusion c = conclusion(2, sets);
        assertTrue(c.answer().contains("better at 2 of 3 lengths"), c.answer());
        assertTrue(
                c.answer()
                        .contains("40 functions: 0.1300 eV/\u00c5 with 32 angular, 0.1500 with 24"),
                c.answer());
        assertEquals(true, c.agrees());
        c = conclusion(2, sets[0], set("mine-28", 28, 20, 0.1), set("yours-28", 28, 4, 0.2));
        assertTrue(c.answer().contains("better at 1 of 1 lengths (28 functions"), c.answer());
        assertNull(c.agrees(), "no set of the study");
        assertEquals(false, conclusion(2, sets[0], sets[4], sets[5]).agrees());
        assertNull(conclusion(2, sets[0], sets[2]).agrees());
        assertNull(conclusion(2, sets[0], sets[1], sets[4], sets[5]).agrees(), "a draw");
    }

    /** |g - g of the full set| over the sum of the latter, 4: 0.2/4 and 0.8/4. */
    @Test
    void howFarStructureChanges() {
        SetFindings full = set("a-64", 64, 48, 0.1);
        SetFindings near = set("a-40", 40, 32, 0.1, 4, 90, new double[] {0, 1.9, 1.1, 1});
        SetFindings far = set("a-16", 16, 14, 0.1, 3, 90, new double[] {0.4, 2, 1, 0.6});
        Conclusion c = conclusion(3, full, near);
        assertTrue(c.answer().endsWith("crystal: by at most 5.0 % (a-40)."), c.answer());
        assertEquals(true, c.agrees());
        c = conclusion(3, full, near, far);
        assertTrue(c.answer().endsWith("crystal: by at most 20.0 % (a-16)."), c.answer());
        assertEquals(false, c.agrees());
    }

    @Test
    void howFarMechanicsChanges() {
        SetFindings full = set("a-64", 64, 48, 0.1);
        Conclusion c = conclusion(4, full, set("a-40", 40, 32, 0.1, 4, 85.5, CRYSTAL));
        assertTrue(
                c.answer()
                        .endsWith(
                                "crystal: by at most 5 % (a-40: 85.5 \u00b1 0.0 against 90.0 \u00b1 0.0 GPa)."),
                c.answer());
        assertEquals(false, c.agrees());
        c = conclusion(4, full, set("a-16", 16, 14, 0.1, 4, 108, CRYSTAL));
        assertTrue(c.answer().contains("20 % (a-16"), c.answer());
        assertEquals(true, c.agrees());
    }

    /** What the study says is of its tables: a set chosen for the data can do better. */
    @Test
    void setsThatTheStudyDoesNotHaveAreNotHeldAgainstIt() {
        SetFindings[] sets = {
            set("table1-64", 64, 48, 0.1),
            set("table1-52", 52, 40, 0.105),
            set("table1-40", 40, 32, 0.14),
            set("table1-16", 16, 16, 0.3),
            set("selected-16", 16, 10, 0.105)
        };
        assertTrue(first(sets).answer().contains("selected: 16 functions"));
        assertEquals(true, first(sets).agrees());
        assertEquals(true, conclusion(1, sets).agrees());
        SetFindings[] own = {sets[4], set("selected-64", 64, 40, 0.1)};
        assertNull(first(own).agrees());
        assertNull(conclusion(1, own).agrees());
    }

    /** With two elements table1-52 has 144 functions, and still is the study's 52. */
    @Test
    void lengthsOfSeveralElementsAreComparedAsTheStudyCounts() {
        Conclusion c =
                first(
                        set("table1-64", 176, 144, 0.1),
                        set("table1-52", 144, 120, 0.105),
                        set("table1-40", 112, 96, 0.14),
                        set("table1-16", 48, 48, 0.3));
        assertTrue(c.answer().contains("table1: 144 functions"), c.answer());
        assertEquals(true, c.agrees());
    }

    /** A potential that loses its atoms is the strongest change there is. */
    @Test
    void whatDidNotSurviveHasChanged() {
        SetFindings full = set("table1-64", 64, 48, 0.1);
        SetFindings gone = lost("table1-16", 16, 16, 0.3);
        Conclusion c = conclusion(3, full, set("table1-40", 40, 32, 0.1), gone);
        assertTrue(c.answer().endsWith("(table1-40); did not survive: table1-16."), c.answer());
        assertEquals(false, c.agrees());
        c = conclusion(4, full, gone);
        assertEquals("No bulk modulus to compare; has none: table1-16.", c.answer());
        assertEquals(true, c.agrees());
        c = conclusion(4, lost("table1-64", 64, 48, 0.1), set("table1-16", 16, 16, 0.3));
        assertEquals("No bulk modulus to compare.", c.answer());
        assertNull(c.agrees());
    }

    /** A fifth more, which is sure only if it is more than twice the errors of both. */
    @Test
    void noiseIsNoChange() {
        Conclusion c = conclusion(4, noisy("a-64", 64, 90, 3), noisy("a-16", 16, 108, 9));
        assertTrue(c.answer().endsWith("(a-16: 108.0 \u00b1 9.0 against 90.0 \u00b1 3.0 GPa)."));
        assertNull(c.agrees());
        c = conclusion(4, noisy("a-64", 64, 90, 3), noisy("a-16", 16, 108, 8));
        assertEquals(true, c.agrees());
    }

    /** With errors of 0.05 in each bin 0.8 is more than twice what noise makes, with 0.4 not. */
    @Test
    void noiseOfRunsIsNoChangeOfStructure() {
        for (double error : new double[] {0.05, 0.4}) {
            SetFindings full = rdf("a-64", 64, CRYSTAL, error);
            SetFindings far = rdf("a-16", 16, new double[] {0.4, 2, 1, 0.6}, error);
            assertEquals(error < 0.2 ? false : null, conclusion(3, full, far).agrees());
        }
    }

    private static SetFindings rdf(String name, int length, double[] g, double error) {
        double[] errors = {error, error, error, error};
        RadialDistribution rdf =
                new RadialDistribution(new double[] {1, 2, 3, 4}, g, errors, new double[4]);
        return set(name, length, 1, 0.1, 5, Map.of(), Map.of("crystal", rdf));
    }

    /** Just beyond a tenth more, by three potentials that scatter: nobody can tell. */
    @Test
    void aLossWithinItsErrorIsNone() {
        Conclusion c =
                first(
                        set("table1-64", 64, 48, 0.1),
                        force("table1-52", 52, 0.108, 0.112, 0.113),
                        set("table1-40", 40, 32, 0.2));
        assertTrue(c.answer().endsWith("; within twice their error of that limit: table1-52."));
        assertNull(c.agrees());
        c =
                first(
                        set("table1-64", 64, 48, 0.1),
                        force("table1-52", 52, 0.105, 0.106, 0.107),
                        set("table1-40", 40, 32, 0.2));
        assertEquals(true, c.agrees());
    }

    private static SetFindings force(String name, int length, double... errors) {
        return with(set(name, length, 40, 0.1), name, 6, Spread.of(errors));
    }

    /** Sets of another cutoff are another way, and none vanishes from the figures. */
    @Test
    void aWayHasOneCutoff() {
        SetFindings full = set("full-64", 64, 48, 0.1);
        SetFindings wide = set("wide-40", 40, 32, 0.09);
        assertEquals(
                Map.of("full", List.of(full), "wide", List.of(wide)),
                Families.of(List.of(full, wide)));
    }

    /** Neither slower and worse, nor as fast, but for the scatter of times, and worse. */
    @Test
    void theFrontIsOfThoseThatNoneBeats() {
        SetFindings slow = set("a-64", 64, 48, 0.10, 9, 90, CRYSTAL);
        SetFindings middle = set("a-40", 40, 32, 0.12, 6, 90, CRYSTAL);
        SetFindings worse = set("b-40", 40, 24, 0.13, 5.8, 90, CRYSTAL);
        SetFindings beaten = set("b-52", 52, 36, 0.11, 10, 90, CRYSTAL);
        SetFindings fast = set("a-16", 16, 14, 0.30, 3, 90, CRYSTAL);
        assertEquals(
                List.of(fast, middle, slow),
                Families.front(List.of(slow, middle, worse, beaten, fast)));
    }
}
