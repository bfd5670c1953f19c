package org.jinn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What users get wrong: one sentence naming the culprit, the right exit code, no stack trace. */
class WrongInputTest {
    private static final String DESCRIPTOR = "descriptor: {set: table1-16, elements: [Si]}\n";
    private static final String DATA = "data: {files: [si.xyz]}\n";

    @TempDir Path folder;

    @Test
    void verbsAndOptions() {
        assertEquals(
                "jinn: unknown verb: trian", refused(2, "trian").lines().findFirst().orElseThrow());
        assertTrue(refused(2, "trian").contains("Did you mean: jinn train"));
        assertTrue(refused(2, "trian", "--help").contains("unknown verb: trian"));
        String missing = refused(2, "inspect");
        assertTrue(missing.contains("'FILE'") && missing.contains("See: jinn inspect --help"));
        assertEquals(2, missing.lines().count());
        assertTrue(refused(1, "analyze", "rdf", "x", "--pair", "0").contains("pair=0"));
        assertTrue(refused(1, "bench", "md", "--set", "table9").contains("set=table9"));
        assertTrue(refused(1, "bench", "md", "--timed", "0").contains("--timed must be 1 or more"));
        assertTrue(refused(1, "bench", "md", "--lammps", "/no/lmp").contains("no such program"));
    }

    @Test
    void aDefectIsNoFailureOfTheUser() {
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new Jinn()).addSubcommand(new Broken());
        line.setErr(new PrintWriter(err, true));
        assertEquals(70, Jinn.run(line, "broken"));
        assertEquals(
                "jinn: internal error: java.lang.IllegalStateException: internal (set JINN_DEBUG=1"
                        + " to see where)\n",
                err.toString());
    }

    @CommandLine.Command(name = "broken")
    private static final class Broken implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("internal");
        }
    }

    @Test
    void outputsThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertEquals(
                "jinn: "
                        + file.resolve("params_Si")
                        + ": cannot be written: "
                        + file
                        + " is not a folder\n",
                refused(1, "params", "--set", "table1-16", "-o", file.toString()));
        String proc = refused(1, "params", "--set", "table1-16", "-o", "/proc");
        assertTrue(proc.startsWith("jinn: /proc/params_Si: cannot be written: "), proc);
        Path taken = Files.createDirectory(folder.resolve("taken.xyz"));
        Path frames = frames();
        assertEquals(
                "jinn: " + taken + ": is a folder, expected a file\n",
                refused(1, "convert", frames.toString(), "--force", "-o", taken.toString()));
        try (Stream<Path> left = Files.list(folder)) {
            assertFalse(left.anyMatch(p -> p.toString().endsWith(".part")));
        }
    }

    @Test
    void frameThatIsNotThere() throws IOException {
        Path out = folder.resolve("out.xyz");
        String path = frames().toString();
        assertTrue(
                refused(1, "convert", path, "-o", out.toString(), "--frame", "3")
                        .contains("--frame 3 is not there: accepted frames=1"));
        refused(2, "convert", path, "-o", out.toString(), "--frame", "-1");
        assertFalse(Files.exists(out));
    }

    @Test
    void trainingInput() throws IOException {
        frames();
        train("'dta': unknown key; the nearest known one is 'data'", DESCRIPTOR + "dta: x\n");
        train("input.yaml:3: the key 'data' stands twice", DESCRIPTOR + DATA + DATA);
        train("'Si' stands twice", DESCRIPTOR.replace("[Si]", "[Si, Si]") + DATA);
        train("'elements': not a chemical element: 'Xx'", DESCRIPTOR.replace("Si", "Xx") + DATA);
        train("input.yaml:1: expected at most 8 levels", "a: &a [*a]\n");
        train("no frame to train on", DESCRIPTOR + "data: {files: [input.yaml]}\n");
        train("jinn: " + folder + "/si.xyz/p: cannot", DESCRIPTOR + DATA + "output: si.xyz/p\n");
        train("expected a file", DESCRIPTOR + DATA + "output: .\n");
        train("données: no such file", DESCRIPTOR + "data: {files: [données]}\n");
        Files.writeString(
                folder.resolve("bare.xyz"), "1\nProperties=species:S:1:pos:R:3\nSi 0 0 0\n");
        train("no frame of 'data' has an energy", DESCRIPTOR + "data: {files: [bare.xyz]}\n");
        train(
                "expected a coefficient above 0",
                DESCRIPTOR
                        + DATA
                        + "neural_network: {energy_coeff: 0, force_coeff: 0, stress_coeff: 0}\n");
        train(
                "are of groups with the weight 0",
                DESCRIPTOR + DATA.replace("}", ", weights: {si: 0}}"));
        train("'Si': expected the params file", "params: {Si: }\n" + DATA);
        Files.writeString(
                folder.resolve("same.xyz"), Files.readString(frames()).replace("1 2 1", "0 0 0"));
        train(
                "same.xyz:1 (frame 1): two atoms must not",
                DESCRIPTOR + "data: {files: [same.xyz]}\n");
        assertTrue(refused(1, "train", folder.toString()).contains(folder + ": cannot be read"));
    }

    /** Neither would an old potential's training be gone on with. */
    @Test
    void aPotentialWithoutCheckpointIsNotReplaced() throws IOException {
        frames();
        Path old = Files.writeString(folder.resolve("potential_saved"), "ELEM_LIST Si\n");
        Path input = Files.writeString(folder.resolve("input.yaml"), DESCRIPTOR + DATA);
        for (String[] words : new String[][] {{}, {"--continue"}}) {
            List<String> all = new ArrayList<>(List.of("train", input.toString()));
            all.addAll(List.of(words));
            assertEquals(
                    "jinn: " + old + ": exists already, --force would train anew and replace it\n",
                    refused(1, all.toArray(String[]::new)));
        }
        assertEquals("ELEM_LIST Si\n", Files.readString(old));
    }

    private void train(String sentence, String yaml) throws IOException {
        Path input = Files.writeString(folder.resolve("input.yaml"), yaml);
        String said = refused(1, "train", input.toString());
        assertTrue(said.contains(sentence), said);
        assertEquals(1, said.lines().count(), said);
        assertFalse(Files.exists(folder.resolve("potential_saved")));
    }

    private Path frames() throws IOException {
        return Files.write(
                folder.resolve("si.xyz"),
                List.of(
                        "2",
                        "Lattice=\"5 0 0 0 5 0 0 0 5\" Properties=species:S:1:pos:R:3:forces:R:3"
                                + " energy=-1",
                        "Si 0 0 0 0 0 0",
                        "Si 1 2 1 0 0 0"));
    }

    /** What goes to standard error. */
    private static String refused(int code, String... words) {
        StringWriter err = new StringWriter();
        CommandLine line =
                new CommandLine(new Jinn())
                        .setOut(new PrintWriter(new StringWriter()))
                        .setErr(new PrintWriter(err, true));
        assertEquals(code, Jinn.run(line, words), () -> String.join(" ", words) + ": " + err);
        String text = err.toString();
        assertFalse(text.contains("\tat ") || text.contains("internal error"), text);
        return text;
    }
}
