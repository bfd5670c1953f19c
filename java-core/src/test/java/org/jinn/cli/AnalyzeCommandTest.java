package org.jinn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AnalyzeCommandTest {
    @TempDir private Path dir;

    private static String run(int code, String... words) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new AnalyzeCommand()).setOut(new PrintWriter(out, true));
        assertEquals(code, line.execute(words));
        return out.toString();
    }

    @Test
    void eosPrintsJsonAndDraws() throws Exception {
        Path scan =
                Path.of(
                        AnalyzeCommandTest.class
                                .getResource("/org/jinn/analysis/silicon_qe.dat")
                                .toURI());
        String text = run(0, "eos", scan.toString(), "--json", "-o", dir.resolve("eos").toString());
        JsonObject numbers =
                JsonParser.parseString(text).getAsJsonObject().getAsJsonObject(scan.toString());
        assertEquals(5.476, numbers.get("edge_A").getAsDouble(), 1e-3);
        assertEquals(13, numbers.get("points").getAsInt());
        assertTrue(Files.exists(dir.resolve("eos.svg")));
    }

    @Test
    void pvReadsWhatTheExampleWrites() throws Exception {
        String[] words = {"pv", volumes(-20000, 0), volumes(0, 0), volumes(20000, 0)};
        String text = run(0, words);
        assertTrue(text.contains("B0_GPa"), text);
        double b =
                Double.parseDouble(
                        text.lines()
                                .filter(l -> l.contains("B0_GPa"))
                                .findFirst()
                                .orElseThrow()
                                .replace("B0_GPa", "")
                                .strip());
        assertEquals(100, b, 1);
    }

    @Test
    void pvTellsWhereARunWasTooShortForItsErrorBar() throws Exception {
        String steady = volumes(-20000, 0);
        String drifting = volumes(20000, 0.01);
        JsonObject json =
                JsonParser.parseString(run(0, "pv", steady, drifting, "--json")).getAsJsonObject();
        assertTrue(json.getAsJsonObject(steady).get("error_trusted").getAsBoolean());
        assertFalse(json.getAsJsonObject(drifting).get("error_trusted").getAsBoolean());
    }

    /** The files say that the pressure was 0. */
    @Test
    void aPressureThatWasNotReachedIsTold() throws Exception {
        String zero = volumes(0, 0);
        String other = volumes(20000, 0);
        JsonObject json =
                JsonParser.parseString(run(0, "pv", zero, other, "--json")).getAsJsonObject();
        assertTrue(json.getAsJsonObject(zero).get("pressure_reached").getAsBoolean());
        assertFalse(json.getAsJsonObject(other).get("pressure_reached").getAsBoolean());
    }

    /** A file of in.bulk_npt: eight atoms of 20 A^3 and B = 100 GPa; A^3 more with every line. */
    private String volumes(int bar, double drift) throws Exception {
        StringBuilder text =
                new StringBuilder(
                        "# Time-averaged data for fix volume\n"
                                + "# TimeStep v_volume c_thermo_temp c_thermo_press v_target"
                                + " v_atoms\n");
        for (int step = 0; step < 64; step++) {
            double v = 160 * (1 - bar / 1e6) + 0.01 * (step * 37 % 64 - 31.5) + drift * step;
            text.append(step + " " + v + " 300 0 " + bar + " 8\n");
        }
        Path file = dir.resolve("p" + bar);
        Files.writeString(file, text);
        return file.toString();
    }

    @Test
    void rdfPrintsTheCoordination() throws Exception {
        StringBuilder text = new StringBuilder("# a\n0 40\n");
        for (int i = 1; i <= 40; i++) {
            double g = i == 24 ? 9 : i > 36 ? 1 : 0;
            text.append(i + " " + (0.1 * i - 0.05) + " " + g + " " + (i >= 24 ? 4 : 0) + "\n");
        }
        Path file = dir.resolve("rdf.dat");
        Files.writeString(file, text);
        assertTrue(run(0, "rdf", file.toString()).contains("coordination         4.0"));
        // of the same name, from another run
        Path other = Files.createDirectory(dir.resolve("run_2")).resolve("rdf.dat");
        Files.copy(file, other);
        String prefix = dir.resolve("both").toString();
        String two = run(0, "rdf", file.toString(), other.toString(), "-o", prefix);
        assertTrue(two.contains(other + "\n"), two);
        assertEquals(1, Jinn.run("analyze", "rdf", file.toString(), "--pair", "2147483647"));
        Files.writeString(other, "100 2147483647\n1 2 3 4\n");
        assertEquals(1, Jinn.run("analyze", "rdf", other.toString()));
    }

    @Test
    void usageErrorsAreTwo() {
        assertEquals(2, Jinn.run("analyze", "pv", "one"));
        assertEquals(1, Jinn.run("analyze", "eos", dir.resolve("nosuch").toString()));
    }
}
