package org.jinn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.jinn.descriptor.PaperSet;
import org.jinn.network.FeedForward;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The loss against its formula, and its gradient against finite differences of it. */
class LossTest {
    @TempDir Path folder;

    private final Workers workers = new Workers(1);

    /** Two frames that weigh differently, and a network that was never trained. */
    private final class Case {
        final TrainInput input;
        final FeatureSet set;
        final FeedForward[] networks;
        final double[] parameters;

        Case(String network, int... hidden) throws IOException {
            this(0, network, hidden);
        }

        /**
         * @param megabytes for derivatives that are kept; 0 to work them out again each time
         */
        Case(int megabytes, String network, int... hidden) throws IOException {
            Path file = folder.resolve("input.yaml");
            Files.writeString(
                    file,
                    "descriptor: {set: table1-16, cutoff: 5.0, elements: [Si]}\n"
                            + "data: {files: [x]}\nmemory_mb: "
                            + megabytes
                            + "\nneural_network: {"
                            + network
                            + "}\n");
            input = TrainInput.read(file);
            set = FeatureSet.prepare(input, TrainerTest.frames(2), 2, workers, done -> {});
            set.frames().get(0).weight = 0.3;
            set.frames().get(1).weight = 2;
            networks =
                    new FeedForward[] {
                        Initializer.XAVIER.network(
                                PaperSet.TABLE1_16.length(),
                                hidden,
                                input.network().activation(),
                                new Random(3))
                    };
            parameters = networks[0].parameters();
        }

        Loss loss() {
            return new Loss(input, set.preprocessing(), networks, workers);
        }

        double[] gradient() {
            double[] gradient = new double[parameters.length];
            loss().gradient(set.frames(), gradient, new FitErrors.Sum());
            return gradient;
        }

        double value() {
            return loss().gradient(
                            set.frames(), new double[parameters.length], new FitErrors.Sum());
        }
    }

    private static void assertGradient(
            double[] x, ToDoubleFunction<double[]> value, double[] gradient) {
        double scale = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        double h = 1e-3;
        double[] near = new double[4];
        double[] steps = {-2, -1, 1, 2};
        for (int i = 0; i < x.length; i += 3) {
            double keep = x[i];
            for (int k = 0; k < 4; k++) {
                x[i] = keep + steps[k] * h;
                near[k] = value.applyAsDouble(x);
            }
            x[i] = keep;
            double slope = (near[0] - 8 * near[1] + 8 * near[2] - near[3]) / (12 * h);
            assertEquals(slope, gradient[i], 1e-8 * scale, "parameter " + i);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 1",
        "1, 0, 0, 2",
        "1, 0, 0, 3",
        "0, 1, 0, 1",
        "0, 0, 1e-3, 1",
        "1, 0.3, 1e-4, 2"
    })
    void everyTermHasTheRightGradient(double energy, double force, double stress, int type)
            throws IOException {
        String terms =
                String.format(
                        java.util.Locale.ROOT,
                        "energy_coeff: %g, force_coeff: %g, stress_coeff: %g, E_loss_type: %d",
                        energy,
                        force,
                        stress,
                        type);
        Case c = new Case(terms, 5, 4);
        assertGradient(c.parameters, x -> c.value(), c.gradient());
    }

    @Test
    void weightsOfAtomsAreInTheGradient() throws IOException {
        Case c = new Case("energy_coeff: 0, stress_coeff: 0", 5, 4);
        double plain = c.value();
        for (TrainingFrame frame : c.set.frames()) {
            frame.atomWeights = new double[] {0, 0.5, 1, 3, 0.1, 2, 1, 7};
        }
        assertGradient(c.parameters, x -> c.value(), c.gradient());
        for (TrainingFrame frame : c.set.frames()) {
            Arrays.fill(frame.atomWeights, frame.weight);
        }
        assertEquals(plain, c.value(), 1e-12 * plain);
    }

