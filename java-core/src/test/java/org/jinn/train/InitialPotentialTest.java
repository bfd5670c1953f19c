package org.jinn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jinn.potential.Potential;
import org.jinn.potential.PotentialFile;
import org.jinn.potential.TrainingRange;
import org.jinn.structure.FormatException;
import org.jinn.structure.Frame;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that starts from a potential. */
class InitialPotentialTest {
    private static final String NET =
            "neural_network: {nodes: 5-4, optimizer: {method: Adam}, learning_rate: 1.0e-9,"
                    + " total_epoch: 1";

    @TempDir Path folder;

    private List<Frame> frames;

    @BeforeEach
    void makeFrames() {
        frames = TrainerTest.frames(8);
    }

    private TrainInput input(String text) throws IOException {
        Path file = folder.resolve("input.yaml");
        Files.writeString(file, text + "\ndata: {files: [x]}\noutput: next\n");
        return TrainInput.read(file);
    }

    private Potential train(TrainInput in, List<Frame> some) throws IOException {
        return new Trainer(in, some, List.of(), done -> {})
                .run(0, folder.resolve("potential"), false, epoch -> {});
    }

    /** Steps of 1e-9 leave the weights; other frames would have given another scaling. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void startsFromWeightsAndKeepsScaling(boolean pca) throws IOException {
        String head =
                "descriptor: {set: table1-16, cutoff: 5.0, elements: [Si]}\n"
                        + "preprocessing: {calc_pca: ";
        TrainInput first = input(head + pca + "}\n" + NET.replace("1.0e-9", "0.01") + "}");
        Potential old = train(first, frames.subList(0, 4));
        PotentialFile.write(folder.resolve("old"), old);
        // the potential decides, whatever the input says of preprocessing
        TrainInput second = input(head + "true}\ninitial: old\n" + NET + "}");
        Potential next = train(second, frames.subList(4, 8));
        assertEquals(pca, next.model(0).pca());
        assertArrayEquals(old.model(0).centre(), next.model(0).centre());
        assertArrayEquals(old.model(0).width(), next.model(0).width());
        double[] before = old.model(0).network().parameters();
        double[] after = next.model(0).network().parameters();
        assertArrayEquals(before, after, 1e-8);
        int fixed = pca ? old.model(0).network().weightIndex(2, 0, 0) : 0;
        for (int i = 0; i < fixed; i++) {
            assertEquals(before[i], after[i]);
        }
        assertTrue(before[before.length - 1] != after[before.length - 1], "it was trained");
        // it was never told anything else of the surroundings that the old one knew
        TrainingRange range = next.model(0).range();
        for (int s = 0; s < 16; s++) {
            assertEquals(0, range.outside(s, old.model(0).range().low()[s]));
            assertEquals(0, range.outside(s, old.model(0).range().high()[s]));
        }
        assertFalse(Arrays.equals(range.low(), old.model(0).range().low()));
    }

    /** SIMPLE-NN's way to say it: the file is potential_saved, the output has another name. */
    @Test
    void continuesFromWeightsAsSimpleNnDoes() throws IOException {
        String head = "descriptor: {set: table1-16, cutoff: 5.0, elements: [Si]}\n";
        Potential old = train(input(head + NET + "}"), frames);
        PotentialFile.write(folder.resolve("potential_saved"), old);
        TrainInput in = input(head + NET + ", continue: weights}");
        assertEquals(folder.resolve("potential_saved"), in.initial().orElseThrow().file());
        assertTrue(input(head + NET + ", continue: false}").initial().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "table1-16 | 5.0 | Si     | 5-5 | ''          | [5, 4] tanh, not [5, 5] tanh",
                "table1-16 | 5.1 | Si     | 5-4 | ''          | the functions of the input",
                "table1-16 | 5.0 | Si, Ge | 5-4 | ''          | [Si], not [Si, Ge]",
                "table1-16 | 5.0 | Si     | 5-4 | replicas: 2 | would all be the same",
            })
    void anInputThatDoesNotFitIsRefused(
            String set, String cutoff, String elements, String nodes, String more, String why)
            throws IOException {
        String fits = "descriptor: {set: table1-16, cutoff: 5.0, elements: [Si]}\n";
        PotentialFile.write(folder.resolve("old"), train(input(fits + NET + "}"), frames));
        String text =
                String.format(
                        "descriptor: {set: %s, cutoff: %s, elements: [%s]}\ninitial: old\n%s\n%s}",
                        set, cutoff, elements, more, NET.replace("5-4", nodes));
        FormatException e = assertThrows(FormatException.class, () -> input(text));
        assertTrue(e.getMessage().contains("input.yaml:2: 'initial'"), e.getMessage());
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }
}
