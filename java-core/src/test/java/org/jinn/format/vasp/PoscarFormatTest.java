package org.jinn.format.vasp;

import static org.jinn.format.Reading.accepted;
import static org.jinn.format.Reading.reasons;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jinn.format.ReadOptions;
import org.jinn.format.Reading;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.junit.jupiter.api.Test;

public class PoscarFormatTest {
    private static final PoscarFormat FORMAT = new PoscarFormat();

    /** For the fuzzing test. */
    public static final String SAMPLE =
            """
            quartz, sheared
             2.0
              1.0  0.0  0.5
              0.0  2.0  0.0
             -0.5  0.0  1.5
            Si_pv O
              1   2
            Selective dynamics
            Direct
              0.0  0.0  0.0   T T F
              0.5  0.25 0.0   F F F
              0.0  0.5  0.25  T T T  O

              0.1 0.2 0.3
            """;

    private static Frame frame(String text) {
        List<Frame> frames = accepted(Reading.read(FORMAT, text));
        assertEquals(1, frames.size(), () -> reasons(Reading.read(FORMAT, text)).toString());
        return frames.get(0);
    }

    @Test
    void direct() {
        assertTrue(FORMAT.detects(SAMPLE));
        Frame frame = frame(SAMPLE);
        assertEquals("O2Si", frame.structure().formula());
        assertEquals(Element.SI, frame.structure().species(0));
        assertArrayEquals(
                new double[] {2, 0, 1, 0, 4, 0, -1, 0, 3}, frame.structure().cell().vectors());
        assertArrayEquals(
                new double[] {0, 0, 0, 1, 1, .5, -.25, 2, .75}, frame.structure().positions());
        assertFalse(frame.labels().energy().isPresent());
    }

    @Test
    void cartesianAndScales() {
        String cartesian = SAMPLE.replace("Selective dynamics\nDirect", "cartesian");
        assertEquals(0.5, frame(cartesian).structure().position(1, 1));
        double volume = 2 * (1 * 1.5 + 0.5 * 0.5); // unscaled
        String byVolume = cartesian.replace(" 2.0\n", " " + -8 * volume + "\n");
        assertEquals(0.5, frame(byVolume).structure().position(1, 1), 1e-12);
        assertEquals(3, frame(byVolume).structure().cell().get(2, 2), 1e-12);
        Frame three = frame(cartesian.replace(" 2.0\n", " 2.0 3.0 4.0\n"));
        assertEquals(6, three.structure().cell().get(1, 1));
        assertEquals(2, three.structure().cell().get(0, 2));
        assertEquals(0.75, three.structure().position(1, 1));
    }

    @Test
    void speciesOfVasp4() {
        String old = SAMPLE.replace("Si_pv O\n", "");
        assertTrue(FORMAT.detects(old));
        assertEquals(
                List.of("no element for species 1, name them (--elements)"),
                reasons(Reading.read(FORMAT, old)));
        assertEquals("O2Si", frame(old.replace("quartz, sheared", "Si O")).structure().formula());
        ReadOptions named = new ReadOptions(false, List.of(Element.GE, Element.S));
        byte[] bytes = old.getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "S2Ge", accepted(Reading.read(FORMAT, bytes, named)).get(0).structure().formula());
        for (String comment : List.of("Cubic BN", "Si cell", "C1 O")) { // words, no elements
            byte[] other = old.replace("quartz, sheared", comment).getBytes(StandardCharsets.UTF_8);
            assertEquals(1, reasons(Reading.read(FORMAT, new String(other))).size(), comment);
            assertEquals(
                    "S2Ge",
                    accepted(Reading.read(FORMAT, other, named)).get(0).structure().formula());
        }
        byte[] symbols = old.replace("quartz, sheared", "Si O").getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "S2Ge",
                accepted(Reading.read(FORMAT, symbols, named)).get(0).structure().formula());
        // the file's own names are not overruled
        byte[] own = SAMPLE.getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "O2Si", accepted(Reading.read(FORMAT, own, named)).get(0).structure().formula());
    }

    /** As ASE writes a random alloy. */
    @Test
    void thousandsOfRunsOfSpecies() {
        int n = 4000;
        String text =
                SAMPLE.replace("Si_pv O\n", "Al Ni ".repeat(n / 2) + "\n")
                                .replace("  1   2\n", "1 ".repeat(n) + "\n")
                                .replaceAll("(?s)Direct\n.*", "Direct\n")
                        + "0.1 0.2 0.3\n".repeat(n);
        assertTrue(FORMAT.detects(text));
        assertEquals(n, frame(text).structure().size());
    }

    @Test
    void whatIsWrongIsNamed() {
        String cut = SAMPLE.substring(0, SAMPLE.indexOf("  0.0  0.5  0.25"));
        assertEquals(
                List.of("the file ends, expected atom 3 of 3"), reasons(Reading.read(FORMAT, cut)));
        String flat = SAMPLE.replace("0.0  2.0  0.0", "1.0  0.0  0.5");
        assertTrue(reasons(Reading.read(FORMAT, flat)).get(0).startsWith("lattice unusable"));
    }
}
