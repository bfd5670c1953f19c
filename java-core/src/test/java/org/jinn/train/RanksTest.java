package org.jinn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jinn.potential.Potential;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Training on several ranks, which here are threads. */
class RanksTest {
    @TempDir Path folder;

    /** Ranks that meet at a barrier, and add up in their order. */
    private record Together(int rank, int size, CyclicBarrier barrier, double[][] given)
            implements Ranks {
        @Override
        public void sum(double[] values) {
            given[rank] = values.clone();
            meet();
            Arrays.fill(values, 0);
            for (double[] other : given) {
                for (int i = 0; i < values.length; i++) {
                    values[i] += other[i];
                }
            }
            meet();
        }

        private void meet() {
            try {
                barrier.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException("another rank failed", e);
            }
        }
    }

    private interface Job<T> {
        T on(Ranks ranks) throws Exception;
    }

    /** What each rank comes to. */
    private static <T> List<T> onEach(int size, Job<T> job) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(size);
        double[][] given = new double[size][];
        ExecutorService pool = Executors.newFixedThreadPool(size);
        List<Future<T>> futures = new ArrayList<>();
        for (int r = 0; r < size; r++) {
            Ranks ranks = new Together(r, size, barrier, given);
            futures.add(
                    pool.submit(
                            () -> {
                                try {
                                    return job.on(ranks);
                                } catch (Exception e) {
                                    barrier.reset();
                                    throw e;
                                }
                            }));
        }
        pool.shutdown();
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    private TrainInput input(String more) throws IOException {
        Path file = folder.resolve("input.yaml");
        Files.writeString(
                file,
                "descriptor: {set: table1-16, cutoff: 5.0, elements: [Si]}\nthreads: 1\n"
                        + "data: {files: [x]}\n"
                        + more);
        return TrainInput.read(file);
    }

    private record Result(List<Epoch> epochs, double[] weights) {}

    private Result train(TrainInput input, List<Frame> frames, Ranks ranks) throws IOException {
        List<Epoch> epochs = new ArrayList<>();
        Potential potential =
                new Trainer(input, frames.subList(0, 9), frames.subList(9, 12), ranks, d -> {})
                        .run(0, folder.resolve("potential"), false, epochs::add);
        return new Result(epochs, potential.models().get(Element.SI).network().parameters());
    }

    /** To the last bit, although optimisers magnify every difference in rounding. */
    @ParameterizedTest
    @EnumSource(TrainInput.Method.class)
    void ranksChangeNothing(TrainInput.Method method) throws Exception {
        List<Frame> frames = TrainerTest.frames(12);
        String word = method == TrainInput.Method.LBFGS ? "L-BFGS" : method.name();
        int epochs = method == TrainInput.Method.LM ? 4 : 15;
        TrainInput in =
                input(
                        "preprocessing: {calc_atomic_weights: {type: gdf, params: auto}}\n"
                                + "neural_network: {nodes: 5-4, batch_size: 4, total_epoch: "
                                + epochs
                                + ", use_atomic_weights: true, optimizer: {method: "
                                + word
                                + "}}\n");
        Result alone = train(in, frames, Ranks.ALONE);
        for (int size : new int[] {2, 4}) {
            List<Result> results = onEach(size, ranks -> train(in, frames, ranks));
            for (Result r : results) {
                assertArrayEquals(alone.weights(), r.weights());
                assertEquals(epochs, r.epochs().size());
                for (int n = 0; n < epochs; n++) {
                    assertEquals(alone.epochs().get(n).training(), r.epochs().get(n).training());
                    assertEquals(
                            alone.epochs().get(n).validation(), r.epochs().get(n).validation());
                }
            }
        }
    }

    /** Numbers that cancel, in two orders and on three ranks. */
    @Test
    void theOrderOfASumDoesNotShow() throws Exception {
        double[] x = new Random(1).doubles(1000, -1e6, 1e6).toArray();
        FrameSum forth = new FrameSum(1);
        FrameSum back = new FrameSum(1);
        for (int i = 0; i < x.length; i++) {
            forth.add(new double[] {x[i] * x[i % 7]});
            back.add(new double[] {x[x.length - 1 - i] * x[(x.length - 1 - i) % 7]});
        }
        double[] a = new double[1];
        double[] b = new double[1];
        forth.total(Ranks.ALONE, a);
        back.total(Ranks.ALONE, b);
        assertEquals(a[0], b[0]);
        for (double[] total :
                onEach(
                        3,
                        ranks -> {
                            FrameSum mine = new FrameSum(1);
                            for (int i = 0; i < x.length; i++) {
                                if (i % 3 == ranks.rank()) {
                                    mine.add(new double[] {x[i] * x[i % 7]});
                                }
                            }
                            double[] sum = new double[1];
                            mine.total(ranks, sum);
                            return sum;
                        })) {
            assertEquals(a[0], total[0]);
        }
    }

