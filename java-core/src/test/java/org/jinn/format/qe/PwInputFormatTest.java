package org.jinn.format.qe;

import static org.jinn.format.Reading.accepted;
import static org.jinn.format.Reading.reasons;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jinn.format.Reading;
import org.jinn.structure.Frame;
import org.jinn.structure.Units;
import org.junit.jupiter.api.Test;

public class PwInputFormatTest {
    private static final PwInputFormat FORMAT = new PwInputFormat();

    /** For the fuzzing test. */
    public static final String SAMPLE =
            """
            &control
              calculation = 'scf' ! an exclamation mark
              title = 'a!b, nat = 7', prefix="x"
            /
             &SYSTEM ibrav = 0,
              nat=2, ntyp = 2, ecutwfc=20.d0
              celldm (1) = 10.0
            /
            &electrons /
            ATOMIC_SPECIES
             Si1  28.085  Si.UPF
             O_h  15.999  O.UPF
            # a comment
            ATOMIC_POSITIONS { crystal }
            Si1  0.0 0.0 0.0  0 0 0
            O_h  1/4  0.25d0  -1/2
            K_POINTS gamma
            CELL_PARAMETERS alat
            1.0 0.0 0.1
            0.0 2.0 0.0
            0.2 0.0 1.5
            """;

    private static Frame frame(String text) {
        List<Frame> frames = accepted(Reading.read(FORMAT, text));
        assertEquals(1, frames.size(), () -> reasons(Reading.read(FORMAT, text)).toString());
        return frames.get(0);
    }

    @Test
    void readsWhatPwxReads() {
        assertTrue(FORMAT.detects(SAMPLE));
        Frame frame = frame(SAMPLE);
        assertEquals("OSi", frame.structure().formula());
        double a = 10 * Units.BOHR;
        assertArrayEquals(
                new double[] {a, 0, .1 * a, 0, 2 * a, 0, .2 * a, 0, 1.5 * a},
                frame.structure().cell().vectors(),
                1e-12);
        assertEquals((0.25 - 0.1) * a, frame.structure().position(1, 0), 1e-12);
        assertEquals(0.5 * a, frame.structure().position(1, 1), 1e-12);
        assertEquals((0.025 - 0.75) * a, frame.structure().position(1, 2), 1e-12);
    }

    /** A file that only begins like an input must not fill the memory. */
    @Test
    void anEndlessInputIsRefused() {
        List<String> reasons = reasons(Reading.read(FORMAT, SAMPLE + "\n".repeat(1_000_001)));
        assertEquals(List.of("no input of pw.x or cp.x has so many lines: 1000000"), reasons);
    }

    @Test
    void unitsOfPositionsAndCell() {
        String text = SAMPLE.replace("1/4", "0.5");
        String alat = text.replace("{ crystal }", "");
        assertEquals(5 * Units.BOHR, frame(alat).structure().position(1, 0), 1e-12);
        String cp = alat.replace("'scf'", "'vc-cp'");
        assertEquals(0.5 * Units.BOHR, frame(cp).structure().position(1, 0), 1e-12);
        String bohr = text.replace("{ crystal }", "(bohr)");
        assertEquals(0.5 * Units.BOHR, frame(bohr).structure().position(1, 0), 1e-12);
        String angstrom = text.replace("{ crystal }", "angstrom").replace("RS alat", "RS bohr");
        assertEquals(0.5, frame(angstrom).structure().position(1, 0), 1e-12);
        assertEquals(2 * Units.BOHR, frame(angstrom).structure().cell().get(1, 1), 1e-12);
        String abc =
                text.replace("celldm (1) = 10.0", "A = 3.0, B = 4.5, C=6, cosAB = 0.1")
                        .replace("ibrav = 0", "ibrav = 12");
        assertEquals(0.45, frame(abc).structure().cell().get(1, 0), 1e-12);
        assertEquals(6, frame(abc).structure().cell().get(2, 2), 1e-12);
    }

    @Test
    void whatCannotBeReadIsNamed() {
        String text = SAMPLE;
        assertRefused("14: unit not read, expected", text.replace("{ crystal }", "crystal_sg"));
        assertRefused("16: a number or a quotient", text.replace("1/4", "sqrt(2)"));
        assertRefused("positions of 2 atoms, expected nat=3", text.replace("nat=2", "nat=3"));
        assertRefused("card CELL_PARAMETERS", text.replace("CELL_PARAM", "SELL_PARAM"));
        assertRefused("no element for species Xx", text.replace("O_h  1/4", "Xx  1/4"));
        assertRefused("ibrav is not set", text.replace("ibrav", "ibraf"));
        assertRefused("neither celldm(1) nor A", text.replace("celldm (1)", "celldm (2)"));
    }

    private static void assertRefused(String reason, String text) {
        var results = Reading.read(FORMAT, text);
        assertEquals(List.of(), accepted(results));
        String told = results.get(0).origin().line() + ": " + reasons(results).get(0);
        assertTrue(told.contains(reason), told);
    }
}
