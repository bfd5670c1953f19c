package org.jinn.potential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.jinn.descriptor.Environments;
import org.jinn.kernel.Kernels;
import org.jinn.neighbor.NeighborList;
import org.jinn.neighbor.PeriodicImages;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any number of threads gives the results of one; the same number gives the same bits. */
class ParallelEvaluatorTest {
    private record Result(
            double energy, double[] forces, double[] virial, double[] energies, double[] virials) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20})
    void threadsDoNotMatter(int threads) {
        Random random = new Random(7);
        Potential potential = PotentialDerivativesTest.randomPotential(random);
        Structure structure = PotentialDerivativesTest.randomStructure(random, 12);
        Result one = evaluate(potential, structure, 1);
        Result many = evaluate(potential, structure, threads);
        assertEquals(one.energy, many.energy, 1e-12 * (1 + Math.abs(one.energy)));
        assertArrayEquals(one.forces, many.forces, 1e-11);
        assertArrayEquals(one.virial, many.virial, 1e-10);
        assertArrayEquals(one.energies, many.energies, 0);
        assertArrayEquals(one.virials, many.virials, 0);
        Result again = evaluate(potential, structure, threads);
        assertEquals(many.energy, again.energy, 0);
        assertArrayEquals(many.forces, again.forces, 0);
        assertArrayEquals(many.virial, again.virial, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aFailureInAnyShareIsThrownAndTheNextCallWorks(int threads) {
        Random random = new Random(8);
        Potential potential = PotentialDerivativesTest.randomPotential(random);
        Structure good = PotentialDerivativesTest.randomStructure(random, 9);
        double[] x = good.positions();
        System.arraycopy(x, 3 * 7, x, 3 * 8, 3);
        Structure bad = good.withPositions(x);
        try (ParallelEvaluator evaluator =
                new ParallelEvaluator(List.of(potential), threads, false, Kernels.best())) {
            double energy = evaluate(evaluator, potential, good).energy;
            assertThrows(IllegalArgumentException.class, () -> evaluate(evaluator, potential, bad));
            assertEquals(energy, evaluate(evaluator, potential, good).energy, 0);
        }
    }

    /** LAMMPS's user is told to give Java more memory: the error must arrive as what it is. */
    @Test
    void runningOutOfMemoryInAThreadIsNotDisguised() {
        Potential potential = PotentialDerivativesTest.randomPotential(new Random(9));
        NeighborList none = new NeighborList();
        int tooMany = 500_000_000;
        try (ParallelEvaluator evaluator =
                new ParallelEvaluator(List.of(potential), 2, false, Kernels.best())) {
            assertThrows(
                    OutOfMemoryError.class,
                    () ->
                            evaluator.evaluate(
                                    none,
                                    tooMany,
                                    new double[0],
                                    new int[0],
                                    new double[0],
                                    new double[6],
                                    new PerAtom()));
        }
    }

    private static Result evaluate(Potential potential, Structure structure, int threads) {
        try (ParallelEvaluator evaluator =
                new ParallelEvaluator(List.of(potential), threads, false, Kernels.best())) {
            evaluate(evaluator, potential, structure);
            return evaluate(evaluator, potential, structure);
        }
    }

    private static Result evaluate(
            ParallelEvaluator evaluator, Potential potential, Structure structure) {
        Environments atoms =
                Environments.of(
                        structure,
                        potential.cutoff(),
                        a -> potential.species(structure.species(a)));
        PeriodicImages images = atoms.images();
        double[] forces = new double[3 * images.size()];
        double[] virial = new double[6];
        PerAtom wanted = new PerAtom();
        wanted.energies = new double[images.local()];
        wanted.virials = new double[6 * images.local()];
        double energy =
                evaluator.evaluate(
                        atoms.list(),
                        images.size(),
                        images.positions(),
                        atoms.species(),
                        forces,
                        virial,
                        wanted);
        return new Result(energy, forces, virial, wanted.energies, wanted.virials);
    }
}
