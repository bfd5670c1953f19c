package org.jinn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs one after the other, as a user runs them. */
class RoadTest {
    private static final Path DATA = Path.of("../potentials/silicon/qe").toAbsolutePath();

    @TempDir Path folder;

    @Test
    void paramsTrainEvaluate() throws IOException {
        assertEquals(
                0,
                Jinn.run("params", "--set", "table1-16", "--cutoff", "5", "-o", folder.toString()));
        assertEquals(16, Files.readAllLines(folder.resolve("params_Si")).size());
        assertEquals(1, Jinn.run("params", "--set", "table1-16", "-o", folder.toString()));

        Path input = folder.resolve("input.yaml");
        Files.write(
                input,
                List.of(
                        "params: {Si: params_Si}",
                        "data: {files: [" + frames("rattle", 6) + "]}",
                        "preprocessing: {valid_rate: 0.2}",
                        "neural_network: {nodes: 8-8, total_epoch: 30, learning_rate: 0.01}"));
        assertEquals(0, Jinn.run("train", input.toString()));
        Path potential = folder.resolve("potential_saved");
        assertTrue(Files.readString(potential).startsWith("ELEM_LIST Si"));

        Path plot = folder.resolve("parity");
        assertEquals(
                0,
                Jinn.run(
                        "evaluate",
                        "--potential",
                        potential.toString(),
                        DATA.resolve("rattle_00.out.gz").toString(),
                        "--plot",
                        plot.toString()));
        assertTrue(Files.size(folder.resolve("parity-force.png")) > 1000);
    }

    @Test
    void exitCodesTellFailures() {
        assertEquals(2, Jinn.run("trian"));
        assertEquals(2, Jinn.run("params"));
        assertEquals(1, Jinn.run("params", "--set", "table3-16"));
        assertEquals(1, Jinn.run("train", folder.resolve("none.yaml").toString()));
        assertEquals(1, Jinn.run("evaluate", "-p", DATA.toString(), DATA.toString()));
    }

    private static String frames(String group, int count) {
        StringBuilder out = new StringBuilder();
        for (int n = 0; n < count; n++) {
            out.append(n > 0 ? ", '" : "'");
            out.append(DATA.resolve(group + "_0" + n + ".out.gz")).append('\'');
        }
        return out.toString();
    }
}