    /** A frame without a label is left out of that label's mean. */
    @ParameterizedTest
    @CsvSource({"1, 0, 0", "0, 1, 0", "0, 0, 1e-3"})
    void meansAreOverWhatIsKnown(double energy, double force, double stress) throws IOException {
        Case c =
                new Case(
                        String.format(
                                java.util.Locale.ROOT,
                                "energy_coeff: %g, force_coeff: %g, stress_coeff: %g",
                                energy,
                                force,
                                stress),
                        5);
        List<Frame> frames = TrainerTest.frames(2);
        Frame bare = frames.get(1);
        Labels some =
                new Labels(
                        energy > 0 ? OptionalDouble.empty() : bare.labels().energy(),
                        force > 0 ? null : bare.labels().forces(),
                        stress > 0 ? null : bare.labels().stress());
        frames.set(1, new Frame(bare.structure(), some, bare.origin(), bare.info()));
        List<TrainingFrame> all =
                FeatureSet.prepare(c.input, frames, 2, workers, done -> {}).frames();
        double[] gradient = new double[c.parameters.length];
        double[] alone = gradient.clone();
        c.loss().gradient(all, gradient, new FitErrors.Sum());
        c.loss().gradient(all.subList(0, 1), alone, new FitErrors.Sum());
        assertArrayEquals(alone, gradient);
    }

