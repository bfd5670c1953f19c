package org.jinn.format.n2p2;

import static org.jinn.format.Reading.accepted;
import static org.jinn.format.Reading.reasons;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jinn.dataset.Summary;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameWriter;
import org.jinn.format.ReadOptions;
import org.jinn.format.Reading;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Origin;
import org.jinn.structure.Structure;
import org.jinn.structure.Units;
import org.junit.jupiter.api.Test;

class InputDataFormatTest {
    private static final InputDataFormat FORMAT = new InputDataFormat();

    /** As RuNNer has it. */
    private static final String ONE =
            """
            begin
            comment from RuNNer
            lattice 10.0 0.0 1.0
            lattice 0.0 11.0 0.0
            lattice 0.0 0.0 12.0
            atom 1.0 2.0 3.0 Si 0.0 0.0 0.1 0.2 0.3
            atom 0.0 0.0 0.0 O 0.0 0.0 -0.1 -0.2 -0.3
            energy -5.0
            charge 0.0
            end
            """;

    private static byte[] write(Frame... frames) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FrameWriter writer = FORMAT.writer(out)) {
            for (Frame frame : frames) {
                writer.write(frame);
            }
        }
        return out.toByteArray();
    }

    @Test
    void unitsAreAtomicUnlessSaidOtherwise() {
        assertTrue(FORMAT.detects("# a comment\n" + ONE));
        Frame atomic = accepted(Reading.read(FORMAT, ONE)).get(0);
        assertEquals(-5 * Units.HARTREE, atomic.labels().energy().getAsDouble(), 1e-12);
        assertEquals(2 * Units.BOHR, atomic.structure().position(0, 1), 1e-12);
        assertEquals(0.3 * Units.HARTREE / Units.BOHR, atomic.labels().forces()[2], 1e-12);
        assertEquals("bohr,hartree (assumed)", atomic.info().get("units"));
        Summary summary = new Summary();
        summary.add(new Accepted(atomic));
        assertTrue(summary.warnings().get(0).contains("do not say their units"));
        assertEquals("from RuNNer", atomic.info().get("comment"));
        byte[] bytes = ONE.getBytes(StandardCharsets.UTF_8);
        Frame user =
                accepted(
                                Reading.read(
                                        FORMAT,
                                        bytes,
                                        new ReadOptions(false, List.of(), "angstrom,eV")))
                        .get(0);
        assertEquals(-5, user.labels().energy().getAsDouble());
        assertEquals(0.3, user.labels().forces()[2]);
        String said = ONE.replace("from RuNNer", "units=angstrom,eV");
        assertEquals(2, accepted(Reading.read(FORMAT, said)).get(0).structure().position(0, 1));
        String wrong = ONE.replace("from RuNNer", "units=yards");
        assertTrue(reasons(Reading.read(FORMAT, wrong)).get(0).startsWith("units must be"));
    }

    @Property(tries = 50)
    void whatIsWrittenReadsBack(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        int n = 1 + random.nextInt(5);
        Element[] species = new Element[n];
        for (int i = 0; i < n; i++) {
            species[i] = Element.find(1 + random.nextInt(90)).orElseThrow();
        }
        double[] h = random.doubles(9, -5, 5).toArray();
        h[0] += 20;
        h[4] -= 20;
        h[8] += 20;
        Cell cell = random.nextBoolean() ? Cell.of(h) : Cell.NONE;
        Frame frame =
                new Frame(
                        new Structure(cell, species, random.doubles(3 * n, -30, 30).toArray()),
                        Labels.of(
                                random.nextGaussian() * 1e3,
                                random.doubles(3 * n, -9, 9).toArray(),
                                null),
                        new Origin("x", 1, 1),
                        Map.of("group", "liquid"));
        List<Frame> back = accepted(Reading.read(FORMAT, write(frame, frame), ReadOptions.DEFAULT));
        assertEquals(2, back.size());
        Frame b = back.get(1);
        assertEquals(frame.structure().formula(), b.structure().formula());
        assertArrayEquals(cell.vectors(), b.structure().cell().vectors(), 1e-13);
        assertArrayEquals(frame.structure().positions(), b.structure().positions(), 1e-13);
        assertArrayEquals(frame.labels().forces(), b.labels().forces(), 1e-13);
        assertEquals(
                frame.labels().energy().getAsDouble(), b.labels().energy().getAsDouble(), 1e-11);
        assertEquals("liquid", b.info().get("group"));
    }

    @Test
    void badStructuresAreSkippedWhole() {
        List<FrameResult> results =
                Reading.read(FORMAT, ONE.replace("1.0 2.0 3.0 Si", "1.0 NaN 3.0 Si") + ONE);
        assertEquals(1, accepted(results).size());
        assertTrue(reasons(results).get(0).startsWith("not a number"));
        assertEquals(6, results.get(0).origin().line());
        String cut = ONE.substring(0, ONE.indexOf("charge"));
        assertTrue(reasons(Reading.read(FORMAT, cut)).get(0).startsWith("cut off"));
        assertEquals(1, accepted(Reading.read(FORMAT, cut + ONE)).size());
    }

    @Test
    void numbersThatTheChangeOfUnitsMakesInfiniteAreRefused() {
        List<FrameResult> results =
                Reading.read(FORMAT, ONE.replace("0.1 0.2 0.3", "1e308 0.2 0.3") + ONE);
        assertEquals(1, accepted(results).size());
        assertTrue(reasons(results).get(0).contains("larger than numbers"));
    }

    @Test
    void framesWithoutLabelsAreNotWritten() {
        Frame bare =
                new Frame(
                        new Structure(Cell.cubic(3), new Element[] {Element.SI}, new double[3]),
                        Labels.NONE,
                        new Origin("x", 1, 1),
                        Map.of());
        assertThrows(IllegalArgumentException.class, () -> write(bare));
    }
}
