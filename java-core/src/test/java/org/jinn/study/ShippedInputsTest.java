package org.jinn.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jinn.dft.DftInput;
import org.jinn.train.TrainInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The inputs of potentials/silicon are read as they are; those of pw.x, with a pseudopotential. */
class ShippedInputsTest {
    private static final Path SILICON = Path.of("../potentials/silicon").toAbsolutePath();

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"input.yaml", "wide.yaml"})
    void ofTraining(String name) throws IOException {
        assertEquals(615, TrainInput.read(SILICON.resolve(name)).readFrames().frames().size());
    }

    @Test
    void ofTheStudy() throws IOException {
        StudyInput study = StudyInput.read(SILICON.resolve("study.yaml"));
        assertEquals(12, study.sets().size());
        assertEquals(2, study.starts().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dft.yaml", "metals.yaml"})
    void ofLabelling(String name) throws IOException {
        Files.writeString(folder.resolve("Si.pbe-rrkj.UPF"), "");
        for (String data : new String[] {"qe", "more", "test", "later"}) {
            Files.createSymbolicLink(folder.resolve(data), SILICON.resolve(data));
        }
        String text = Files.readString(SILICON.resolve(name)) + "pseudo_dir: .\n";
        Path file = Files.writeString(folder.resolve(name), text);
        assertTrue(DftInput.read(file).batches().size() >= 3, name);
    }
}
