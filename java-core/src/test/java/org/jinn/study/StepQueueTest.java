package org.jinn.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jinn.system.Listener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepQueueTest {
    private final AtomicInteger atWork = new AtomicInteger();
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());

    @TempDir Path folder;

    private Step step(String name, List<Step> needs, boolean alone) {
        return new Step(
                name,
                "",
                needs,
                1,
                alone,
                (where, progress) -> {
                    int others = atWork.getAndIncrement();
                    Thread.sleep(20); // so that others may begin
                    order.add(
                            name + (alone ? " beside " + Math.max(others, atWork.get() - 1) : ""));
                    atWork.decrementAndGet();
                    return StepResult.of(Map.of());
                });
    }

    /** What is timed waits for all else, and has the machine for itself. */
    @Test
    void whatIsTimedIsAlone() throws Exception {
        Step a = step("a/train", List.of(), false);
        Step b = step("b/train", List.of(), false);
        Step md = step("b/md", List.of(b), false);
        List<Step> all =
                List.of(
                        a,
                        step("a/timing", List.of(a), true),
                        b,
                        step("b/timing", List.of(b), true),
                        md);
        StepQueue queue = new StepQueue(folder, 4, new Silent());
        assertEquals(2 + 3 / 4.0, queue.secondsLeft(all));
        queue.run(all);
        assertEquals("b/md", order.get(2));
        assertEquals(
                List.of("a/timing beside 0", "b/timing beside 0"), order.subList(3, order.size()));
        assertEquals(0, new StepQueue(folder, 4, new Silent()).secondsLeft(all));
    }

    private static final class Silent implements Listener {
        @Override
        public void tell(String sentence) {}

        @Override
        public void at(String message, double share) {}
    }
}
