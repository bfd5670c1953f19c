package org.jinn.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    @Test
    void asManyAtATimeAsSaid() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        try (SideBySide<Boolean> pool = new SideBySide<>(2)) {
            for (int i = 0; i < 2; i++) {
                pool.begin(
                        () -> {
                            both.countDown();
                            return both.await(1, TimeUnit.MINUTES); // each waits for the other
                        });
            }
            assertTrue(pool.next());
            assertTrue(pool.next());
        }
    }

    @Test
    void neverMoreThanSaid() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (SideBySide<Void> pool = new SideBySide<>(2)) {
            for (int i = 0; i < 6; i++) {
                pool.begin(
                        () -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            Thread.sleep(20);
                            running.decrementAndGet();
                            return null;
                        });
            }
            for (int i = 0; i < 6; i++) {
                pool.next();
            }
        }
        assertEquals(2, most.get());
    }

    @Test
    void resultsComeAsTheyEnd() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        try (SideBySide<String> pool = new SideBySide<>(2)) {
            pool.begin(
                    () -> {
                        first.await();
                        return "slow";
                    });
            pool.begin(() -> "quick");
            assertEquals("quick", pool.next());
            first.countDown();
            assertEquals("slow", pool.next());
        }
    }

    @Test
    void afterAFailureNothingBegins() throws Exception {
        AtomicBoolean begun = new AtomicBoolean();
        try (SideBySide<Void> pool = new SideBySide<>(1)) {
            pool.begin(
                    () -> {
                        throw new IOException("disk full");
                    });
            pool.begin(
                    () -> {
                        begun.set(true);
                        return null;
                    });
            assertEquals("disk full", assertThrows(IOException.class, pool::next).getMessage());
            pool.next();
        }
        assertFalse(begun.get());
    }

    @Test
    void mistakesComeAsTheyAre() throws Exception {
        RuntimeException mistake = new IllegalArgumentException("not an element");
        Error full = new OutOfMemoryError("Java heap space");
        try (SideBySide<Void> pool = new SideBySide<>(1)) {
            pool.begin(
                    () -> {
                        throw mistake;
                    });
            assertSame(mistake, assertThrows(RuntimeException.class, pool::next));
        }
        try (SideBySide<Void> pool = new SideBySide<>(1)) {
            pool.begin(
                    () -> {
                        throw full;
                    });
            assertSame(full, assertThrows(Error.class, pool::next));
        }
    }

    @Test
    void closingInterruptsAndWaits() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        AtomicBoolean cleaned = new AtomicBoolean();
        try (SideBySide<Void> pool = new SideBySide<>(1)) {
            pool.begin(
                    () -> {
                        running.countDown();
                        try {
                            Thread.sleep(60_000);
                        } catch (InterruptedException e) {
                            Thread.sleep(50); // as one who ends a program
                            cleaned.set(true);
                        }
                        return null;
                    });
            running.await();
        }
        assertTrue(cleaned.get());
    }
}