    /** l2 times the squared weights, biases left out. */
    @Test
    void theL2TermHasTheRightValueAndGradient() throws IOException {
        Case c = new Case("l2_regularization: 1.0e-2", 5, 4);
        Objective objective = new Objective(c.input, c.networks, c.loss());
        double[] x = c.parameters.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] += 0.3; // biases begin at zero
        }
        double[] gradient = new double[x.length];
        double value = objective.value(c.set.frames(), x, gradient, new FitErrors.Sum());
        double squares = 0;
        int[] sizes = {PaperSet.TABLE1_16.length(), 5, 4, 1};
        for (int l = 1; l <= 3; l++) {
            for (int out = 0; out < sizes[l]; out++) {
                for (int in = 0; in < sizes[l - 1]; in++) {
                    double w = x[c.networks[0].weightIndex(l, out, in)];
                    squares += w * w;
                }
            }
        }
        assertEquals(c.value() + 1e-2 * squares, value, 1e-12 * value);
        assertGradient(
                x,
                moved ->
                        objective.value(
                                c.set.frames(), moved, new double[x.length], new FitErrors.Sum()),
                gradient);
    }

    /** The weight of a frame's group times its own. */
    @Test
    void framesHaveTheWeightsOfTheirGroups() throws IOException {
        Path file = folder.resolve("weights.yaml");
        Files.writeString(
                file,
                "descriptor: {set: table1-16, cutoff: 5.0, elements: [Si]}\n"
                        + "data: {files: [x], weights: {liquid: 0.5}}\n");
        List<Frame> frames = TrainerTest.frames(3);
        frames.set(0, with(frames.get(0), Map.of("group", "liquid")));
        frames.set(1, with(frames.get(1), Map.of("group", "liquid", Frame.WEIGHT, "3")));
        frames.set(2, with(frames.get(2), Map.of("group", "crystal")));
        List<TrainingFrame> prepared =
                FeatureSet.prepare(TrainInput.read(file), frames, 3, workers, done -> {}).frames();
        assertEquals(0.5, prepared.get(0).weight);
        assertEquals(1.5, prepared.get(1).weight);
        assertEquals(1, prepared.get(2).weight);
    }

    private static Frame with(Frame frame, Map<String, String> info) {
        return new Frame(frame.structure(), frame.labels(), frame.origin(), info);
    }

    /** More frames than have their gradients in memory at the same time. */
    @Test
    void manyFramesAreSummedInBlocks() throws IOException {
        Case c = new Case("energy_coeff: 1", 5);
        List<TrainingFrame> all =
                FeatureSet.prepare(c.input, TrainerTest.frames(300), 300, workers, done -> {})
                        .frames();
        double[] whole = new double[c.parameters.length];
        double[] part = whole.clone();
        double[] sum = whole.clone();
        c.loss().gradient(all, whole, new FitErrors.Sum());
        for (int from = 0; from < 300; from += 60) {
            c.loss().gradient(all.subList(from, from + 60), part, new FitErrors.Sum());
            Arrays.setAll(sum, i -> sum[i] + part[i] / 5);
        }
        double scale = Arrays.stream(whole).map(Math::abs).max().orElseThrow();
        assertArrayEquals(sum, whole, 1e-13 * scale);
    }

    /** All frames have eight atoms. */
    @Test
    void theEnergyTermIsMultipliedByAtoms() throws IOException {
        double[] values = new double[3];
        for (int type = 1; type <= 3; type++) {
            values[type - 1] =
                    new Case("force_coeff: 0, stress_coeff: 0, E_loss_type: " + type, 5, 4).value();
        }
        assertEquals(8 * values[0], values[1], 1e-10 * values[1]);
        assertEquals(64 * values[0], values[2], 1e-10 * values[2]);
    }

    /** L = sum w |d|^3 with |d| held: two thirds of the derivative of that sum. */
    @Test
    void errorsOfForcesWeighThemselvesWithoutADerivative() throws IOException {
        Case c =
                new Case(
                        "energy_coeff: 0, stress_coeff: 0, F_loss_type: 2, optimizer: {method: Adam}",
                        5,
                        4);
        double[] gradient = Arrays.stream(c.gradient()).map(g -> 1.5 * g).toArray();
        assertGradient(c.parameters, x -> c.value(), gradient);
    }

    /** A dropped node's weights have no gradient, the others are those of a scaled network. */
    @Test
    void dropoutIsAThinnedNetwork() throws IOException {
        double p = 0.25;
        Case c =
                new Case("dropout: " + p + ", optimizer: {method: Adam}, l2_regularization: 0", 40);
        Objective objective = new Objective(c.input, c.networks, c.loss());
        double[] x = c.parameters.clone();
        double[] gradient = new double[x.length];
        FitErrors.Sum sum = new FitErrors.Sum();
        objective.stochastic(c.set.frames(), x, gradient, sum, new Random(5));
        assertGradient(
                x,
                moved -> {
                    FitErrors.Sum there = new FitErrors.Sum();
                    objective.stochastic(
                            c.set.frames(), moved, new double[x.length], there, new Random(5));
                    return there.loss();
                },
                gradient);
        System.arraycopy(x, 0, c.parameters, 0, x.length);
        int dropped = 0;
        for (int node = 0; node < 40; node++) {
            int weight = c.networks[0].weightIndex(2, 0, node);
            boolean out = gradient[weight] == 0;
            dropped += out ? 1 : 0;
            c.parameters[weight] = out ? 0 : x[weight] / (1 - p);
        }
        assertTrue(dropped > 3 && dropped < 20, "dropped=" + dropped);
        assertEquals(c.value(), sum.loss(), 1e-12 * sum.loss());
    }

    /**
     * Derivatives kept in 16 bits are off by up to 1.5e-5 of the largest of their row; loss and
     * gradient, by a few times that.
     */
    @Test
    void keptDerivativesAreTheSame() throws IOException {
        Case again = new Case("stress_coeff: 1.0e-3", 5, 4);
        Case kept = new Case(1, "stress_coeff: 1.0e-3", 5, 4);
        assertEquals(0, again.set.keptBytes());
        assertEquals(kept.set.derivativeBytes(), kept.set.keptBytes());
        assertEquals(again.value(), kept.value(), 1e-4 * again.value());
        double[] gradient = again.gradient();
        double scale = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        assertArrayEquals(gradient, kept.gradient(), 1e-4 * scale);
    }

    /** By which the best potential is chosen, with frames to validate and without. */
    @Test
    void theWeightOfAFrameCountsOnce() throws IOException {
        Case c = new Case("", 5, 4);
        FitErrors.Sum fit = new FitErrors.Sum();
        c.loss().gradient(c.set.frames(), new double[c.parameters.length], fit);
        FitErrors judged = c.loss().errors(c.set.frames());
        assertEquals(judged.roots(), fit.errors(1).roots(), 1e-6 * judged.roots());
        assertEquals(judged.energyMae(), fit.errors(1).energyMae(), 1e-6);
    }
}
