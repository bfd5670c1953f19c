package org.jinn.potential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.jinn.structure.FormatException;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PotentialFileTest {
    private static final Path B64W =
            Path.of("src/test/resources/reference-vectors/b64w.potential_saved");

    @TempDir Path folder;

    @Test
    void readsBackExactlyWhatItWrote() throws IOException {
        Potential potential = PotentialDerivativesTest.randomPotential(new Random(3));
        Path file = folder.resolve("potential_saved");
        PotentialFile.write(file, potential);
        Structure s = PotentialDerivativesTest.randomStructure(new Random(4), 6);
        assertEquals(
                new Evaluator(potential).evaluate(s).energy(),
                new Evaluator(PotentialFile.read(file)).evaluate(s).energy());
        String first = Files.readString(file);
        PotentialFile.write(file, PotentialFile.read(file));
        assertEquals(first, Files.readString(file));
    }

    @Test
    void keepsAPcaLayer() throws IOException {
        Potential plain = PotentialDerivativesTest.randomPotential(new Random(3));
        AtomicModel m = plain.model(0);
        double[] identity = new double[81];
        for (int i = 0; i < 9; i++) {
            identity[10 * i] = 1;
        }
        AtomicModel behind =
                new AtomicModel(
                        m.descriptor(),
                        m.centre(),
                        m.width(),
                        m.network().behindLinear(identity, new double[9]),
                        true);
        Potential pca =
                new Potential(
                        plain.elements(),
                        java.util.Map.of(
                                plain.elements().get(0),
                                behind,
                                plain.elements().get(1),
                                plain.model(1)));
        Path file = folder.resolve("potential_saved");
        PotentialFile.write(file, pca);
        assertTrue(Files.readString(file).contains("LAYER 0 linear PCA"));
        Structure s = PotentialDerivativesTest.randomStructure(new Random(4), 6);
        assertEquals(
                new Evaluator(plain).evaluate(s).energy().getAsDouble(),
                new Evaluator(PotentialFile.read(file)).evaluate(s).energy().getAsDouble(),
                1e-12);
    }

    @Test
    void everyTruncationIsToldWithItsLine() throws IOException {
        List<String> lines = Files.readAllLines(B64W);
        int last = lines.size();
        while (lines.get(last - 1).isBlank()) {
            last--;
        }
        for (int cut = 0; cut < last; cut++) {
            List<String> head = lines.subList(0, cut);
            FormatException e =
                    assertThrows(
                            FormatException.class,
                            () -> SimpleNnReader.read(new LineReader("p", head)),
                            "" + cut);
            assertTrue(e.getMessage().startsWith("p"), e.getMessage());
        }
    }

    @Test
    void aBrokenWordIsToldWithItsLine() throws IOException {
        Random random = new Random(1);
        List<String> lines = Files.readAllLines(B64W);
        for (int trial = 0; trial < 200; trial++) {
            List<String> broken = new ArrayList<>(lines);
            int n = random.nextInt(lines.size());
            String[] words = broken.get(n).split(" ");
            if (words[0].isEmpty()) {
                continue;
            }
            words[random.nextInt(words.length)] = "1.0e5x";
            broken.set(n, String.join(" ", words));
            FormatException e =
                    assertThrows(
                            FormatException.class,
                            () -> SimpleNnReader.read(new LineReader("p", broken)),
                            broken.get(n));
            assertTrue(e.getMessage().startsWith("p:"), e.getMessage());
        }
    }

    @Test
    void compressedIsToldAndAByteOrderMarkPassedOver() throws IOException {
        byte[] plain = Files.readAllBytes(B64W);
        Path file = folder.resolve("p");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(plain);
        }
        FormatException e = assertThrows(FormatException.class, () -> PotentialFile.read(file));
        assertTrue(e.getMessage().contains("compressed"), e.getMessage());
        Files.writeString(file, "\ufeff" + Files.readString(B64W));
        assertEquals(64, PotentialFile.read(file).model(0).descriptor().size());
        Files.writeString(
                file, Files.readString(B64W).replaceFirst("ELEM_LIST Si", "ELEM_LIST Si Si"));
        e = assertThrows(FormatException.class, () -> PotentialFile.read(file));
        assertTrue(e.getMessage().contains("stands twice"), e.getMessage());
    }
}
