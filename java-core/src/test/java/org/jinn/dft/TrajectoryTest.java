package org.jinn.dft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jinn.dataset.Dataset;
import org.jinn.format.ReadOptions;
import org.jinn.structure.Frame;
import org.jinn.system.Listener;
import org.jinn.system.WholeFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a shell script in the place of pw.x that prints four steps of a real run. */
class TrajectoryTest {
    private static final Path MD =
            Path.of("src/test/resources/org/jinn/format/qe/md.out.gz").toAbsolutePath();
    private static final String CHUNK = "zcat " + MD + "\n";

    /** The third frame is cut. */
    private static final String CUT = "zcat " + MD + " | head -n 300\n";

    private static final String SET = "temperature: 500, time: 0.006, chunk: 3, every: 2, tau: 50";

    @TempDir Path folder;

    private final List<String> told = new ArrayList<>();
    private final List<Double> shares = new ArrayList<>();

    @Test
    void goesOnBetweenChunks() throws Exception {
        String once = "[ $(wc -l < " + folder + "/calls) = 1 ] || { echo dead; exit 3; }\n" + CHUNK;
        assertEquals(new Labelling.Outcome(0, 2, 1), label(once, SET)); // steps 0 and 2
        assertTrue(
                told.get(0)
                        .startsWith(
                                "melt failed: step 3: pw.x ended with exit code 3; its last words:"
                                        + " dead; see "),
                told.toString());
        assertEquals(0.5, shares.get(shares.size() - 1), 1e-12);
        assertEquals(new Labelling.Outcome(2, 2, 0), label(CHUNK, SET)); // 4 and 6
        assertEquals(3, calls());
        assertEquals(1, shares.get(shares.size() - 1), 1e-12);
        assertEquals(List.of("0", "2", "4", "6"), steps());
        assertEquals(new Labelling.Outcome(4, 0, 0), label(CHUNK, SET));
        assertEquals(3, calls());
        assertFalse(Files.exists(folder.resolve("dft/md/melt/run")));
    }

    /** What cannot begin is told, and counts as failed. */
    @Test
    void whatHangsOnAFailedOneIsTold() throws Exception {
        String quench =
                SET
                        + "}\n  quench: {protocol: aimd, after: melt, temperature: 500, time: 0.006, chunk: 3";
        assertEquals(new Labelling.Outcome(0, 0, 2), label("exit 3\n", quench));
        assertEquals("quench failed: it begins where melt ends, which failed", told.get(1));
    }

    /** A set that begins where another ends is of another set's end when that one is made anew. */
    @Test
    void whatFollowsHangsOnTheSettingsOfWhatItFollows() throws Exception {
        String quench =
                "}\n  quench: {protocol: aimd, after: melt, temperature: 500, time: 0.006, chunk: 3";
        assertEquals(new Labelling.Outcome(0, 4, 0), label(CHUNK, SET + quench));
        for (String made : List.of("md/melt", "frames/melt")) {
            WholeFile.remove(folder.resolve("dft").resolve(made));
        }
        IOException e =
                assertThrows(
                        IOException.class, () -> label(CHUNK, SET.replace("500", "600") + quench));
        assertTrue(
                e.getMessage().contains("md/quench: began with after: melt {after=null, temper"),
                e.getMessage());
        assertEquals(4, calls());
    }

    /** An output that nobody can read says why, not that pw.x ended well. */
    @Test
    void theReasonOfARefusedOutputIsTold() throws Exception {
        assertEquals(
                new Labelling.Outcome(0, 0, 1),
                label("zcat " + MD + " | sed 's/^/0: /'\n", SET + ", seed: 2"));
        assertTrue(told.get(0).startsWith("melt failed: step 0: no frame"), told.toString());
        assertFalse(told.get(0).contains("exit code 0"), told.toString());
    }

    /** A bias of the first number, by which the thermostat heats or cools, would be a drift. */
    @Test
    void theNoiseOfChunksIsIndependent() {
        int n = 400;
        double sum = 0;
        double product = 0;
        double other = 0;
        for (int k = 0; k < n; k++) {
            double first = Trajectory.noise("melt", 1, 100 * k).nextGaussian();
            sum += first / Math.sqrt(n);
            product += first * Trajectory.noise("melt", 1, 100 * k + 100).nextGaussian();
            other += first * Trajectory.noise("quench", 1, 100 * k).nextGaussian();
        }
        // each has the standard deviation 1
        assertEquals(0, sum, 3);
        assertEquals(0, product / Math.sqrt(n), 3);
        assertEquals(0, other / Math.sqrt(n), 3);
        assertEquals(
                Trajectory.noise("melt", 1, 300).nextLong(),
                Trajectory.noise("melt", 1, 300).nextLong());
    }

