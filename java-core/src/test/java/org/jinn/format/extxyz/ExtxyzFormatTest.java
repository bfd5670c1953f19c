package org.jinn.format.extxyz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.format.FrameWriter;
import org.jinn.format.Lines;
import org.jinn.format.ReadOptions;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Origin;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.Test;

class ExtxyzFormatTest {
    private static final ExtxyzFormat FORMAT = new ExtxyzFormat();

    /** As ASE 3.22 writes it. */
    private static final String ASE =
            """
            2
            Lattice="3.0 0.5 0.0 0.0 4.0 0.0 0.25 0.0 5.0" Properties=species:S:1:pos:R:3:forces:R:3 \
            label="a \\"quoted\\" word" config_type=bulk flag=T energy=-1.5 \
            stress="0.1 0.6 0.5 0.6 0.2 0.4 0.5 0.4 0.3" free_energy=-1.6 pbc="T T F"
            Si       0.0  0.0  0.0   0.1  0.2  0.3
            O        1.0  1.5 -2.0  -0.1 -0.2 -0.3
            """;

    /** Without them the crystal would pass for a cluster. */
    @Test
    void theCellInTheLinesOfAmsIsRefused() throws IOException {
        List<FrameResult> all = read("1\n\nSi 0 0 0\nVEC1 3 0 0\nVEC2 0 3 0\n1\n\nO 0 0 0\n");
        assertEquals(2, all.size());
        String reason = assertInstanceOf(Rejected.class, all.get(0)).reason();
        assertTrue(reason.startsWith("lines VEC1 ... with the cell"), reason);
        assertEquals("O", frame(all.get(1)).structure().formula());
    }

    @Test
    void readsWhatAseWrites() throws IOException {
        Frame frame = frame(read(ASE).get(0));
        assertEquals("OSi", frame.structure().formula());
        assertEquals(0.5, frame.structure().cell().get(0, 1));
        assertEquals(0.25, frame.structure().cell().get(2, 0));
        assertTrue(frame.structure().cell().periodic(1));
        assertFalse(frame.structure().cell().periodic(2));
        assertEquals(-1.6, frame.labels().energy().getAsDouble()); // the forces are of this one
        assertArrayEquals(new double[] {.1, .2, .3, .4, .5, .6}, frame.labels().stress());
        assertEquals(-0.2, frame.labels().forces()[4]);
        assertEquals("a \"quoted\" word", frame.info().get("label"));
        assertEquals("bulk", frame.group("none"));
        assertTrue(FORMAT.detects(ASE));
    }

    @Test
    void virialIsMinusStressTimesVolume() throws IOException {
        String text = ASE.replace("stress=", "virial=");
        Frame frame = frame(read(text).get(0));
        assertEquals(-0.1 / frame.structure().cell().volume(), frame.labels().stress()[0], 1e-15);
    }

    @Test
    void otherSpellings() throws IOException {
        String text =
                """
                1
                Properties=pos:R:3:charge:R:1:Z:I:1:force:R:3 bare energy = -2 names=[["a", 1], [2]]
                1 2 3 0.5 14 7 8 9
                1
                plain xyz of water
                H 0 0 1e-1
                """;
        List<FrameResult> results = read(text);
        Frame frame = frame(results.get(0));
        assertEquals(Element.SI, frame.structure().species(0));
        assertArrayEquals(new double[] {7, 8, 9}, frame.labels().forces());
        assertEquals("T", frame.info().get("bare"));
        assertEquals("[[\"a\", 1], [2]]", frame.info().get("names"));
        assertEquals(-2, frame.labels().energy().getAsDouble());
        assertEquals(0.1, frame(results.get(1)).structure().position(0, 2));
        assertFalse(frame(results.get(1)).structure().cell().anyPeriodic());
    }

    @Test
    void aBadFrameDoesNotSpoilTheNext() throws IOException {
        String bad = ASE.replace("1.5 -2.0", "1.5 nan");
        List<FrameResult> results = read(bad + ASE);
        Rejected rejected = (Rejected) results.get(0);
        assertEquals(4, rejected.origin().line());
        assertEquals("not a number, a finite number was expected: nan", rejected.reason());
        assertEquals(5, frame(results.get(1)).origin().line());
        assertEquals(2, frame(results.get(1)).origin().frame());
    }

    @Test
    void aFrameBehindHalfAOneIsRead() throws IOException {
        String half = ASE.substring(0, ASE.strip().lastIndexOf('\n') + 1);
        List<FrameResult> results = read(half + ASE);
        assertTrue(((Rejected) results.get(0)).reason().startsWith("truncated: another frame"));
        assertEquals(-2, frame(results.get(1)).structure().position(1, 2));
    }

    @Test
    void cutAnywhere() throws IOException {
        String twice = ASE + ASE;
        for (int end = 0; end < twice.length(); end++) {
            List<FrameResult> results = read(twice.substring(0, end));
            assertFalse(results.isEmpty());
            for (FrameResult result : results) {
                if (result instanceof Accepted accepted && accepted.frame().origin().frame() == 1) {
                    assertEquals(2, accepted.frame().structure().size());
                }
            }
        }
    }

