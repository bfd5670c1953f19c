package org.jinn.format.lammps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.format.FrameWriter;
import org.jinn.format.Lines;
import org.jinn.format.ReadOptions;
import org.jinn.format.StructureFormat;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Origin;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LammpsFormatsTest {
    private static final String DUMP =
            """
            ITEM: TIMESTEP
            100
            ITEM: NUMBER OF ATOMS
            2
            ITEM: BOX BOUNDS xy xz yz pp pp ff
            -0.5 10.5 1.0
            0.0 9.0 -0.5
            1.0 8.0 0.25
            ITEM: ATOMS id type xs ys zs fx fy fz
            2 1 0.5 0.5 0.5 1 2 3
            1 2 0 0 0 -1 -2 -3
            """;

    @Test
    void dumpWithATriclinicBox() throws IOException {
        List<FrameResult> results =
                read(new LammpsDumpFormat(), DUMP + DUMP, List.of(Element.SI, Element.O));
        assertEquals(2, results.size());
        Frame frame = ((Accepted) results.get(1)).frame();
        // bounds of x reach from min(0, xy, xz, xy + xz) = -0.5 to max = 1
        assertArrayEquals(
                new double[] {9.5, 0, 0, 1, 8.75, 0, -0.5, 0.25, 7},
                frame.structure().cell().vectors(),
                1e-14);
        assertFalse(frame.structure().cell().periodic(2));
        assertEquals(Element.O, frame.structure().species(0), "sorted by id");
        assertEquals(0 + 4.75 + 0.5 - 0.25, frame.structure().position(1, 0), 1e-14);
        assertEquals(1 + 3.5, frame.structure().position(1, 2), 1e-14);
        assertArrayEquals(new double[] {-1, -2, -3, 1, 2, 3}, frame.labels().forces());
        assertTrue(frame.labels().energy().isEmpty());
        assertEquals("100", frame.info().get("timestep"));
        assertEquals(12, frame.origin().line());
    }

    @Test
    void dumpFaultsAreRefusedOneByOne() throws IOException {
        String bad = DUMP.replace("0.5 0.5 0.5", "0.5 ? 0.5");
        List<FrameResult> results =
                read(new LammpsDumpFormat(), bad + DUMP, List.of(Element.SI, Element.O));
        assertEquals(10, ((Rejected) results.get(0)).origin().line());
        assertTrue(results.get(1) instanceof Accepted);
        Rejected types = (Rejected) read(new LammpsDumpFormat(), DUMP, List.of()).get(0);
        assertEquals("no element for type 1, name them (--elements)", types.reason());
        for (int end = 1; end < DUMP.length() - 1; end++) {
            read(new LammpsDumpFormat(), DUMP.substring(0, end), List.of());
        }
    }

    /** LAMMPS says them once, before the first snapshot. */
    @Test
    void aDumpOfOtherUnitsIsRefusedToItsEnd() throws IOException {
        List<Element> types = List.of(Element.SI, Element.O);
        List<FrameResult> results =
                read(new LammpsDumpFormat(), "ITEM: UNITS\nreal\n" + DUMP + DUMP, types);
        assertEquals(2, results.size());
        for (FrameResult r : results) {
            assertEquals("units must be metal: real", ((Rejected) r).reason());
        }
        results = read(new LammpsDumpFormat(), "ITEM: UNITS\nmetal\n" + DUMP, types);
        assertTrue(results.get(0) instanceof Accepted);
    }

    /** What an interrupted run has left is no part of the next. */
    @Test
    void aSnapshotBehindHalfAOneIsRead() throws IOException {
        String half = DUMP.substring(0, DUMP.indexOf("1 2 0 0 0"));
        List<FrameResult> results =
                read(new LammpsDumpFormat(), half + DUMP, List.of(Element.SI, Element.O));
        assertEquals(2, results.size());
        assertTrue(((Rejected) results.get(0)).reason().startsWith("truncated: another snapshot"));
        assertTrue(results.get(1) instanceof Accepted);
    }

    @Test
    void boxIsARotationOfTheSameLattice() {
        Cell cell = Cell.of(0.3, 2.7, 2.8, 2.6, -0.1, 2.9, 2.7, 2.75, 0.2);
        LammpsBox box = LammpsBox.of(cell);
        double[] h = box.cell().vectors();
        assertEquals(cell.volume(), box.cell().volume(), 1e-12);
        assertEquals(0, h[1]);
        assertTrue(h[0] > 0 && h[4] > 0 && h[8] > 0);
        assertTrue(Math.abs(h[3]) <= h[0] / 2 + 1e-9 && Math.abs(h[7]) <= h[4] / 2 + 1e-9);
        // every original lattice vector, rotated, has integer coordinates in the new cell
        double[] turned = box.rotate(cell.vectors());
        double[] inverse = box.cell().inverse();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double n = 0;
                for (int k = 0; k < 3; k++) {
                    n += turned[3 * i + k] * inverse[3 * k + j];
                }
                assertEquals(Math.rint(n), n, 1e-12);
            }
        }
        double[] r = box.rotation();
        double det =
                r[0] * (r[4] * r[8] - r[5] * r[7])
                        - r[1] * (r[3] * r[8] - r[5] * r[6])
                        + r[2] * (r[3] * r[7] - r[4] * r[6]);
        assertEquals(1, det, 1e-12);
    }

    @Test
    void dataFileRoundTrip() throws IOException {
        Cell cell = Cell.of(5, 0, 0, 1, 6, 0, 0.5, -1, 7);
        Structure structure =
                new Structure(
                        cell,
                        new Element[] {Element.SI, Element.O, Element.SI},
                        new double[] {0.1, 0.2, 0.3, 1, 2, 3, 4, 5, 6});
        String text = write(structure);
        assertTrue(new LammpsDataFormat().detects(text));
        assertTrue(text.contains("rotation"));
        Frame back = ((Accepted) read(new LammpsDataFormat(), text, List.of()).get(0)).frame();
        assertArrayEquals(cell.vectors(), back.structure().cell().vectors(), 1e-12);
        assertArrayEquals(structure.positions(), back.structure().positions(), 1e-12);
        assertEquals("OSi2", back.structure().formula());
        assertEquals(Element.O, back.structure().species(1));
        for (int end = 0; end < text.length(); end += 3) {
            read(new LammpsDataFormat(), text.substring(0, end), List.of());
        }
    }

    /** As ASE writes a molecule and a slab: around the origin, and with atoms outside the cell. */
    @Test
    void whereItIsNotPeriodicTheBoxHoldsAllAtoms() throws IOException {
        Element[] species = {Element.SI, Element.O};
        double[] x = {-1, -2, -3, 1, 2, 12};
        double[] h = {10, 0, 0, 0, 10, 0, 0, 0, 10};
        String text = write(new Structure(Cell.of(h, false, false, false), species, x));
        assertTrue(text.contains("use boundary f f f\n"), text);
        assertTrue(
                text.contains("\n-11.0 11.0 xlo xhi\n-12.0 12.0 ylo yhi\n-13.0 22.0 zlo zhi"),
                text);
        text = write(new Structure(Cell.of(h, true, true, false), species, x));
        assertTrue(text.contains("use boundary p p f\n"), text);
        assertTrue(text.contains("\n0.0 10.0 xlo xhi\n0.0 10.0 ylo yhi\n-13.0 22.0 zlo zhi"), text);
        double[] tilted = {10, 0, 0, 0, 10, 0, 0, 6, 10};
        Structure slab = new Structure(Cell.of(tilted, true, false, true), species, x);
        assertTrue(
                assertThrows(IllegalArgumentException.class, () -> write(slab))
                        .getMessage()
                        .contains("needs vectors along x, y and z"));
    }

    @Test
    void aDataFileHoldsOneStructure() throws IOException {
        Frame frame = frame(new Structure(Cell.NONE, new Element[] {Element.H}, new double[3]));
        try (FrameWriter writer = new LammpsDataFormat().writer(new ByteArrayOutputStream())) {
            writer.write(frame);
            assertThrows(IllegalArgumentException.class, () -> writer.write(frame));
        }
    }

    @Test
    void aDataFileCutOff() throws IOException {
        String text =
                "# cut\n\n2 atoms\n1 atom types\n0 5 xlo xhi\n0 5 ylo yhi\n0 5 zlo zhi\n\n"
                        + "Masses\n\n1 28.085\n\nAtoms # atomic\n\n1 1 0 0 0\n";
        FrameResult result = read(new LammpsDataFormat(), text, List.of()).get(0);
        assertEquals(
                "truncated: the file ends, expected atom 2 of 2", ((Rejected) result).reason());
    }

    /** What stands behind a mass may be a symbol, a name or a force field's type. */
    @ParameterizedTest
    @CsvSource({
        "12.011 # CA, C",
        "12.011 # Carbon, C",
        "55.845 # Iron, Fe",
        "28.085 # Si1, Si",
        "2.014 # H, H",
        "12.011 # Si, ?",
        "1.0 # Si, ?"
    })
    void theMassDecides(String line, String symbol) throws IOException {
        String text =
                "# one\n\n1 atoms\n1 atom types\n0 5 xlo xhi\n0 5 ylo yhi\n0 5 zlo zhi\n\n"
                        + "Masses\n\n1 "
                        + line
                        + "\n\nAtoms # atomic\n\n1 1 0 0 0\n";
        FrameResult result = read(new LammpsDataFormat(), text, List.of()).get(0);
        assertEquals(
                symbol,
                result instanceof Accepted a ? a.frame().structure().formula() : "?",
                result.toString());
    }

    /** Lines as write_data of LAMMPS 29Sep2021 leaves them: columns before and after x y z. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "atomic|7 2 X|0 0 1",
                "charge|7 2 -0.5 X|0 0 1",
                "molecular|7 1 2 X|0 0 1",
                "bond|7 1 2 X|",
                "angle|7 1 2 X|",
                "full|7 1 2 -0.5 X|0 0 1",
                "sphere|7 2 1.0 1.0 X|0 0 1",
                "dipole|7 2 -0.5 X 0.1 0.2 0.3|0 0 1",
                "ellipsoid|7 2 0 1.0 X|0 0 1",
                "template|7 2 0 0 0 X|",
                "smd|7 2 1 1.0 1.0 0.5 0.5 9 9 9 X|",
                "hybrid sphere|7 2 X 1.0 1.0|0 0 1"
            })
    void anyAtomStyleIsRead(String row) throws IOException {
        String[] parts = row.split("[|]", -1);
        String text =
                """
                a title

                1 atoms
                2 atom types
                0 4 xlo xhi
                0 5 ylo yhi
                0 6 zlo zhi

                Masses

                1 28.085
                2 15.999

                Atoms # STYLE

                ROW
                """
                        .replace("STYLE", parts[0])
                        .replace("ROW", (parts[1] + " " + parts[2]).replace("X", "1.5 2.5 3.5"));
        FrameResult result = read(new LammpsDataFormat(), text, List.of()).get(0);
        Structure structure = ((Accepted) result).frame().structure();
        assertEquals(Element.O, structure.species(0));
        assertArrayEquals(new double[] {1.5, 2.5, 3.5}, structure.positions());
        List<Element> other = List.of(Element.O, Element.SI);
        FrameResult named = read(new LammpsDataFormat(), text, other).get(0);
        assertEquals(Element.O, ((Accepted) named).frame().structure().species(0), "by its mass");
        FrameResult strange =
                read(new LammpsDataFormat(), text.replace("15.999", "777"), other).get(0);
        assertEquals(Element.SI, ((Accepted) strange).frame().structure().species(0));
        String unnamed = text.replace("# " + parts[0], "");
        FrameResult bare = read(new LammpsDataFormat(), unnamed, List.of()).get(0);
        assertEquals(parts[0].equals("atomic"), bare instanceof Accepted, row);
        FrameResult wrong =
                read(new LammpsDataFormat(), text.replace(parts[0], "strange"), List.of()).get(0);
        assertTrue(((Rejected) wrong).reason().contains("atom style not known: strange"));
    }

    private static String write(Structure structure) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FrameWriter writer = new LammpsDataFormat().writer(out)) {
            writer.write(frame(structure));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Frame frame(Structure structure) {
        return new Frame(structure, Labels.NONE, new Origin("x", 1, 1), Map.of());
    }

    private static List<FrameResult> read(StructureFormat format, String text, List<Element> types)
            throws IOException {
        Lines lines =
                Lines.of("x.dump", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        List<FrameResult> results = new ArrayList<>();
        format.read(lines, new ReadOptions(false, types)).forEachRemaining(results::add);
        return results;
    }
}
