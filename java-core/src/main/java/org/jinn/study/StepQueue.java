package org.jinn.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jinn.system.Child;
import org.jinn.system.FolderLock;
import org.jinn.system.Listener;
import org.jinn.system.SideBySide;
import org.jinn.system.WholeFile;

/**
 * Does the steps of a study, several side by side, each once: a step whose result stands in its
 * folder with the same digest is not done again. May be killed at any time and started again.
 */
final class StepQueue {
    /** Name of the number that tells how long a step took. */
    static final String SECONDS = "step_seconds";

    private static final String BEGUN = "begun";

    private final Path output;
    private final int jobs;
    private final Listener listener;
    private final Map<String, StepResult> results = new LinkedHashMap<>();
    private final Map<String, Double> shares = new HashMap<>();
    private List<Step> steps;

    StepQueue(Path output, int jobs, Listener listener) {
        this.output = output;
        this.jobs = jobs;
        this.listener = listener;
    }

    /** Where a step has its files. */
    Path folder(Step step) {
        return output.resolve(step.name());
    }

    /** Seconds that the steps not yet done take, by their own estimate and all jobs at work. */
    double secondsLeft(List<Step> all) throws IOException {
        double seconds = 0;
        for (Step step : all) {
            seconds += done(step) == null ? seconds(step) : 0;
        }
        return seconds;
    }

    /**
     * Does all steps that are not yet done.
     *
     * @return the results by the names of the steps
     * @throws IOException if a step threw one; nothing is lost, and the others end too
     */
    Map<String, StepResult> run(List<Step> all) throws IOException, InterruptedException {
        steps = all;
        return FolderLock.within(
                output,
                "jinn study",
                () -> {
                    work();
                    return results;
                });
    }

    private void work() throws IOException, InterruptedException {
        List<Step> waiting = new ArrayList<>();
        for (Step step : steps) {
            StepResult result = done(step);
            if (result == null) {
                waiting.add(step);
            } else {
                finished(step, result);
            }
        }
        tell();
        try (SideBySide<Step> pool = new SideBySide<>(jobs)) {
            int running = 0;
            while (!waiting.isEmpty() || running > 0) {
                for (Step step : List.copyOf(waiting)) {
                    boolean may =
                            step.alone() ? running == 0 && onlyAlone(waiting) : running < jobs;
                    if (may && ready(step)) {
                        waiting.remove(step);
                        running++;
                        pool.begin(() -> perform(step));
                    }
                }
                pool.next();
                running--;
                tell();
            }
        }
    }

    /** Of all the time that a step takes, which others may share. */
    private double seconds(Step step) {
        return step.alone() ? step.seconds() : step.seconds() / jobs;
    }

    private static boolean onlyAlone(List<Step> waiting) {
        return waiting.stream().allMatch(Step::alone);
    }

    private synchronized boolean ready(Step step) {
        return step.needs().stream().allMatch(n -> results.containsKey(n.name()));
    }

    private Step perform(Step step) throws IOException, InterruptedException {
        String digest = step.digest();
        for (Step need : step.needs()) {
            if (result(need).failure() != null) {
                // not written: it hangs on a step that may succeed one day
                finished(step, StepResult.failed("there is no " + need.name()));
                return step;
            }
        }
        Path folder = folder(step);
        Child.end(folder);
        Path begun = folder.resolve(BEGUN);
        if (!Files.exists(begun) || !Files.readString(begun).equals(digest)) {
            WholeFile.remove(folder); // made from something else
            WholeFile.write(begun, digest);
        }
        Files.deleteIfExists(folder.resolve(StepResult.FILE));
        long start = System.nanoTime();
        StepResult result = step.work().run(folder, share -> at(step, share)).with(digest);
        result = result.with(SECONDS, (System.nanoTime() - start) * 1e-9);
        result.write(folder);
        if (result.failure() != null) {
            listener.tell(step.name() + ": " + result.failure());
        }
        finished(step, result);
        return step;
    }

    private synchronized StepResult result(Step step) {
        return results.get(step.name());
    }

    private synchronized void finished(Step step, StepResult result) {
        results.put(step.name(), result);
        shares.put(step.name(), 1.0);
    }

    private synchronized void at(Step step, double share) {
        shares.put(step.name(), share);
        tell();
    }

    private synchronized void tell() {
        double all = 0;
        double done = 0;
        for (Step step : steps) {
            all += seconds(step);
            done += seconds(step) * shares.getOrDefault(step.name(), 0.0);
        }
        listener.at(results.size() + " of " + steps.size() + " steps", Math.min(1, done / all));
    }

    /** The result of a step that was done before; {@code null} if it must be done. */
    private StepResult done(Step step) throws IOException {
        return StepResult.read(folder(step))
                .filter(r -> r.digest().equals(step.digest()))
                .orElse(null);
    }
}
