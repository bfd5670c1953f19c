package org.jinn.system;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tasks that mostly wait for other programs, a few of them side by side. The first that throws
 * keeps all that have not begun from beginning; {@link #close} interrupts those that have.
 *
 * @param <T> what a task returns
 */
public final class SideBySide<T> implements AutoCloseable {
    private final ExecutorService pool;
    private final ExecutorCompletionService<T> ended;
    private final AtomicBoolean over = new AtomicBoolean();

    /** At most {@code jobs} at a time. */
    public SideBySide(int jobs) {
        pool = Executors.newFixedThreadPool(jobs);
        ended = new ExecutorCompletionService<>(pool);
    }

    /** Begins a task as soon as there is room. */
    public void begin(Callable<T> task) {
        ended.submit(
                () -> {
                    if (over.get()) {
                        return null; // nobody asks any more
                    }
                    try {
                        return task.call();
                    } catch (Exception | Error e) {
                        over.set(true);
                        throw e;
                    }
                });
    }

    /**
     * What the next task to end returned; waits for it.
     *
     * @throws IOException if it threw one
     * @throws RuntimeException if it threw one; an {@link Error} too comes as it is
     */
    public T next() throws IOException, InterruptedException {
        try {
            return ended.take().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof RuntimeException mistake) {
                throw mistake;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Interrupts what is running, and waits for its end: it writes into somebody's folder. */
    @Override
    public void close() {
        pool.shutdownNow();
        try {
            pool.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
