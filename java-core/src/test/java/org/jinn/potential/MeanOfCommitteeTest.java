package org.jinn.potential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jinn.descriptor.Environments;
import org.jinn.kernel.Kernels;
import org.jinn.neighbor.PeriodicImages;
import org.jinn.network.FeedForward;
import org.jinn.structure.Element;
import org.jinn.structure.Labels;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The evaluator of several members at once, beside {@link Committee}, which asks one by one. */
class MeanOfCommitteeTest {
    private static final Structure STRUCTURE =
            PotentialDerivativesTest.randomStructure(new Random(4), 9);

    /** The same functions and other scales and networks. */
    private static Potential sibling(Potential potential, int number) {
        Map<Element, AtomicModel> models = new HashMap<>();
        for (Element element : potential.elements()) {
            AtomicModel m = potential.models().get(element);
            FeedForward network = m.network().copy();
            Arrays.setAll(network.parameters(), p -> Math.sin(p + number));
            double[] width = Arrays.stream(m.width()).map(w -> w * (1 + 0.1 * number)).toArray();
            models.put(
                    element, new AtomicModel(m.descriptor(), m.centre(), width, network, m.pca()));
        }
        return new Potential(potential.elements(), models);
    }

    private static List<Potential> members() {
        Potential first = PotentialDerivativesTest.randomPotential(new Random(3));
        return List.of(first, sibling(first, 1), sibling(first, 2));
    }

    private record Result(double energy, double[] forces, double[] virial, double[][] members) {}

    private static Result evaluate(List<Potential> members, int threads, boolean membersToo) {
        Potential first = members.get(0);
        Environments atoms =
                Environments.of(
                        STRUCTURE, first.cutoff(), a -> first.species(STRUCTURE.species(a)));
        PeriodicImages images = atoms.images();
        double[] forces = new double[3 * images.size()];
        double[] virial = new double[6];
        PerAtom wanted = new PerAtom();
        if (membersToo) {
            wanted.memberForces = new double[members.size()][3 * images.size()];
        }
        try (ParallelEvaluator evaluator =
                new ParallelEvaluator(members, threads, false, Kernels.best())) {
            double energy = 0;
            for (int turn = 0; turn < 2; turn++) { // the second in arrays that are not new
                energy =
                        evaluator.evaluate(
                                atoms.list(),
                                images.size(),
                                images.positions(),
                                atoms.species(),
                                forces,
                                virial,
                                wanted);
            }
            images.foldInto(forces);
            if (membersToo) {
                Arrays.stream(wanted.memberForces).forEach(images::foldInto);
            }
            return new Result(energy, forces, virial, wanted.memberForces);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void meanAndMembersAreWhatTheySayOneByOne(int threads) {
        List<Potential> members = members();
        Committee.Opinion opinion = new Committee(members).evaluate(STRUCTURE);
        Result result = evaluate(members, threads, true);
        assertEquals(opinion.mean().energy().getAsDouble(), result.energy, 1e-11);
        int size = 3 * STRUCTURE.size();
        assertArrayEquals(opinion.mean().forces(), Arrays.copyOf(result.forces, size), 1e-10);
        for (int v = 0; v < 6; v++) {
            assertEquals(
                    -opinion.mean().stress()[v] * STRUCTURE.cell().volume(),
                    result.virial[v],
                    1e-9);
        }
        for (int m = 0; m < members.size(); m++) {
            assertArrayEquals(
                    new Evaluator(members.get(m)).evaluate(STRUCTURE).forces(),
                    Arrays.copyOf(result.members[m], size),
                    1e-10);
        }
    }

    /** The committee as one potential, written and read, says what its members say in the mean. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void joinedInOneFileTheyGiveTheirMean(boolean pca, @TempDir Path folder) throws IOException {
        List<Potential> members = List.of(replica(1, pca), replica(2, pca), replica(3, pca));
        Path file = folder.resolve("mean");
        PotentialFile.write(file, MeanPotential.of(members));
        Potential joined = PotentialFile.read(file);
        assertTrue(joined.models().values().stream().allMatch(m -> m.pca() == pca));
        Labels labels = new Evaluator(joined).evaluate(STRUCTURE);
        Labels mean = new Committee(members).evaluate(STRUCTURE).mean();
        assertEquals(mean.energy().getAsDouble(), labels.energy().getAsDouble(), 1e-10);
        assertArrayEquals(mean.forces(), labels.forces(), 1e-10);
        assertArrayEquals(mean.stress(), labels.stress(), 1e-10);
    }

    @Test
    void potentialsOfOtherTrainingsAreNotJoined() {
        String message =
                assertThrows(IllegalArgumentException.class, () -> MeanPotential.of(members()))
                        .getMessage();
        assertTrue(message.contains("the same scaling"), message);
    }

    /** A potential with the functions, scaling and first layer of all its kind. */
    private static Potential replica(int number, boolean pca) {
        Potential first = PotentialDerivativesTest.randomPotential(new Random(3));
        Potential other = sibling(first, number);
        Map<Element, AtomicModel> models = new HashMap<>();
        for (Element element : first.elements()) {
            AtomicModel m = first.models().get(element);
            FeedForward network = other.models().get(element).network();
            if (pca) {
                int n = m.descriptor().size();
                double[] weights = new Random(n).doubles((long) n * n, -1, 1).toArray();
                network = network.behindLinear(weights, new double[n]);
            }
            models.put(
                    element, new AtomicModel(m.descriptor(), m.centre(), m.width(), network, pca));
        }
        return new Potential(first.elements(), models);
    }

    /** A dump must not change a trajectory. */
    @Test
    void askingForTheMembersChangesNoBitOfTheMean() {
        Result asked = evaluate(members(), 1, true);
        Result not = evaluate(members(), 1, false);
        assertEquals(not.energy, asked.energy);
        assertArrayEquals(not.forces, asked.forces, 0);
        assertArrayEquals(not.virial, asked.virial, 0);
    }

    @Test
    void membersOfOtherFunctionsAreRefused() {
        List<Potential> members =
                List.of(
                        PotentialDerivativesTest.randomPotential(new Random(3)),
                        PotentialDerivativesTest.randomPotential(new Random(5)));
        String message =
                assertThrows(IllegalArgumentException.class, () -> evaluate(members, 1, false))
                        .getMessage();
        assertTrue(message.contains("member 1 and member 2 differ"), message);
    }
}
