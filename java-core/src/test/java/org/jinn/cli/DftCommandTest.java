package org.jinn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jinn.dft.FakePw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** With a shell script in the place of pw.x. */
class DftCommandTest {
    private static final String GOOD =
            "zcat "
                    + Path.of("src/test/resources/org/jinn/format/qe/crystal_00.out.gz")
                            .toAbsolutePath()
                    + "\n";

    @TempDir Path folder;

    private String out;
    private String err;

    @Test
    void tellsWhatCameOfIt() throws Exception {
        String second = "[ \"${PWD##*_}\" = 0001 ] || exit 3\n" + GOOD;
        assertEquals(1, dft(second, "--json"));
        JsonObject json = JsonParser.parseString(out).getAsJsonObject();
        assertEquals(0, json.get("finished_before").getAsInt());
        assertEquals(1, json.get("labelled").getAsInt());
        assertEquals(1, json.get("failed").getAsInt());
        assertEquals(folder.resolve("dft/frames").toString(), json.get("frames").getAsString());
        assertTrue(err.startsWith("jinn: rattle_0002 failed: pw.x ended with exit code 3"), err);

        assertEquals(0, dft(GOOD));
        assertTrue(out.contains("1 frames labelled, 1 were there already, 0 failed: "), out);
        assertEquals("", err);
        assertEquals(0, dft("exit 3\n", "--json")); // nothing is left to be done
        json = JsonParser.parseString(out).getAsJsonObject();
        assertEquals(2, json.get("finished_before").getAsInt());
    }

    @Test
    void wrongUseAndWrongInputAreOneSentence() throws Exception {
        assertEquals(2, dft(GOOD, "--jsn"));
        assertTrue(err.startsWith("jinn: Unknown option: '--jsn'"), err);
        assertEquals(1, jinn("dft", folder.resolve("none.yaml").toString()));
        assertEquals("jinn: " + folder.resolve("none.yaml") + ": no such file\n", err);
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "cutof: 20\n");
        assertEquals(1, jinn("dft", "--json", wrong.toString()));
        assertTrue(err.startsWith("jinn: " + wrong + ":1: 'cutof': unknown key"), err);
        assertEquals("", out);
    }

    @Test
    void convergesAsTableAndJson() throws Exception {
        assertEquals(0, dft(GOOD, "--converge"));
        assertTrue(
                out.contains("\ncutoff 30 Ry                 0.0000     0.00     0.00    0.000\n"),
                out);
        assertTrue(out.contains("\nk-points x 0.5, 2x2x2        0.0000 "), out);
        assertEquals(0, dft("exit 3\n", "--converge", "--json")); // all is there
        JsonArray rows = JsonParser.parseString(out).getAsJsonArray();
        assertEquals(9, rows.size());
        assertEquals("cutoff 15 Ry", rows.get(0).getAsJsonObject().get("setting").getAsString());
    }

    private int dft(String script, String... options) throws IOException {
        Path file = FakePw.input(folder, script, "rattle: {count: 2}");
        String[] words = new String[options.length + 2];
        words[0] = "dft";
        words[1] = file.toString();
        System.arraycopy(options, 0, words, 2, options.length);
        return jinn(words);
    }

    private int jinn(String... words) {
        StringWriter o = new StringWriter();
        StringWriter e = new StringWriter();
        CommandLine line = new CommandLine(new Jinn());
        line.setOut(new PrintWriter(o)).setErr(new PrintWriter(e));
        int code = Jinn.run(line, words);
        out = o.toString();
        err = e.toString();
        return code;
    }
}
