package org.jinn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class InspectConvertTest {
    private final StringWriter out = new StringWriter();

    @TempDir Path folder;

    @Test
    void inspectPrintsALineAFrame() throws Exception {
        assertEquals(0, run(new InspectCommand(), fixture("vcrelax")));
        assertTrue(out.toString().contains("vcrelax.out.gz:86: frame 1: Si2 E=-105.2"));
        assertTrue(out.toString().contains("frame 5: refused: last scf of a vc-relax"));
        assertTrue(out.toString().contains("4 frames accepted (8 atoms), 1 refused"));
    }

    @Test
    void inspectFailsIfNothingIsAccepted() throws Exception {
        assertEquals(1, run(new InspectCommand(), fixture("unconverged")));
    }

    /** JSON knows no NaN and no infinity. */
    @Test
    void whatIsNoNumberIsNullInJson() {
        String text = Json.LINE.toJson(java.util.Map.of("rmse", Double.NaN));
        assertEquals("{\"rmse\":null}", text);
        assertEquals("[1.5,null]", Json.LINE.toJson(new double[] {1.5, 1 / 0.0}));
        assertEquals("null", Json.pretty(Double.NEGATIVE_INFINITY));
    }

    @Test
    void numbersThatAreNoneAreRefusedByTheRightName() throws Exception {
        String[] wrong = {"--every", "1.2.3fs", fixture("md")};
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new InspectCommand()).setErr(new PrintWriter(err));
        line.setExecutionExceptionHandler(
                (e, c, r) -> {
                    err.write(e.getMessage());
                    return 1;
                });
        assertEquals(1, line.execute(wrong));
        assertEquals("--every must be like 20fs or 0.5ps: 1.2.3fs", err.toString());
        String out = folder.resolve("x.xyz").toString();
        assertEquals(2, Jinn.run("convert", fixture("md"), "-o", out, "--frame", "0"));
    }

    @Test
    void inspectAsJson() throws Exception {
        assertEquals(0, run(new InspectCommand(), "--json", fixture("vcrelax")));
        JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals(5, json.getAsJsonArray("frames").size());
        JsonObject summary = json.getAsJsonObject("summary");
        assertEquals(4, summary.get("frames").getAsInt());
        assertEquals(1, summary.get("rejected").getAsInt());
        assertTrue(json.has("left_out"), json.keySet() + "");
    }

    @Test
    void convertGathersFrames() throws Exception {
        Path xyz = folder.resolve("all.xyz.gz");
        assertEquals(
                0,
                run(new ConvertCommand(), fixture("md"), fixture("vcrelax"), "-o", xyz.toString()));
        assertTrue(out.toString().contains("8 frames written"));
        assertTrue(out.toString().contains("refused 1: last scf"));
        assertEquals(0, run(new InspectCommand(), xyz.toString()));
        assertTrue(out.toString().contains("groups: md 4, vcrelax 4"));
        assertEquals(1, run(new ConvertCommand(), xyz.toString(), "-o", xyz.toString()));
        assertEquals(0, run(new ConvertCommand(), xyz.toString(), "-o", xyz.toString(), "--force"));
    }

    @Test
    void convertWritesOneFrameForLammps() throws Exception {
        Path data = folder.resolve("si.data");
        assertEquals(1, run(new ConvertCommand(), fixture("md"), "-o", data.toString()));
        assertFalse(Files.exists(data), "a failed conversion leaves nothing");
        assertEquals(
                0, run(new ConvertCommand(), fixture("md"), "-o", data.toString(), "--frame", "2"));
        assertTrue(Files.readString(data).contains("2 atoms"));
    }

    @Test
    void selectionsAreReported() throws Exception {
        assertEquals(0, run(new InspectCommand(), fixture("md"), "--frames", "0:3:2", "--summary"));
        assertTrue(out.toString().contains("2 frames accepted"), out.toString());
        assertTrue(out.toString().contains("left out 2: not among the frames asked for"));
        assertEquals(0, run(new InspectCommand(), fixture("md"), "--group-by", "calculation"));
        assertTrue(out.toString().contains("groups: md 4"));
        assertEquals(0, run(new InspectCommand(), fixture("md"), "--group-by", "colour"));
        assertTrue(out.toString().contains("4 frames have no 'colour'"));
        assertEquals(1, run(new InspectCommand(), fixture("md"), "--units", "furlong"));
        assertEquals(1, run(new ConvertCommand(), fixture("md"), "-o", "-", "--to", "extxyz"));
        String again = Files.copy(Path.of(fixture("md")), folder.resolve("again.gz")).toString();
        assertEquals(0, run(new InspectCommand(), fixture("md"), again, "--summary"));
        assertTrue(out.toString().contains("4 frames occur again"));
        assertEquals(0, run(new InspectCommand(), fixture("md"), again, "--drop-duplicates"));
        assertTrue(out.toString().contains("refused 4: read already"));
        assertEquals(1, run(new InspectCommand(), fixture("md"), "--every", "soon"));
        assertEquals(1, run(new InspectCommand(), fixture("md"), "--energy-window", "low"));
    }

    /** Four frames, 1 fs apart; the numbers are those of DatasetTest. */
    @Test
    void framesAreChosenByTimeForceAndEnergy() {
        String md = "src/test/resources/org/jinn/format/qe/xml/md.out.gz";
        for (String[] choice :
                new String[][] {
                    {"--every", "1.9fs", "2"},
                    {"--every", "0.0019ps", "2"},
                    {"--max-force", "0.1882", "3"},
                    {"--energy-window", "-1000:-106.646780", "2"}
                }) {
            out.getBuffer().setLength(0);
            assertEquals(0, run(new InspectCommand(), md, "--summary", choice[0], choice[1]));
            assertTrue(out.toString().contains(choice[2] + " frames accepted"), choice[1] + out);
        }
    }

    @Test
    void whatAFormatCannotHoldIsTold() throws Exception {
        Path file = folder.resolve("input.data");
        assertEquals(0, run(new ConvertCommand(), fixture("md"), "-o", file.toString()));
        assertTrue(out.toString().contains("the format cannot hold it: stress"), out.toString());
        assertEquals(0, run(new InspectCommand(), file.toString()));
        assertTrue(out.toString().contains("4 frames accepted"));
    }

    @Test
    void formatsAreListed() {
        assertEquals(0, run(new FormatsCommand(), "--json"));
        assertEquals(
                org.jinn.format.Formats.ALL.size(),
                JsonParser.parseString(out.toString()).getAsJsonArray().size());
        assertEquals(0, run(new FormatsCommand()));
        assertTrue(out.toString().contains("pwx-xml"));
    }

    @Test
    void convertWritesNothingIfNothingIsAccepted() throws Exception {
        Path xyz = folder.resolve("none.xyz");
        assertEquals(
                1,
                run(new ConvertCommand(), "--json", fixture("unconverged"), "-o", xyz.toString()));
        assertFalse(Files.exists(xyz));
        JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals(0, json.get("written").getAsInt());
        assertEquals(2, run(new ConvertCommand(), fixture("md"), "-o", "x.unknown"));
    }

    private int run(Object command, String... args) {
        out.getBuffer().setLength(0);
        StringWriter err = new StringWriter();
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    private static String fixture(String name) throws IOException, URISyntaxException {
        return Path.of(
                        InspectConvertTest.class
                                .getResource("/org/jinn/format/qe/" + name + ".out.gz")
                                .toURI())
                .toString();
    }
}
