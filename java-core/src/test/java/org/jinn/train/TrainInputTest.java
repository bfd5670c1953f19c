package org.jinn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jinn.structure.Element;
import org.jinn.structure.FormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainInputTest {
    private static final String GOOD =
            "descriptor: {set: table1-16, elements: [Si]}\ndata: {files: [qe]}\n";

    @TempDir Path folder;

    private TrainInput read(String text) throws IOException {
        Path file = folder.resolve("input.yaml");
        Files.writeString(file, text);
        return TrainInput.read(file);
    }

    @Test
    void readsSimpleNnsKeys() throws IOException {
        Files.writeString(
                folder.resolve("params_Si"), "2 1 0 6.0 0.1 0.0 0.0\n4 1 1 6.0 0.1 2.0 -1.0\n");
        TrainInput in =
                read(
                        "params: {Si: params_Si}\ndata: {files: [qe]}\n"
                                + "neural_network:\n  nodes: '20-10'\n  use_stress: .F.\n"
                                + "  acti_func: sigmoid\n  energy_coeff: 2.\n");
        assertEquals(2, in.descriptors().get(Element.SI).size());
        assertEquals(10, in.network().hidden()[1]);
        assertEquals(0, in.loss().stress());
        assertEquals(2, in.loss().energy());
        assertEquals(folder.resolve("qe"), in.data().files().get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "neural_network: {total_epochs: 5}| 3: 'total_epochs': unknown key; the nearest"
                        + " known one is 'total_epoch'",
                "atom_types: [O]| 3: 'atom_types': expected those with descriptors, [Si]",
                "atom_types: []| 3: 'atom_types': expected something in its list",
                "neural_network: {weight_modifier: {tpye: x}}| 3: 'tpye': unknown key",
                "neural_network: {add_NNP_ref: true}| 3: 'add_NNP_ref': SIMPLE-NN knows this key",
                "neural_network: {test: true}| 3: 'test': expected one of 'train: true' and",
                "neural_network: {train: false}| 3: 'train': expected one of 'train: true' and",
                "neural_network: {continue: latest}| 3: 'continue': expected 'weights', those",
                "neural_network: {continue: weights}| 3: 'continue': training would overwrite it",
                "initial: ./potential_saved| 3: 'initial': training would overwrite it",
                "neural_network: {start_epoch: 7}| 3: 'start_epoch': expected a number from 1.0",
                "preprocessing: {shuffle: false}| 3: 'shuffle': frames for validation are",
                "neural_network: {dropout: 0.1}| 3: 'dropout': only 'optimizer: {method: Adam}'",
                "neural_network: {F_loss_type: 2}| 3: 'F_loss_type': only 'optimizer: {method:",
                "neural_network: {weight_initializer: {type: ones}}| 3: 'type': expected one of",
                "preprocessing: {scale_type: uniform gas}| 3: 'preprocessing': 'uniform gas' needs",
                "train_model: false| 3: 'train_model': JINN keeps no features",
                "neural_network: {use_atomic_weights: true}| 3: 'use_atomic_weights': expected",
                "neural_network: {nodes: abc}| 3: 'nodes': expected numbers of nodes",
                "neural_network: {batch_size: 1.5}| 3: 'batch_size': expected a whole number",
                "neural_network: {learning_rate: fast}| 3: 'learning_rate': expected a number",
                "neural_network: {acti_func: tan}| 3: 'acti_func': expected one of",
                "preprocessing: {calc_pca: maybe}| 3: 'calc_pca': expected true or false",
                "preprocessing: 5| 3: 'preprocessing': expected a mapping",
                "params: {Si: p}| 3: 'params': expected either 'params'",
                "data: {files: [a]}| 3: the key 'data' stands twice",
                "neural_network: {nodes| not YAML",
                "colour: blue| 3: 'colour': unknown key"
            })
    void oneSentenceForEachFault(String line, String sentence) {
        FormatException e = assertThrows(FormatException.class, () -> read(GOOD + line + "\n"));
        String shown = e.getMessage().replaceFirst(".*input.yaml:", "").trim();
        assertTrue(shown.contains(sentence.trim()) || shown.startsWith(sentence.trim()), shown);
    }

    /** An input that names no files is SIMPLE-NN's own, with its defaults. */
    @Test
    void simpleNnsInputHasItsDefaults() throws IOException {
        Files.writeString(folder.resolve("params_Si"), "2 1 0 6.0 0.1 0.0 0.0\n");
        Files.writeString(folder.resolve("structure_list"), "[ a : 2 ]\nOUTCAR ::10\n");
        TrainInput in =
                read(
                        """
                        generate_features: True
                        preprocess: True
                        train_model: True
                        random_seed: 123
                        params: {Si: params_Si}
                        data: {type: symmetry_function, absolute_path: False}
                        preprocessing:
                          calc_atomic_weights: {type: gdf, params: Auto}
                        neural_network:
                          optimizer: {method: Adam}
                          use_atomic_weights: True
                          weight_modifier: {type: modified sigmoid, params: {Si: {b: 1., c: 35.}}}
                        """);
        assertEquals(folder.resolve("structure_list"), in.data().structureList().orElseThrow());
        assertEquals(org.jinn.network.Activation.SIGMOID, in.network().activation());
        assertEquals(1e-8, in.scaling().whitenFloor());
        assertEquals(1e-4, in.fit().learningRate());
        assertEquals(1, in.fit().decayRate());
        assertEquals(35, in.data().atomicWeights().orElseThrow().threshold().get(Element.SI));
        assertEquals(null, in.data().atomicWeights().orElseThrow().width());
        // PyTorch's weight_decay w adds w x to the gradient, the term l2 x^2 of a loss 2 l2 x
        assertEquals(0.5e-6, in.fit().l2());
        Files.writeString(folder.resolve("params_O"), "2 1 0 6.0 0.1 0.0 0.0\n");
        String two = "params: {O: params_O, Si: params_Si}\n";
        in = read(two + "atom_types: [Si, O]\nneural_network: {l2_regularization: 4.0e-6}\n");
        assertEquals(2e-6, in.fit().l2());
        assertEquals(List.of(Element.SI, Element.O), in.elements());
        assertEquals(List.of(Element.O, Element.SI), read(two).elements());
        String gas = "preprocessing: {scale_type: uniform gas, scale_rho: {Si: 0.05}}\n";
        FormatException e = assertThrows(FormatException.class, () -> read(two + gas));
        assertTrue(e.getMessage().endsWith("expected a density for O too"), e.getMessage());
    }

    /** SIMPLE-NN's defaults may be written out. */
    @Test
    void whatJinnDoesAnywayMayBeAsked() throws IOException {
        TrainInput in =
                read(
                        GOOD
                                + "preprocessing: {shuffle: True}\n"
                                + "neural_network: {train: True, test: False, continue: null,"
                                + " start_epoch: 1, test_list: ./test_list, full_batch: True,"
                                + " batch_size: 4}\n");
        assertTrue(in.fit().batch() > 1_000_000, "a batch is all frames");
    }

    @Test
    void nothingToTrainOnIsTold() {
        FormatException e =
                assertThrows(
                        FormatException.class,
                        () -> read("descriptor: {set: table1-16, elements: [Si]}\n"));
        assertTrue(e.getMessage().contains("files"), e.getMessage());
        assertThrows(FormatException.class, () -> read(""));
    }
}
