package org.jinn.potential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.descriptor.SymmetryFunction;
import org.jinn.descriptor.SymmetryFunction.G2;
import org.jinn.network.Activation;
import org.jinn.network.FeedForward;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.FormatException;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtrapolationTest {
    private static final Element SI = Element.find("Si").orElseThrow();

    @TempDir Path folder;

    /** Two functions of silicon; the second one never changed in training. */
    private static Potential potential(TrainingRange range) {
        List<SymmetryFunction> functions = List.of(new G2(SI, 6, 0, 0), new G2(SI, 5, 0, 0));
        FeedForward network =
                new FeedForward(new int[] {2, 1}, new Activation[] {Activation.LINEAR});
        AtomicModel model =
                new AtomicModel(
                        new DescriptorSet(functions),
                        new double[] {0.5, 0.25},
                        new double[] {1, 2},
                        network,
                        false,
                        range);
        return new Potential(List.of(SI), Map.of(SI, model));
    }

    /** fc = (1 + cos(pi r / rc)) / 2, which is G2 of a pair with eta = 0. */
    private static double fc(double r, double rc) {
        return r < rc ? 0.5 * (1 + Math.cos(Math.PI * r / rc)) : 0;
    }

    private static Structure row(double... x) {
        Element[] species = new Element[x.length];
        double[] positions = new double[3 * x.length];
        for (int i = 0; i < x.length; i++) {
            species[i] = SI;
            positions[3 * i] = x[i];
        }
        return new Structure(Cell.NONE, species, positions);
    }

    @Test
    void tellsHowManyWhichAndHowFar() {
        TrainingRange range = new TrainingRange(new double[] {0.2, 0.0}, new double[] {0.6, 0.0});
        Evaluator evaluator = new Evaluator(potential(range));

        evaluator.evaluate(row(0, 5.0)); // both functions on the edge of what they may be
        Extrapolation seen = evaluator.extrapolation();
        double alone = fc(5, 6);
        assertTrue(alone < 0.2, "below the range");
        assertEquals(2, seen.atoms());
        assertEquals((0.2 - alone) / 0.4, seen.distance(), 1e-12);

        evaluator.evaluate(row(0, 3.2, 6.4)); // the middle one has two neighbours
        double middle = 2 * fc(3.2, 6);
        assertTrue(fc(3.2, 6) > 0.2 && middle > 0.6);
        double second = 2 * fc(3.2, 5); // a range without width: its distance as it is
        assertEquals(3, seen.atoms());
        assertEquals(1, seen.farthest());
        assertEquals(Math.max((middle - 0.6) / 0.4, second), seen.distance(), 1e-9);
        assertTrue(seen.words().startsWith("function "), seen.words());

        evaluator.evaluate(row(0));
        assertEquals(1, seen.atoms(), "no neighbour at all: below");
        assertEquals(
                "function 1 of Si (2 6.0 0.0 0.0 0.0 Si) is 0.00000, in training 0.200000 to"
                        + " 0.600000",
                seen.words());
    }

    @Test
    void aRangeIsTheSmallestAndTheLargestValue() {
        assertNull(new Evaluator(potential(null)).extrapolation());
        TrainingRange range = TrainingRange.of(List.of(new double[] {1, 5}, new double[] {3, 2}));
        assertArrayEquals(new double[] {1, 2}, range.low());
        assertArrayEquals(new double[] {3, 5}, range.high());
        assertEquals(0, range.outside(0, 3));
        assertEquals(0.5, range.outside(0, 4));
        assertEquals(1.0 / 3, range.outside(1, 1), 1e-15);
        assertThrows(
                IllegalArgumentException.class,
                () -> new TrainingRange(new double[] {2}, new double[] {1}));
    }

    private static Potential withRange(Potential potential) {
        Map<Element, AtomicModel> models = new HashMap<>();
        Random random = new Random(1);
        for (Element element : potential.elements()) {
            AtomicModel model = potential.models().get(element);
            int n = model.descriptor().size();
            double[] low = random.doubles(n, 0, 1e-10).toArray();
            double[] high = random.doubles(n, 1e-9, 2e-9).toArray();
            models.put(element, model.with(new TrainingRange(low, high)));
        }
        return new Potential(potential.elements(), models);
    }

    private static void assertSameRange(Potential expected, Potential found) {
        for (Element element : expected.elements()) {
            TrainingRange a = expected.models().get(element).range();
            TrainingRange b = found.models().get(element).range();
            assertArrayEquals(a.low(), b.low());
            assertArrayEquals(a.high(), b.high());
        }
    }

    @Test
    void theRangeIsKeptBesideSimpleNnsFile() throws IOException {
        Potential potential = PotentialDerivativesTest.randomPotential(new Random(8));
        Potential known = withRange(potential);
        Path file = folder.resolve("potential_saved");
        Path beside = folder.resolve("potential_saved.range");
        PotentialFile.write(file, known);
        assertSameRange(known, PotentialFile.read(file));
        PotentialFile.write(file, known);
        assertSameRange(known, PotentialFile.read(file));

        String text = Files.readString(beside);
        PotentialFile.write(file, potential);
        assertFalse(Files.exists(beside), "the range of another potential is not left there");
        assertFalse(PotentialFile.read(file).hasRange());

        PotentialFile.write(file, PotentialDerivativesTest.randomPotential(new Random(9)));
        Files.writeString(beside, text);
        refused(file, "potential_saved.range:2: the range belongs to another potential");
    }

    @Test
    void aWrongRangeFileIsRefusedWithItsLine() throws IOException {
        Path file = folder.resolve("p");
        Path beside = folder.resolve("p.range");
        PotentialFile.write(
                file, potential(new TrainingRange(new double[] {1, 2}, new double[] {3, 4})));
        String text = Files.readString(beside);
        assertTrue(text.contains("1.0 3.0   # 2 6.0 0.0 0.0 0.0 Si\n"), text);
        Files.writeString(beside, text.replace("1.0 3.0", "3.0 1.0"));
        refused(file, "p.range:4: the lowest value must not be above the highest");
        Files.writeString(beside, text.replace("1.0 3.0", "1.0 nan"));
        refused(file, "p.range:4: not a finite number");
        Files.writeString(beside, text.substring(0, text.indexOf("2.0 4.0")));
        refused(file, "the file ends too early");
        Files.writeString(beside, text + "5 6\n");
        refused(file, "p.range:6: a line more than the potential has functions");
        Files.writeString(beside, text.replace("POT Si 2", "POT Si 3"));
        refused(file, "p.range:3: expected 'POT Si 2'");
        Files.writeString(beside, text.stripTrailing());
        refused(file, "cut off");
    }

    private static void refused(Path file, String part) {
        String message =
                assertThrows(FormatException.class, () -> PotentialFile.read(file)).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void n2p2HasItInScalingData() throws IOException {
        Potential known = withRange(PotentialDerivativesTest.randomPotential(new Random(8)));
        Map<Element, AtomicModel> models = new HashMap<>();
        for (Element element : known.elements()) { // n2p2 wants hidden layers
            AtomicModel m = known.models().get(element);
            FeedForward net =
                    new FeedForward(
                            new int[] {m.descriptor().size(), 2, 1},
                            new Activation[] {Activation.TANH, Activation.LINEAR});
            models.put(
                    element,
                    new AtomicModel(m.descriptor(), m.centre(), m.width(), net, false, m.range()));
        }
        Potential potential = new Potential(known.elements(), models);
        Path one = folder.resolve("one");
        PotentialFile.write(one, potential, PotentialFile.N2P2);
        Potential read = PotentialFile.read(one);
        assertTrue(read.hasRange());
        // in n2p2's order: written again it is the same file, by way of SIMPLE-NN's too
        Path saved = folder.resolve("saved");
        PotentialFile.write(saved, read);
        Path two = folder.resolve("two");
        PotentialFile.write(two, PotentialFile.read(saved), PotentialFile.N2P2);
        assertEquals(
                Files.readString(one.resolve("scaling.data")),
                Files.readString(two.resolve("scaling.data")));
        for (Element element : potential.elements()) {
            TrainingRange range = models.get(element).range();
            TrainingRange back = read.models().get(element).range();
            int s = 0;
            List<SymmetryFunction> order = read.models().get(element).descriptor().functions();
            for (SymmetryFunction f : models.get(element).descriptor().functions()) {
                int at = order.indexOf(f);
                if (at >= 0) { // neighbours of an angular function may have changed places
                    assertEquals(range.low()[s], back.low()[at]);
                    assertEquals(range.high()[s], back.high()[at]);
                }
                s++;
            }
        }
    }
}
