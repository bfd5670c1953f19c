package org.jinn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jinn.network.FeedForward;

/**
 * Threads over frames. Results are put together in the order of frames, whatever thread made them.
 */
final class Workers {
    private final int threads;
    private final ExecutorService pool;

    Workers(int threads) {
        this.threads = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        pool =
                Executors.newFixedThreadPool(
                        this.threads,
                        task -> {
                            Thread thread = new Thread(task, "jinn-train");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** Does {@code work} for 0 to count-1, each thread with a scratch object of its own. */
    <S> void forEach(int count, Supplier<S> scratch, BiConsumer<S, Integer> work) {
        AtomicInteger next = new AtomicInteger();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int t = 0; t < Math.min(threads, count); t++) {
            tasks.add(
                    () -> {
                        S mine = scratch.get();
                        for (int n = next.getAndIncrement();
                                n < count;
                                n = next.getAndIncrement()) {
                            work.accept(mine, n);
                        }
                        return null;
                    });
        }
        try {
            for (Future<Void> future : pool.invokeAll(tasks)) {
                future.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Gradient of the loss of a batch, one array per species; errors are added to {@code sum}. */
    double[][] gradient(
            FeatureSet set,
            int[] batch,
            FeedForward[] networks,
            TrainInput.Coefficients coefficients,
            FitErrors.Sum sum) {
        int components = 0;
        for (int f : batch) {
            components += 3 * set.frames().get(f).atoms;
        }
        int all = components;
        double[][][] shares = new double[batch.length][][];
        FitErrors.Sum[] sums = new FitErrors.Sum[batch.length];
        forEach(
                batch.length,
                () -> new FrameLoss(networks, coefficients),
                (loss, n) -> {
                    shares[n] = zeros(networks);
                    sums[n] = new FitErrors.Sum();
                    FrameFeatures f = set.frames().get(batch[n]);
                    double share = loss.addGradient(f, batch.length, all, shares[n]);
                    sums[n].add(f, loss, share);
                });
        double[][] total = zeros(networks);
        for (int n = 0; n < batch.length; n++) {
            sum.add(sums[n]);
            for (int s = 0; s < networks.length; s++) {
                for (int i = 0; i < total[s].length; i++) {
                    total[s][i] += shares[n][s][i];
                }
            }
        }
        return total;
    }

    /** Errors and loss over all frames. */
    FitErrors errors(FeatureSet set, FeedForward[] networks, TrainInput.Coefficients coefficients) {
        int frames = set.frames().size();
        int components = set.frames().stream().mapToInt(f -> 3 * f.atoms).sum();
        FitErrors.Sum[] sums = new FitErrors.Sum[frames];
        forEach(
                frames,
                () -> new FrameLoss(networks, coefficients),
                (loss, n) -> {
                    FrameFeatures f = set.frames().get(n);
                    loss.predict(f);
                    sums[n] = new FitErrors.Sum();
                    sums[n].add(f, loss, loss.share(f, frames, components));
                });
        FitErrors.Sum sum = new FitErrors.Sum();
        for (FitErrors.Sum s : sums) {
            sum.add(s);
        }
        return sum.errors(1);
    }

    private static double[][] zeros(FeedForward[] networks) {
        double[][] out = new double[networks.length][];
        for (int s = 0; s < out.length; s++) {
            out[s] = new double[networks[s].parameters().length];
        }
        return out;
    }
}
