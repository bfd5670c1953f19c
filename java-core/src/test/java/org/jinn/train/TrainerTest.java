package org.jinn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jinn.descriptor.PaperSet;
import org.jinn.network.FeedForward;
import org.jinn.potential.Evaluator;
import org.jinn.potential.Potential;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Origin;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainerTest {
    @TempDir Path folder;

    private TrainInput input(String more) throws IOException {
        Path file = folder.resolve("input.yaml");
        Files.writeString(
                file,
                "descriptor: {set: table1-16, cutoff: 5.0, elements: [Si]}\n"
                        + "data: {files: [x]}\n"
                        + more);
        return TrainInput.read(file);
    }

    /** Rattled silicon with labels of a potential with closed form: springs to 3 angstrom. */
    static List<Frame> frames(int count) {
        Random random = new Random(1);
        List<Frame> frames = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            double a = 5.3 + 0.3 * random.nextDouble();
            double[] basis = {
                0, 0, 0, 0, .5, .5, .5, 0, .5, .5, .5, 0, .25, .25, .25, .25, .75, .75, .75, .25,
                .75, .75, .75, .25
            };
            double[] x = new double[24];
            for (int i = 0; i < 24; i++) {
                x[i] = a * basis[i] + 0.1 * random.nextGaussian();
            }
            Element[] species = new Element[8];
            Arrays.fill(species, Element.SI);
            Structure s = new Structure(Cell.cubic(a), species, x);
            frames.add(
                    new Frame(s, pairLabels(s), new Origin("made", n + 1, 0), java.util.Map.of()));
        }
        return frames;
    }

    /** E = sum over pairs of (3 - r)^3 for r below 3 angstrom. */
    private static Labels pairLabels(Structure s) {
        double a = s.cell().get(0, 0);
        double energy = 0;
        double[] forces = new double[3 * s.size()];
        double[] tensor = new double[9];
        for (int i = 0; i < s.size(); i++) {
            for (int j = 0; j < s.size(); j++) {
                for (int image = 0; image < 27; image++) {
                    double[] d = new double[3];
                    int[] shift = {image % 3 - 1, image / 3 % 3 - 1, image / 9 - 1};
                    double r2 = 0;
                    for (int k = 0; k < 3; k++) {
                        d[k] = s.position(j, k) + shift[k] * a - s.position(i, k);
                        r2 += d[k] * d[k];
                    }
                    double r = Math.sqrt(r2);
                    if (r < 3 && r > 0) {
                        energy += 0.5 * Math.pow(3 - r, 3);
                        double slope = -3 * (3 - r) * (3 - r);
                        for (int k = 0; k < 3; k++) {
                            forces[3 * i + k] += slope * d[k] / r;
                            for (int l = 0; l < 3; l++) {
                                tensor[3 * k + l] += 0.5 * slope * d[k] * d[l] / r;
                            }
                        }
                    }
                }
            }
        }
        double[] stress = org.jinn.structure.Voigt.fromTensor(tensor);
        for (int v = 0; v < 6; v++) {
            stress[v] /= s.cell().volume();
        }
        return Labels.of(energy, forces, stress);
    }

    @Test
    void learnsAClosedForm() throws IOException {
        List<Frame> frames = frames(24);
        TrainInput in =
                input(
                        "neural_network: {total_epoch: 300, nodes: 12-12, learning_rate: 0.02,"
                                + " optimizer: {method: Adam}}\n");
        List<Epoch> epochs = new ArrayList<>();
        Potential potential =
                new Trainer(in, frames.subList(0, 20), frames.subList(20, 24), done -> {})
                        .run(0, folder.resolve("potential"), false, epochs::add);
        FitErrors last = epochs.get(epochs.size() - 1).validation();
        FitErrors first = epochs.get(0).validation();
        assertTrue(last.forceRmse() < 0.25 * first.forceRmse(), last + " after " + first);
        assertTrue(last.energyRmse() < 0.25 * first.energyRmse(), last + " after " + first);

        // what the potential says is what the trainer reported for its best epoch
        double best =
                epochs.stream()
                        .filter(Epoch::best)
                        .reduce((a, b) -> b)
                        .orElseThrow()
                        .validation()
                        .forceRmse();
        Evaluator evaluator = new Evaluator(potential);
        double sum = 0;
        for (Frame f : frames.subList(20, 24)) {
            double[] forces = evaluator.evaluate(f.structure()).forces();
            for (int k = 0; k < forces.length; k++) {
                sum += Math.pow(forces[k] - f.labels().forces()[k], 2);
            }
        }
        assertEquals(best, Math.sqrt(sum / (4 * 24)), 1e-4 * best);

        // it knows what it was trained on, and what not
        for (Frame f : frames.subList(0, 20)) {
            evaluator.evaluate(f.structure());
            assertEquals(0, evaluator.extrapolation().atoms());
        }
        Structure dense = frames.get(0).structure();
        double[] x = Arrays.stream(dense.positions()).map(v -> 0.9 * v).toArray();
        double a = 0.9 * dense.cell().get(0, 0);
        Element[] silicon = new Element[8];
        Arrays.fill(silicon, Element.SI);
        evaluator.evaluate(new Structure(Cell.cubic(a), silicon, x));
        assertEquals(8, evaluator.extrapolation().atoms());
    }

    /** Gauss-Newton's product is the gradient of the loss's model: J'W(Jv), by differences of J. */
    @Test
    void gaussNewtonProductIsRight() throws IOException {
        TrainInput in =
                input("memory_mb: 0\nneural_network: {force_coeff: 0.3, stress_coeff: 1.0e-4}\n");
        FeatureSet set = FeatureSet.prepare(in, frames(2), 2, new Workers(1), done -> {});
        FeedForward network =
                Initializer.XAVIER.network(
                        PaperSet.TABLE1_16.length(),
                        new int[] {5, 4},
                        in.network().activation(),
                        new Random(3));
        FeedForward[] networks = {network};
        Loss loss = new Loss(in, set.preprocessing(), networks, new Workers(1));
        FeedForward v = network.copy();
        Random random = new Random(8);
        for (int i = 0; i < v.parameters().length; i++) {
            v.parameters()[i] = random.nextGaussian();
        }
        double[] product = new double[v.parameters().length];
        loss.curvature(set.frames(), new FeedForward[] {v}, product);
        // v'Hv = 2 sum w (Jv)^2: predictions a little along v against those a little back
        double h = 1e-4;
        double[] x = network.parameters().clone();
        FrameLoss there = new FrameLoss(in, set.preprocessing());
        double expected = 0;
        int components = 2 * 24;
        for (TrainingFrame f : set.frames()) {
            double[][] p = new double[2][];
            for (int side = 0; side < 2; side++) {
                for (int i = 0; i < x.length; i++) {
                    network.parameters()[i] = x[i] + (2 * side - 1) * h * v.parameters()[i];
                }
                there.freeze(networks);
                there.predict(f);
                p[side] = new double[31];
                p[side][0] = there.energy;
                System.arraycopy(there.forces, 0, p[side], 1, 24);
                System.arraycopy(there.stress, 0, p[side], 25, 6);
            }
            for (int k = 0; k < 31; k++) {
                double jv = (p[1][k] - p[0][k]) / (2 * h);
                double kbar = org.jinn.structure.Units.EV_PER_A3_IN_KBAR;
                expected +=
                        k == 0
                                ? 2 * in.loss().energy() * jv * jv / 64 / 2
                                : k < 25
                                        ? 2 * 0.3 * jv * jv / components
                                        : 2 * 1e-4 * jv * jv * kbar * kbar / 12;
            }
        }
        double found = 0;
        for (int i = 0; i < product.length; i++) {
            found += product[i] * v.parameters()[i];
        }
        assertEquals(expected, found, 1e-6 * expected);
    }

    /** A run that is killed and goes on ends with the same bits as one that never stopped. */
    @ParameterizedTest
    @EnumSource(TrainInput.Method.class)
    void goesOnAsIfItHadNeverStopped(TrainInput.Method method) throws IOException {
        List<Frame> frames = frames(10);
        String word = method == TrainInput.Method.LBFGS ? "L-BFGS" : method.name();
        String whole =
                "neural_network: {nodes: 5-4, batch_size: 3, optimizer: {method: "
                        + word
                        + "}, learning_rate: 0.01, decay_rate: 0.9, total_epoch: ";
        Path once = folder.resolve("once");
        Path twice = folder.resolve("twice");
        trainer(whole + "9}\n", frames).run(0, once, false, epoch -> {});
        trainer(whole + "4}\n", frames).run(0, twice, false, epoch -> {});
        List<Integer> numbers = new ArrayList<>();
        trainer(whole + "9}\n", frames).run(0, twice, true, e -> numbers.add(e.epoch()));
        assertEquals(List.of(5, 6, 7, 8, 9), numbers);
        assertEquals(Files.readString(once), Files.readString(twice));

        // what belongs to another input, or is damaged, is refused
        Trainer other = trainer(whole.replace("5-4", "5-5") + "9}\n", frames);
        assertTrue(refusal(other, twice).contains("another input"));
        byte[] bytes = Files.readAllBytes(Trainer.checkpoint(twice));
        bytes[bytes.length / 2] ^= 1;
        Files.write(Trainer.checkpoint(twice), bytes);
        assertTrue(refusal(trainer(whole + "9}\n", frames), twice).contains("damaged"));
    }

    /** Half an epoch is as none: a checkpoint after it is that of the epoch before. */
    @Test
    void anEpochCutShortLeavesNoTrace() throws IOException {
        TrainInput in = input("neural_network: {batch_size: 1}\n");
        FeatureSet set = FeatureSet.prepare(in, frames(4), 4, new Workers(1), done -> {});
        FeedForward[] networks = {
            Initializer.XAVIER.network(
                    PaperSet.TABLE1_16.length(),
                    new int[] {5},
                    in.network().activation(),
                    new Random(3))
        };
        Loss loss = new Loss(in, set.preprocessing(), networks, new Workers(1));
        Objective objective = new Objective(in, networks, loss);
        double[] start = networks[0].parameters().clone();
        int[] left = {Integer.MAX_VALUE};
        BooleanSupplier stop = () -> left[0]-- <= 0;
        for (Optimizer optimizer :
                List.of(
                        new Adam(in, objective, set.frames(), start, stop),
                        new LevenbergMarquardt(objective, set.frames(), start, stop))) {
            assertNotNull(optimizer.epoch(1));
            byte[] before = state(optimizer);
            left[0] = 2;
            assertNull(optimizer.epoch(2));
            assertArrayEquals(before, state(optimizer));
            left[0] = Integer.MAX_VALUE;
            assertNotNull(optimizer.epoch(2));
            assertFalse(Arrays.equals(before, state(optimizer)));
        }
    }

    private static byte[] state(Optimizer optimizer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        optimizer.save(new DataOutputStream(out));
        return out.toByteArray();
    }

    /** Then the first epoch would be the best for ever. */
    @Test
    void somethingMustValidate() throws IOException {
        List<Frame> frames = frames(4);
        List<Frame> none = List.of(frames.get(3).with(Frame.WEIGHT, "0"));
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new Trainer(input(""), frames.subList(0, 3), none, done -> {}));
        assertTrue(e.getMessage().contains("all of them have the weight 0"), e.getMessage());
    }

    private Trainer trainer(String text, List<Frame> frames) throws IOException {
        return new Trainer(input(text), frames.subList(0, 8), frames.subList(8, 10), done -> {});
    }

    private static String refusal(Trainer trainer, Path output) {
        return assertThrows(
                        org.jinn.structure.FormatException.class,
                        () -> trainer.run(0, output, true, epoch -> {}))
                .getMessage();
    }

    @Test
    void resultDoesNotDependOnThreads() throws IOException {
        List<Frame> frames = frames(10);
        double[] energies = new double[2];
        for (int threads = 1; threads <= 2; threads++) {
            TrainInput in =
                    input(
                            "neural_network: {total_epoch: 5, optimizer: {method: Adam}}\nthreads: "
                                    + threads
                                    + "\n");
            Potential p =
                    new Trainer(in, frames.subList(0, 8), frames.subList(8, 10), done -> {})
                            .run(0, folder.resolve("potential"), false, epoch -> {});
            energies[threads - 1] =
                    new Evaluator(p).evaluate(frames.get(0).structure()).energy().getAsDouble();
        }
        assertEquals(energies[0], energies[1]);
    }

    /** Labels turned round: the better the fit, the worse such frames. */
    @Test
    void framesThatValidateHaveTheirWeights() throws IOException {
        List<Frame> frames = frames(8);
        List<Frame> validating = new ArrayList<>(frames.subList(6, 7));
        List<Integer> expected = bestEpochs(frames.subList(0, 6), validating);
        Frame last = frames.get(7);
        double[] forces = Arrays.stream(last.labels().forces()).map(f -> -f).toArray();
        double energy = -last.labels().energy().getAsDouble();
        Labels wrong = Labels.of(energy, forces, last.labels().stress());
        validating.add(new Frame(last.structure(), wrong, last.origin(), last.info()));
        assertNotEquals(expected, bestEpochs(frames.subList(0, 6), validating));
        validating.set(1, validating.get(1).with(Frame.WEIGHT, "0"));
        assertEquals(expected, bestEpochs(frames.subList(0, 6), validating));
    }

    private List<Integer> bestEpochs(List<Frame> training, List<Frame> validating)
            throws IOException {
        List<Integer> best = new ArrayList<>();
        new Trainer(input("neural_network: {total_epoch: 20}\n"), training, validating, done -> {})
                .run(
                        0,
                        folder.resolve("potential"),
                        false,
                        epoch -> {
                            if (epoch.best()) {
                                best.add(epoch.epoch());
                            }
                        });
        return best;
    }

    /** By which a checkpoint, a step of a study or a round of learning knows its data. */
    @Test
    void theFingerprintIsOfAllThatCounts() throws IOException {
        TrainInput in = input("");
        List<Frame> frames = frames(3);
        Structure s = frames.get(0).structure();
        Element[] others = new Element[8];
        Arrays.fill(others, Element.SI);
        others[3] = Element.GE;
        Frame first = frames.get(0);
        List<Frame> changed =
                List.of(
                        first.with(Frame.WEIGHT, "5"),
                        first.with(Frame.GROUP, "liquid"),
                        with(first, new Structure(Cell.cubic(5.9), species(s), s.positions())),
                        with(first, new Structure(slab(s.cell()), species(s), s.positions())),
                        with(first, new Structure(s.cell(), others, s.positions())));
        long whole = Trainer.fingerprint(in, frames, List.of());
        for (Frame other : changed) {
            List<Frame> some = List.of(other, frames.get(1), frames.get(2));
            assertNotEquals(whole, Trainer.fingerprint(in, some, List.of()), other.info() + "");
        }
        assertNotEquals(whole, Trainer.fingerprint(in, frames.subList(0, 2), frames.subList(2, 3)));
        assertEquals(whole, Trainer.fingerprint(input(""), frames(3), List.of()));
    }

    private static Frame with(Frame frame, Structure structure) {
        return new Frame(structure, frame.labels(), frame.origin(), frame.info());
    }

    private static Cell slab(Cell cell) {
        return Cell.of(cell.vectors(), true, true, false);
    }

    private static Element[] species(Structure s) {
        Element[] species = new Element[s.size()];
        Arrays.setAll(species, s::species);
        return species;
    }

    /** The validation errors decide, and only those that were asked for. */
    @Test
    void trainingEndsWhereTheCriteriaAreMet() throws IOException {
        List<Frame> frames = frames(6);
        String loose = "energy_criteria: 1e6, force_criteria: 1e6";
        assertEquals(1, epochs(frames, loose));
        assertEquals(1, epochs(frames, "stress_criteria: 1e8"));
        assertEquals(3, epochs(frames, loose + ", stress_criteria: 1e-9"));
        assertEquals(3, epochs(frames, "energy_criteria: 1e-9, force_criteria: 1e6"));
        assertEquals(3, epochs(frames, "use_force: true"));
    }

    private int epochs(List<Frame> frames, String criteria) throws IOException {
        TrainInput in = input("neural_network: {nodes: 4, total_epoch: 3, " + criteria + "}\n");
        int[] last = new int[1];
        Trainer trainer = new Trainer(in, frames.subList(0, 4), frames.subList(4, 6), done -> {});
        trainer.run(0, folder.resolve("potential"), false, epoch -> last[0] = epoch.epoch());
        assertEquals(
                last[0] == 3
                        ? Optional.empty()
                        : Optional.of("ended after epoch 1: the errors are below the criteria"),
                trainer.ended());
        return last[0];
    }

    /** No atom sees another: all functions are 0. */
    @Test
    void functionsThatTellNothingAreKnown() throws IOException {
        List<Frame> frames = frames(2);
        Path file = folder.resolve("short.yaml");
        Files.writeString(
                file,
                "descriptor: {set: table1-16, cutoff: 1, elements: [Si]}\ndata: {files: [x]}\n");
        assertTrue(new Trainer(TrainInput.read(file), frames, List.of(), done -> {}).allAlike());
        assertFalse(new Trainer(input(""), frames, List.of(), done -> {}).allAlike());
    }

    @Test
    void anElementWithoutFunctionsIsRefused() throws IOException {
        Structure carbon = new Structure(Cell.cubic(5), new Element[] {Element.C}, new double[3]);
        Frame frame =
                new Frame(
                        carbon,
                        Labels.of(1, new double[3], null),
                        new Origin("f", 1, 7),
                        java.util.Map.of());
        TrainInput in = input("");
        IllegalArgumentException e =
                org.junit.jupiter.api.Assertions.assertThrows(
                        IllegalArgumentException.class,
                        () -> new Trainer(in, List.of(frame), List.of(), done -> {}));
        assertTrue(e.getMessage().contains("f:7"), e.getMessage());
    }
}
