package org.jinn.train;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Threads over frames, and the other ranks, which have frames of their own. */
final class Workers {
    private final int threads;
    private final List<Thread> started = new CopyOnWriteArrayList<>();
    private final ExecutorService pool;
    private final Ranks ranks;

    /** As many threads. */
    Workers(int threads) {
        this(threads, Ranks.ALONE);
    }

    /** As many threads on each rank; 0 for one per processor. */
    Workers(int threads, Ranks ranks) {
        this.ranks = ranks;
        this.threads = threads > 0 ? threads : ranks.processors();
        pool =
                Executors.newFixedThreadPool(
                        this.threads,
                        task -> {
                            Thread thread = new Thread(task, "jinn-train");
                            thread.setDaemon(true);
                            started.add(thread);
                            return thread;
                        });
    }

    int threads() {
        return threads;
    }

    /** Time of processors that the threads have had so far, in seconds. */
    double processorSeconds() {
        ThreadMXBean times = ManagementFactory.getThreadMXBean();
        return 1e-9 * started.stream().mapToLong(t -> times.getThreadCpuTime(t.getId())).sum();
    }

    Ranks ranks() {
        return ranks;
    }

    /**
     * Does {@code work} for 0 to count-1.
     *
     * @param scratch one for each thread
     */
    <S> void forEach(int count, List<S> scratch, BiConsumer<S, Integer> work) {
        AtomicInteger next = new AtomicInteger();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (S mine : scratch) {
            tasks.add(
                    () -> {
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
}