    /** Scaling and components come from all frames, on every rank by the same arithmetic. */
    @Test
    void preprocessingIsTheSameToTheLastBit() throws Exception {
        List<Frame> frames = TrainerTest.frames(5);
        TrainInput in = input("");
        Preprocessing alone =
                FeatureSet.prepare(in, frames, 4, new Workers(1), done -> {}).preprocessing()[0];
        List<FeatureSet> sets =
                onEach(
                        3,
                        ranks ->
                                FeatureSet.prepare(
                                        in, frames, 4, new Workers(1, ranks), done -> {}));
        int[] owners = new int[5];
        for (FeatureSet set : sets) {
            Preprocessing p = set.preprocessing()[0];
            assertArrayEquals(alone.centre(), p.centre());
            assertArrayEquals(alone.width(), p.width());
            assertArrayEquals(alone.rows(), p.rows());
            assertArrayEquals(alone.bias(), p.bias());
            for (int n = 0; n < 5; n++) {
                TrainingFrame f = set.frames().get(n);
                owners[n] += f.mine() ? 1 : 0;
                assertEquals(f.mine(), f.derivatives != null, "kept where it is worked on");
                assertEquals(null, f.g);
            }
        }
        assertArrayEquals(new int[] {1, 1, 1, 1, 1}, owners);
    }

    /** Four frames of 8 atoms and one of 16 on two ranks are 24 atoms each. */
    @Test
    void atomsAreDealtEvenly() throws Exception {
        List<Frame> frames = new ArrayList<>(TrainerTest.frames(4));
        frames.add(1, doubled(frames.get(0)));
        TrainInput in = input("");
        List<Integer> atoms =
                onEach(
                        2,
                        ranks ->
                                FeatureSet.prepare(in, frames, 5, new Workers(1, ranks), d -> {})
                                        .frames()
                                        .stream()
                                        .filter(TrainingFrame::mine)
                                        .mapToInt(f -> f.atoms)
                                        .sum());
        assertEquals(List.of(24, 24), atoms);
    }

    /** The same crystal twice, one on top of the other. */
    private static Frame doubled(Frame f) {
        var s = f.structure();
        double a = s.cell().get(0, 0);
        int n = s.size();
        double[] x = new double[6 * n];
        Element[] species = new Element[2 * n];
        Arrays.fill(species, Element.SI);
        for (int i = 0; i < 2 * n; i++) {
            for (int k = 0; k < 3; k++) {
                x[3 * i + k] = s.position(i % n, k) + (i >= n && k == 2 ? a : 0);
            }
        }
        double[] cell = {a, 0, 0, 0, a, 0, 0, 0, 2 * a};
        return new Frame(
                new Structure(Cell.of(cell), species, x),
                Labels.of(1, new double[6 * n], null),
                f.origin(),
                java.util.Map.of());
    }

    /** A checkpoint says nothing about ranks; only the first writes. */
    @Test
    void aRunGoesOnWithOtherRanks() throws Exception {
        List<Frame> frames = TrainerTest.frames(8);
        String text = "neural_network: {nodes: 5-4, total_epoch: ";
        Path output = folder.resolve("potential");
        TrainInput half = input(text + "3}\n");
        new Trainer(half, frames, List.of(), d -> {}).run(0, output, false, e -> {});
        TrainInput whole = input(text + "6}\n");
        List<List<Integer>> epochs =
                onEach(
                        2,
                        ranks -> {
                            List<Integer> seen = new ArrayList<>();
                            new Trainer(whole, frames, List.of(), ranks, d -> {})
                                    .run(0, output, true, e -> seen.add(e.epoch()));
                            return seen;
                        });
        assertEquals(List.of(List.of(4, 5, 6), List.of(4, 5, 6)), epochs);
        List<Integer> more = new ArrayList<>();
        new Trainer(input(text + "7}\n"), frames, List.of(), d -> {})
                .run(0, output, true, e -> more.add(e.epoch()));
        assertEquals(List.of(7), more);
    }

    /** One rank is asked to stop: all end after the same epoch. */
    @Test
    void allStopTogether() throws Exception {
        List<Frame> frames = TrainerTest.frames(6);
        TrainInput in = input("neural_network: {nodes: 5-4, total_epoch: 1000}\n");
        List<Integer> last =
                onEach(
                        3,
                        ranks -> {
                            int[] epoch = new int[1];
                            Trainer trainer = new Trainer(in, frames, List.of(), ranks, d -> {});
                            trainer.run(
                                    0,
                                    folder.resolve("potential"),
                                    false,
                                    e -> {
                                        epoch[0] = e.epoch();
                                        if (ranks.rank() == 2 && e.epoch() == 4) {
                                            trainer.stop();
                                        }
                                    });
                            return epoch[0];
                        });
        assertEquals(List.of(4, 4, 4), last);
    }

    @Test
    void ranksThatReadOtherFramesAreRefused() throws Exception {
        List<Frame> frames = TrainerTest.frames(4);
        TrainInput in = input("");
        ExecutionException e =
                assertThrows(
                        ExecutionException.class,
                        () ->
                                onEach(
                                        2,
                                        ranks ->
                                                new Trainer(
                                                        in,
                                                        frames.subList(ranks.rank(), 3),
                                                        List.of(),
                                                        ranks,
                                                        d -> {})));
        assertTrue(e.getMessage().contains("all ranks must read the same"), e.getMessage());
    }
}
