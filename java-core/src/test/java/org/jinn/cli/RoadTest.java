package org.jinn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jinn.format.vasp.OutcarFormatTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

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
                        "replicas: 2",
                        "neural_network: {nodes: 8-8, total_epoch: 30}"));
        assertEquals(0, Jinn.run("train", input.toString()));
        Path potential = folder.resolve("potential_saved");
        assertTrue(Files.readString(potential).startsWith("ELEM_LIST Si"));

        assertTrue(Files.readString(folder.resolve("LOG")).contains("Epoch      30 E RMSE(T V)"));
        assertTrue(
                Files.readString(folder.resolve("LOG"))
                        .matches(
                                "(?s).*Best potential: potential_saved, of epoch \\d+, the best on"
                                        + " validation frames\n.*"));
        assertTrue(Files.size(folder.resolve("learning_curve.png")) > 1000);
        Path second = folder.resolve("potential_saved_1");
        assertNotEquals(Files.readString(potential), Files.readString(second));
        assertTrue(Files.readString(folder.resolve("potential_saved_1.range")).contains("POT Si"));

        Path plot = folder.resolve("parity");
        assertEquals(
                0,
                Jinn.run(
                        "evaluate",
                        "--potential",
                        potential.toString(),
                        "-p",
                        second.toString(),
                        DATA.resolve("rattle_00.out.gz").toString(),
                        "--plot",
                        plot.toString()));
        assertTrue(Files.size(folder.resolve("parity-force.png")) > 1000);
    }

    @Test
    void trainingTakesAtomsAloneAndReplacesOnlyPotentials() throws IOException {
        Files.writeString(
                folder.resolve("alone.xyz"),
                "1\nLattice=\"20 0 0 0 20 0 0 0 20\" Properties=species:S:1:pos:R:3:forces:R:3"
                        + " energy=-100\nSi 0 0 0 0 0 0\n");
        Path input = folder.resolve("input.yaml");
        String text =
                "descriptor: {set: table1-16, cutoff: 5, elements: [Si]}\ndata: {files: ["
                        + frames("rattle", 2)
                        + ", alone.xyz], weights: {ratle: 5}}\noutput: %s\n"
                        + "neural_network: {nodes: 4, total_epoch: 2}\n";
        for (String no : List.of("input.yaml", "alone.xyz", "LOG")) {
            Files.writeString(input, text.formatted(no));
            assertEquals(1, Jinn.run("train", input.toString()), no);
            assertEquals(text.formatted(no), Files.readString(input));
        }
        Files.writeString(input, text.formatted("p"));
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new Jinn()).setOut(new PrintWriter(out, true));
        assertEquals(0, line.execute("train", input.toString()));
        assertTrue(out.toString().contains("no frame is of group 'ratle'; there are ["), out + "");
        assertTrue(out.toString().contains("3 frames to train on, 0 to validate"), out + "");
        assertTrue(out.toString().contains(" | - meV/atom"), out + "");
        assertEquals(1, Jinn.run("train", input.toString()), "hours of an earlier training");
        assertEquals(0, Jinn.run("train", "--force", input.toString()));
    }

    /** Without forces there is still a curve, and the second potential. */
    @Test
    void energiesAloneAreTrainedOn() throws IOException {
        StringBuilder frames = new StringBuilder();
        for (int n = 0; n < 4; n++) {
            frames.append(
                            "2\nLattice=\"9 0 0 0 9 0 0 0 9\" Properties=species:S:1:pos:R:3 energy=-")
                    .append(200 + n)
                    .append("\nSi 0 0 0\nSi 2.3 0.")
                    .append(n)
                    .append(" 0\n");
        }
        Files.writeString(folder.resolve("energies.xyz"), frames);
        Path input = folder.resolve("input.yaml");
        Files.writeString(
                input,
                "descriptor: {set: table1-16, cutoff: 5, elements: [Si]}\n"
                        + "data: {files: [energies.xyz]}\nreplicas: 2\n"
                        + "neural_network: {nodes: 4, total_epoch: 3}\n");
        assertEquals(0, Jinn.run("train", input.toString()));
        assertTrue(Files.size(folder.resolve("learning_curve_1.png")) > 1000);
    }

    /** SIMPLE-NN's own folder: its input, its list of structures, VASP's OUTCAR. */
    @Test
    void aFolderOfSimpleNnRunsAsItIs() throws IOException {
        Files.writeString(folder.resolve("OUTCAR"), OutcarFormatTest.sample());
        Files.writeString(folder.resolve("OUTCAR_2"), OutcarFormatTest.sample());
        Files.writeString(folder.resolve("structure_list"), "[ sio2 : 2.0 ]\nOUTCAR{,_2} ::\n");
        for (String element : new String[] {"Si", "O"}) {
            Files.writeString(
                    folder.resolve("params_" + element),
                    "2 1 0 4.0 0.1 0.0 0.0\n2 2 0 4.0 0.1 0.0 0.0\n4 1 2 4.0 0.1 2.0 1.0\n");
        }
        Path input =
                Files.writeString(
                        folder.resolve("input.yaml"),
                        """
                        generate_features: True
                        preprocess: True
                        train_model: True
                        random_seed: 123
                        params: {Si: params_Si, O: params_O}
                        data: {type: symmetry_function, absolute_path: False}
                        preprocessing: {valid_rate: 0.25}
                        neural_network: {total_epoch: 3, use_scale: True, use_pca: True}
                        """);
        assertEquals(0, Jinn.run("train", input.toString()));
        String potential = Files.readString(folder.resolve("potential_saved_bestmodel"));
        assertTrue(potential.startsWith("ELEM_LIST Si O"), potential.substring(0, 40));

        // two more epochs, as SIMPLE-NN is asked for them
        String text =
                Files.readString(input)
                        .replace("generate_features: True", "generate_features: False");
        Files.writeString(
                input,
                text.replace(
                        "total_epoch: 3", "total_epoch: 5, continue: checkpoint_latest.pth.tar"));
        assertEquals(0, Jinn.run("train", input.toString()));
        String log = Files.readString(folder.resolve("LOG"));
        assertTrue(log.contains("Epoch       5"), log);
        assertEquals(1, log.split("Epoch       3", -1).length - 1, log);

        // its test
        Files.writeString(
                input,
                text.replace(
                        "total_epoch: 3",
                        "train: False, test: True, continue: checkpoint_bestmodel.pth.tar"));
        assertEquals(0, Jinn.run("train", input.toString()));
        log = Files.readString(folder.resolve("LOG"));
        assertTrue(log.startsWith("errors of " + folder.resolve("potential_saved_best")), log);
        assertTrue(log.contains("sio2"), log);

        // what PyTorch wrote
        Files.writeString(folder.resolve("checkpoint_bestmodel.pth.tar"), "PK");
        assertEquals(1, Jinn.run("train", input.toString()));
        Files.delete(folder.resolve("checkpoint_bestmodel.pth.tar"));
    }

    @Test
    void exitCodesTellFailures() {
        assertEquals(2, Jinn.run("trian"));
        assertEquals(2, Jinn.run("params"));
        assertEquals(1, Jinn.run("params", "--set", "table3-16"));
        assertEquals(1, Jinn.run("train", folder.resolve("none.yaml").toString()));
        assertEquals(1, Jinn.run("evaluate", "-p", DATA.toString(), DATA.toString()));
    }

    /** Weights may be finite and what comes of them not. */
    @Test
    void errorsThatAreNoNumbersAreNotPrinted() throws IOException {
        Path shipped = DATA.resolveSibling("si64.potential_saved");
        Path broken = folder.resolve("broken");
        Files.writeString(
                broken,
                Files.readString(shipped).replaceFirst("(?m)^scale2 \\S+", "scale2 1e-320"));
        String frame = DATA.resolve("rattle_00.out.gz").toString();
        assertEquals(0, Jinn.run("evaluate", "-p", shipped.toString(), frame));
        assertEquals(1, Jinn.run("evaluate", "-p", broken.toString(), frame));
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
