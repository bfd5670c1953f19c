package org.jinn.dataset;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.format.ReadOptions;
import org.junit.jupiter.api.Test;

/** Reads Quantum ESPRESSO's own reference outputs where Debian's package has put them. */
class DebianReferenceTest {
    private static final Path EXAMPLES = Path.of("/usr/share/doc/quantum-espresso/examples/PW");

    @Test
    void everyFrameIsReadOrRefusedWithASentence() throws IOException {
        assumeTrue(Files.isDirectory(EXAMPLES), "quantum-espresso-data is not installed");
        Dataset data = Dataset.read(List.of(EXAMPLES), ReadOptions.DEFAULT);
        assertTrue(data.frames().size() > 100, "frames: " + data.frames().size());
        for (Rejected rejected : data.rejected()) {
            assertTrue(
                    rejected.reason()
                            .matches("band structure.*|forces missing.*|last scf of a vc-relax.*"),
                    rejected.sentence());
        }
    }
}