    @Test
    void refusesNonsense() throws IOException {
        assertTrue(reason("x\n").startsWith("the number of atoms was expected"));
        assertTrue(reason("1\nProperties=pos:R:3\n1 2 3\n").contains("species"));
        assertTrue(reason("1\nLattice=\"1 2 3\"\nH 1 2 3\n").contains("expected 9"));
        assertTrue(reason("1\nLattice=\"0 0 0 0 0 0 0 0 0\"\nH 1 2 3\n").contains("volume"));
        assertTrue(reason("1\n\nXx 1 2 3\n").contains("no such element"));
        assertTrue(reason("1\n\nH 1 2\n").contains("3 columns, expected 4"));
        assertTrue(reason("1\npbc=\"F T F\"\nH 1 2 3\n").contains("but without a Lattice"));
        assertTrue(reason("2\n\nH 1 2 3\n").startsWith("truncated"));
        assertEquals("a frame without atoms", reason("0\n\n"));
        assertInstanceOf(Accepted.class, read("0\n\n1\n\nH 1 2 3\n").get(1));
        String both = "1\nProperties=species:S:1:pos:R:3:Z:I:1\n";
        assertEquals("species and Z name two elements: C 1 2 3 5", reason(both + "C 1 2 3 5\n"));
        String wide = "1\nLattice=\"1e200 0 0 0 1e200 0 0 0 1e200\"\nH 1 2 3\n";
        assertTrue(reason(wide).contains("volume=Infinity"), reason(wide));
        String torn = "1\nLattice=\"5 -1e308 0 1e-6 5 0 0 0 5\"\nH 1 2 3\n";
        assertTrue(reason(torn).contains("edges below"), reason(torn));
        String flat = "1\nLattice=\"1e8 1 0 1e8 2 0 0 0 1e5\"\nH 1 2 3\n";
        assertInstanceOf(Accepted.class, read(flat).get(0));
        String flatter = flat.replace("1e8", "1e12");
        assertTrue(reason(flatter).contains("must have a volume"), reason(flatter));
        assertTrue(reason("x".repeat(100_000)).length() < 400, "a sentence");
    }

    @Property(tries = 300)
    void whatIsWrittenReadsBackExactly(@ForAll("frames") Frame frame) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FrameWriter writer = FORMAT.writer(out)) {
            writer.write(frame);
            writer.write(frame);
        }
        List<FrameResult> results = read(out.toString(StandardCharsets.UTF_8));
        assertEquals(2, results.size());
        for (FrameResult result : results) {
            Frame back = frame(result);
            assertArrayEquals(
                    frame.structure().cell().vectors(), back.structure().cell().vectors());
            assertArrayEquals(frame.structure().positions(), back.structure().positions());
            assertEquals(frame.structure().formula(), back.structure().formula());
            assertEquals(frame.labels().energy(), back.labels().energy());
            assertArrayEquals(frame.labels().forces(), back.labels().forces());
            assertArrayEquals(frame.labels().stress(), back.labels().stress());
            assertEquals(frame.info(), back.info());
        }
    }

    @Provide
    Arbitrary<Frame> frames() {
        Arbitrary<Double> real = Arbitraries.doubles().between(-1e8, 1e8).ofScale(15);
        Arbitrary<String> key =
                Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(8).map(s -> "k" + s);
        Arbitrary<String> value =
                Arbitraries.strings().ascii().withChars("é\n\"\\ =").ofMaxLength(12);
        Arbitrary<Map<String, String>> info = Arbitraries.maps(key, value).ofMaxSize(4);
        return Arbitraries.integers()
                .between(1, 4)
                .flatMap(
                        n ->
                                Combinators.combine(
                                                real.array(double[].class).ofSize(6 * n + 7),
                                                Arbitraries.of(Element.values())
                                                        .array(Element[].class)
                                                        .ofSize(n),
                                                Arbitraries.integers().between(0, 15),
                                                info)
                                        .as((x, s, parts, facts) -> frame(n, x, s, parts, facts)));
    }

    private static Frame frame(
            int n, double[] x, Element[] s, int parts, Map<String, String> info) {
        Cell cell =
                (parts & 1) == 0
                        ? Cell.NONE
                        : Cell.of(
                                new double[] {3, x[0] * 1e-9, 0, 0, 4, 0, 0, 0, 5},
                                true,
                                false,
                                true);
        double[] forces = (parts & 2) == 0 ? null : java.util.Arrays.copyOfRange(x, 0, 3 * n);
        double[] stress = (parts & 4) == 0 ? null : java.util.Arrays.copyOfRange(x, 0, 6);
        OptionalDouble energy =
                (parts & 8) == 0 ? OptionalDouble.empty() : OptionalDouble.of(x[6 * n + 6]);
        return new Frame(
                new Structure(cell, s, java.util.Arrays.copyOfRange(x, 3 * n, 6 * n)),
                new Labels(energy, forces, stress),
                new Origin("x", 1, 1),
                new LinkedHashMap<>(info));
    }

    private static String reason(String text) throws IOException {
        return ((Rejected) read(text).get(0)).reason();
    }

    private static Frame frame(FrameResult result) {
        return ((Accepted) result).frame();
    }

    private static List<FrameResult> read(String text) throws IOException {
        Lines lines =
                Lines.of("x.xyz", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        List<FrameResult> results = new ArrayList<>();
        FORMAT.read(lines, ReadOptions.DEFAULT).forEachRemaining(results::add);
        return results;
    }
}
