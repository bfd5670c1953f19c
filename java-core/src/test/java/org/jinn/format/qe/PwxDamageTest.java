package org.jinn.format.qe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.jinn.format.qe.PwxFixtures.accepted;
import static org.jinn.format.qe.PwxFixtures.bytes;
import static org.jinn.format.qe.PwxFixtures.compressed;
import static org.jinn.format.qe.PwxFixtures.read;
import static org.jinn.format.qe.PwxFixtures.reasons;
import static org.jinn.format.qe.PwxFixtures.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jinn.format.FrameResult;
import org.jinn.structure.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were cut, or that say impossible things. */
class PwxDamageTest {
    @ParameterizedTest
    @ValueSource(strings = {"md", "relax", "vcrelax", "vcmd", "hybrid", "mdunconv"})
    void cutAtEveryLine(String name) throws IOException {
        byte[] whole = bytes(name);
        List<Frame> frames = accepted(read(whole));
        for (int end = 0; end < whole.length; end++) {
            if (end == 0 || whole[end - 1] == '\n') {
                assertPrefix(frames, read(Arrays.copyOf(whole, end)), name + " cut at " + end);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"md", "vcmd"})
    void cutAtManyBytes(String name) throws IOException {
        byte[] whole = bytes(name);
        List<Frame> frames = accepted(read(whole));
        for (int end = 0; end < whole.length; end += 7) {
            assertPrefix(frames, read(Arrays.copyOf(whole, end)), name + " cut at " + end);
        }
    }

    /**
     * Within the last number of a table; the empty line that a new run begins with ends the row.
     */
    @ParameterizedTest
    @CsvSource({"'type  1   force =', 0", "'total   stress', 3"})
    void cutWithinANumberWhereARunWasAppended(String mark, int rows) throws IOException {
        String run = text("md");
        int frames = accepted(read(run.getBytes(UTF_8))).size();
        int end = run.indexOf('\n', run.lastIndexOf(mark));
        for (int row = 0; row < rows; row++) {
            end = run.indexOf('\n', end + 1);
        }
        String row = run.substring(run.lastIndexOf('\n', end - 1) + 1, end);
        for (int lost = 1; lost < row.length() - row.lastIndexOf(' ') - 1; lost++) {
            String cut = run.substring(0, end - lost) + "\n\n" + run;
            int found = accepted(read(cut.getBytes(UTF_8))).size();
            assertEquals(2 * frames - 1, found, row + " less " + lost);
        }
    }

    /** The tail of a file has no header; what is accepted must still be what the whole gives. */
    @ParameterizedTest
    @ValueSource(strings = {"md", "relax", "vcrelax", "vcmd"})
    void headMissing(String name) throws IOException {
        byte[] whole = bytes(name);
        List<Frame> frames = accepted(read(whole));
        for (int from = 0; from < whole.length; from++) {
            if (from > 0 && whole[from - 1] == '\n') {
                for (Frame frame : accepted(read(Arrays.copyOfRange(whole, from, whole.length)))) {
                    assertTrue(
                            frames.stream().anyMatch(f -> near(f, frame)), name + " from " + from);
                }
            }
        }
    }

    /** Without any one line, a frame is refused or the same: never another cell or positions. */
    @ParameterizedTest
    @ValueSource(strings = {"relax", "vcrelax"})
    void anyBlockMissing(String name) throws IOException {
        List<Frame> frames = accepted(read(bytes(name)));
        String[] lines = text(name).split("\n");
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].startsWith("ATOMIC_POS") && !lines[i].startsWith("CELL_PAR")) {
                continue;
            }
            String[] less = lines.clone();
            for (int k = i; k < i + 4 && !less[k].isBlank(); k++) {
                less[k] = "";
            }
            for (Frame frame : accepted(read(String.join("\n", less) + "\n"))) {
                assertTrue(frames.stream().anyMatch(f -> near(f, frame)), name + " line " + i);
            }
        }
    }

    @Test
    void withoutCellParametersTheCellIsUnknown() throws IOException {
        String text = text("vcrelax").replaceAll("(?m)^CELL_PARAMETERS.*\\n(.*\\n){3}", "");
        List<FrameResult> results = read(text);
        assertEquals(5, results.size());
        assertEquals(1, accepted(results).size(), "the first has its cell in the header");
        for (String reason : reasons(results).subList(0, 3)) {
            assertEquals("cell unknown: no CELL_PARAMETERS printed before this scf", reason);
        }
        String headless = text("md").substring(text("md").indexOf("Entering Dynamics"));
        assertEquals(
                "cell unknown: the header of this run is not in the file",
                reasons(read(headless)).get(0));
    }

    @Test
    void gzipCutAnywhere() throws IOException {
        byte[] whole = compressed("md");
        List<Frame> frames = accepted(read(whole));
        assertEquals(4, frames.size());
        for (int end = 0; end < whole.length; end += 13) {
            List<FrameResult> results = read(Arrays.copyOf(whole, end));
            assertPrefix(frames, results, "gzip cut at " + end);
            assertFalse(reasons(results).isEmpty(), "gzip cut at " + end);
        }
    }

    @Test
    void gzipMembersInARow() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(compressed("md"));
        both.write(compressed("strain_08"));
        assertEquals(5, accepted(read(both.toByteArray())).size());
    }

    @Test
    void impossibleNumbersAreRefusedWithTheirLine() throws IOException {
        String text = text("strain_08");
        String stars =
                text.replaceFirst("0\\.00000004   -0\\.00000004    0\\.01030602", "****** 0 0");
        assertEquals(
                List.of("not a number, a finite number was expected: ******"),
                reasons(read(stars)));
        int line = stars.substring(0, stars.indexOf("******")).split("\n").length;
        assertEquals(line, read(stars).get(0).origin().line());
        String nan =
                text.replaceFirst(
                        "-62\\.96102185 Ry\n     estimated scf accuracy    < *1\\.7E",
                        "NaN Ry\n     estimated scf accuracy    < 1.7E");
        assertEquals(1, reasons(read(nan)).size());
        String axis = text.replace("a(2) = (   0.014998", "a(2) = (   ********");
        assertEquals(1, reasons(read(axis)).size());
        String swapped =
                text.replace("atom    2 type", "atom    9 type")
                        .replace("atom    3 type", "atom    2 type");
        assertEquals(List.of("row of atom 9, expected atom 2"), reasons(read(swapped)));
        String volume = text.replace("1107.8710", "1207.8710");
        assertTrue(reasons(read(volume)).get(0).startsWith("cell unknown"));
        String atoms =
                text.replace(
                        "number of atoms/cell      =            8",
                        "number of atoms/cell      =            9");
        assertTrue(reasons(read(atoms)).get(0).contains("expected 9"));
    }

    /** As version 5 prints it for spin-polarised runs. */
    @Test
    void aWarningBeforeTheForcesIsNoTable() throws IOException {
        String text = text("strain_08");
        String warned =
                text.replaceFirst(
                        "(?m)^( +atom +1 type.*force =)",
                        "\n     negative rho (up, down):  2.052E-03 1.758E-03\n$1");
        assertTrue(warned.length() > text.length());
        assertArrayEquals(
                accepted(read(text)).get(0).labels().forces(),
                accepted(read(warned)).get(0).labels().forces());
    }

    @Test
    void emptyAndForeignFiles() {
        assertEquals(List.of("the file is empty"), reasons(read("")));
        assertEquals(List.of("no frame found"), reasons(read("hello\nworld\n")));
        assertEquals(
                List.of("pw.x stopped: Error in routine setup (1): too bad"),
                reasons(
                        read(
                                "     Program PWSCF v.6.7MaX starts\n %%%\n"
                                        + "     Error in routine setup (1):\n     too bad\n")));
    }

    private static void assertPrefix(List<Frame> whole, List<FrameResult> cut, String where) {
        List<Frame> some = accepted(cut);
        assertTrue(some.size() <= whole.size(), where);
        for (int i = 0; i < some.size(); i++) {
            Frame a = whole.get(i);
            Frame b = some.get(i);
            assertEquals(a.labels().energy(), b.labels().energy(), where);
            assertArrayEquals(a.labels().forces(), b.labels().forces(), where);
            assertArrayEquals(a.labels().stress(), b.labels().stress(), where);
            assertArrayEquals(a.structure().positions(), b.structure().positions(), where);
            assertArrayEquals(
                    a.structure().cell().vectors(), b.structure().cell().vectors(), where);
            assertEquals(a.origin(), b.origin(), where);
            assertEquals(a.info(), b.info(), where);
        }
    }

    private static boolean near(Frame a, Frame b) {
        return a.labels().energy().equals(b.labels().energy())
                && Arrays.equals(a.labels().forces(), b.labels().forces())
                && Arrays.equals(a.labels().stress(), b.labels().stress())
                && near(a.structure().positions(), b.structure().positions())
                && near(a.structure().cell().vectors(), b.structure().cell().vectors());
    }

    private static boolean near(double[] a, double[] b) {
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Math.max(worst, Math.abs(a[i] - b[i]));
        }
        return a.length == b.length && worst < 2e-5; // the header's alat has fewer digits
    }
}
