package org.jinn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jinn.dataset.Dataset;
import org.jinn.format.ReadOptions;
import org.jinn.potential.Evaluator;
import org.jinn.potential.PotentialFile;
import org.jinn.structure.Element;
import org.jinn.structure.Labels;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PotentialCommandTest {
    private static final String VECTORS = "src/test/resources/reference-vectors/";
    private static final String SAVED = VECTORS + "b64w.potential_saved";
    private static final String FOLDER = VECTORS + "b64w.n2p2";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir Path folder;

    @Test
    void bothFormsHaveTheSameInside() {
        assertEquals(0, run("info", SAVED));
        String saved = out.toString();
        assertTrue(saved.contains("16 G2 Si  rc 6.0  eta 0.003 to 4.0 (16 values)"), saved);
        assertTrue(saved.contains("48 G4 Si-Si"), saved);
        assertTrue(saved.contains("64-30-30-1, tanh tanh linear, 2911 parameters"), saved);
        assertEquals(0, run("info", FOLDER));
        // but for the training range, which is beside the file in one form and in it in the other
        assertEquals(
                saved.substring(saved.indexOf("\n"))
                        .replace("range    not known", "range    known"),
                out.toString().substring(out.toString().indexOf("\n")));
        assertEquals(0, run("info", FOLDER, "--json"));
        JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals("n2p2", json.get("form").getAsString());
        JsonObject si = json.getAsJsonObject("elements").getAsJsonObject("Si");
        assertEquals(64, si.getAsJsonArray("functions").size());
    }

    /** Of two that differ in all weights, by {@code mean} and worked out here. */
    @Test
    void theMeanOfTwoIsTheirMean() throws IOException {
        Path other =
                Files.write(
                        folder.resolve("other"),
                        Files.readAllLines(Path.of(SAVED)).stream()
                                .map(l -> l.matches("[wb][0-9].*") ? scaled(l) : l)
                                .toList());
        String mean = folder.resolve("mean").toString();
        assertEquals(0, run("mean", SAVED, other.toString(), "-o", mean), err + "");
        Structure atoms =
                Dataset.read(
                                List.of(Path.of(VECTORS + "si64_tri.data")),
                                new ReadOptions(false, List.of(Element.SI)))
                        .frames()
                        .get(0)
                        .structure();
        Labels a = new Evaluator(PotentialFile.read(Path.of(SAVED))).evaluate(atoms);
        Labels b = new Evaluator(PotentialFile.read(other)).evaluate(atoms);
        Labels m = new Evaluator(PotentialFile.read(Path.of(mean))).evaluate(atoms);
        double ea = a.energy().getAsDouble();
        double eb = b.energy().getAsDouble();
        assertTrue(Math.abs(ea - eb) > 10);
        assertEquals((ea + eb) / 2, m.energy().getAsDouble(), 1e-8);
        for (int c = 0; c < 192; c++) {
            assertEquals((a.forces()[c] + b.forces()[c]) / 2, m.forces()[c], 1e-10);
        }
        assertEquals(1, run("mean", SAVED, other.toString(), "-o", mean), "exists already");
    }

    private static String scaled(String line) {
        StringBuilder out = new StringBuilder();
        for (String word : line.split(" ")) {
            out.append(out.isEmpty() ? word : " " + 0.98 * Double.parseDouble(word));
        }
        return out.toString();
    }

    @Test
    void convertsThereAndBack() throws IOException {
        String there = folder.resolve("hdnnp").toString();
        String back = folder.resolve("potential_saved").toString();
        assertEquals(0, run("convert", SAVED, "-o", there));
        assertEquals(1, run("convert", SAVED, "-o", there), "exists already");
        assertEquals(0, run("convert", there, "-o", back));
        assertEquals(Files.readString(Path.of(SAVED)).lines().count(), lines(back));
        String data = VECTORS + "si64_tri.data";
        assertEquals(0, run("check", "-p", SAVED, "-p", back, data), out.toString());
        assertEquals(0, run("check", "-p", FOLDER, "-p", there, data, "--json"));
        JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertTrue(json.get("same").getAsBoolean());
        assertEquals(1, json.get("frames").getAsInt());
    }

    private static long lines(String file) throws IOException {
        return Files.readString(Path.of(file)).lines().count();
    }

    @Test
    void checkTellsADifference() throws IOException {
        String text = Files.readString(Path.of(SAVED));
        Path other = folder.resolve("other");
        Files.writeString(other, text.replaceFirst("\\nb0 ", "\nb0 1"));
        String data = VECTORS + "si64_tri.data";
        assertEquals(0, run("check", "-p", SAVED, data));
        assertEquals(1, run("check", "-p", SAVED, "-p", other.toString(), data));
        assertTrue(out.toString().contains("not the same"), out.toString());
        assertEquals(2, run("check", "-p", SAVED, "-p", SAVED, "-p", SAVED, data));
    }

    @Test
    void unitsThatContradictAreRefused() {
        assertEquals(1, run("info", FOLDER, "--length-unit", "bohr"));
        assertTrue(err.toString().contains("belong together"), err.toString());
        assertEquals(1, run("info", SAVED, "--length-unit", "bohr", "--energy-unit", "Ha"));
        assertTrue(err.toString().contains("SIMPLE-NN's files are"), err.toString());
        assertEquals(2, run("convert", SAVED, "-o", folder.resolve("x").toString(), "--to", "amp"));
        assertFalse(Files.exists(folder.resolve("x")));
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        CommandLine line = new CommandLine(new PotentialCommand());
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return Jinn.run(line, args);
    }
}