    /** What kill -9 of all leaves: whole steps count, the cut one is calculated again. */
    @Test
    void goesOnWithinAChunk() throws Exception {
        label("exit 3\n", SET);
        Files.delete(folder.resolve("calls"));
        Path run = folder.resolve("dft/md/melt/run");
        new ProcessBuilder("/bin/sh", "-c", CUT)
                .redirectOutput(run.resolve("pw.out").toFile())
                .start()
                .waitFor();
        IOException e =
                assertThrows(IOException.class, () -> label(CHUNK, SET.replace("500", "600")));
        assertTrue(e.getMessage().contains("began with temperature: 500.0 K"), e.getMessage());
        assertFalse(Files.exists(folder.resolve("calls")));
        String last = "[ $(wc -l < " + folder + "/calls) = 1 ] || exit 3\n" + CHUNK;
        assertEquals(new Labelling.Outcome(0, 3, 1), label(last, SET)); // from 1 to 4
        assertEquals(List.of("0", "2", "4"), steps());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "temperature: 500; temperature: 600; temperature: 500.0 K, which is now 600.0 K",
                "time: 0.006; time: 0.007; time: 6 steps, which is now 7 steps",
                "every: 2; every: 3; every: 2 steps, which is now 3 steps",
                "tau: 50; tau: 50, to: 300; to: 500.0 K, which is now 300.0 K",
                "tau: 50; tau: 50, dt: 0.5; time: 6 steps, which is now 12 steps",
                "time: 0.006; dt: 2, time: 0.012; dt: 1.0 fs, which is now 2.0 fs",
                "tau: 50; tau: 50, seed: 7; seed: 1, which is now 7",
                "tau: 50; tau: 50, volume: 1.1; another input of pw.x"
            })
    void anotherSettingOfABegunOneIsRefused(String old, String other, String sentence)
            throws Exception {
        String once = "[ $(wc -l < " + folder + "/calls) = 1 ] || exit 3\n" + CHUNK;
        label(once, SET);
        String motion = Files.readString(folder.resolve("dft/md/melt/motion"));
        IOException e =
                assertThrows(IOException.class, () -> label(CHUNK, SET.replace(old, other)));
        assertTrue(e.getMessage().contains("md/melt: began with " + sentence), e.getMessage());
        assertEquals(motion, Files.readString(folder.resolve("dft/md/melt/motion")));
        assertEquals(2, calls());
    }

    @Test
    void whatNeverBeganMayChangeAndTheChunkAlways() throws Exception {
        assertEquals(new Labelling.Outcome(0, 0, 1), label("exit 3\n", SET));
        String hotter = SET.replace("500", "600");
        String once = "[ $(wc -l < " + folder + "/calls) = 2 ] || exit 3\n" + CHUNK;
        assertEquals(new Labelling.Outcome(0, 2, 1), label(once, hotter));
        assertEquals(
                new Labelling.Outcome(2, 2, 0),
                label(CHUNK, hotter.replace("chunk: 3", "chunk: 4")));
    }

    private int calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls")).size();
    }

    private List<String> steps() throws IOException {
        Path frames = folder.resolve("dft/frames");
        List<String> steps = new ArrayList<>();
        for (Frame f : Dataset.read(List.of(frames), ReadOptions.DEFAULT).frames()) {
            assertEquals("melt", f.group("-"));
            double dt = 1; // fs
            assertEquals(
                    dt * Double.parseDouble(f.info().get("step")),
                    Double.parseDouble(f.info().get(Frame.TIME)));
            steps.add(f.info().get("step"));
        }
        return steps;
    }

    private Labelling.Outcome label(String script, String set) throws Exception {
        Files.writeString(
                folder.resolve("si.xyz"),
                "2\nLattice=\"0 2.7 2.7 2.7 0 2.7 2.7 2.7 0\" Properties=species:S:1:pos:R:3\n"
                        + "Si 0 0 0\nSi 1.35 1.35 1.35\n");
        Path file =
                FakePw.input(
                        folder, "{file: si.xyz}", script, "melt: {protocol: aimd, " + set + "}");
        return new Labelling(
                        DftInput.read(file),
                        new Listener() {
                            @Override
                            public void tell(String sentence) {
                                told.add(sentence);
                            }

                            @Override
                            public void at(String message, double share) {
                                shares.add(share);
                            }
                        })
                .run();
    }
}
