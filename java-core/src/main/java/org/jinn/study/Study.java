package org.jinn.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jinn.dataset.Dataset;
import org.jinn.dataset.Repeats;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.format.ReadOptions;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Structure;
import org.jinn.system.Listener;
import org.jinn.train.TrainInput;
import org.jinn.train.Trainer;

/**
 * How short may the descriptor be? Trains a potential with every set of functions and every seed,
 * all alike, and compares them: errors, structure, mechanics, time.
 */
public final class Study {
    /** Folder of the steps below that of the study. */
    static final String STEPS = "steps";

    private final StudyInput input;
    private final Listener listener;
    private final StepQueue queue;
    private final List<Step> steps = new ArrayList<>();
    private final Dataset data;
    private final Dataset.Split split;
    private final VolumeScan scan;
    private final long begin = System.nanoTime();
    private final List<SetFindings> found = new ArrayList<>();
    private int judged;

    /**
     * Reads the frames.
     *
     * @param lammps the command that starts LAMMPS, if the input names none
     * @throws IllegalArgumentException if there is nothing to train on or to judge by
     */
    public Study(StudyInput input, List<String> lammps, Listener listener) throws IOException {
        this.input = input;
        this.listener = listener;
        data = input.train().readFrames();
        data.rejected().forEach(r -> listener.tell("refused: " + r.sentence()));
        Dataset.Split halves = data.split(input.train().data().validRate(), input.train().seed());
        if (halves.training().isEmpty()) {
            throw new IllegalArgumentException(
                    "there must be frames to train on: frames=" + data.frames().size());
        }
        if (input.test().isEmpty() && halves.test().isEmpty()) {
            throw new IllegalArgumentException(
                    "there must be frames to judge by: give 'test', or a valid_rate above 0");
        }
        split = halves;
        scan = VolumeScan.of(data.frames(), input.scanGroup());
        queue = new StepQueue(input.output().resolve(STEPS), input.jobs(), listener);
        plan(input.lammps().isEmpty() ? lammps : input.lammps());
    }

    private void plan(List<String> lammps) throws IOException {
        List<Frame> judged = split.test();
        if (!input.test().isEmpty()) {
            Dataset test =
                    Dataset.read(input.test(), new ReadOptions(false, input.train().elements()));
            test.rejected().forEach(r -> listener.tell("refused: " + r.sentence()));
            judged = test.frames();
            judged.forEach(this::known);
            unseen(judged);
            if (judged.isEmpty()) {
                throw new IllegalArgumentException("no frame in 'test': " + input.test());
            }
        }
        if (judged.stream().noneMatch(f -> f.labels().hasForces())
                || judged.stream().noneMatch(f -> f.labels().energy().isPresent())) {
            throw new IllegalArgumentException(
                    "the frames to judge by must have energies and forces: "
                            + (input.test().isEmpty() ? "those that validate" : input.test()));
        }
        this.judged = judged.size();
        String digest =
                input.scanGroup() + " " + Trainer.fingerprint(input.train(), data.frames(), judged);
        // side by side, each on one core
        int threads = input.jobs() == 1 ? input.train().threads() : 1;
        List<Step> first = List.of();
        for (int n = 0; n < input.seeds().size(); n++) {
            List<Step> trained = new ArrayList<>();
            for (String name : input.sets().keySet()) {
                TrainInput t =
                        input.train()
                                .withDescriptor(
                                        input.sets().get(name), input.seeds().get(n), threads);
                Step training = Training.step(home(name, input.seeds().get(n)), t, split);
                trained.add(training);
                steps.add(training);
                steps.add(Evaluation.step(training, judged, digest, scan));
            }
            if (n < input.dynamics().seeds()) {
                simulate(trained, input.seeds().get(n), lammps);
            }
            if (n == 0) {
                first = trained;
            }
        }
        if (!input.starts().isEmpty()) {
            Structure timed = input.starts().get(0).structure();
            first.forEach(training -> steps.add(Timing.step(training, timed, lammps)));
        }
    }

    /** Errors on frames that were trained on are no errors. */
    private void unseen(List<Frame> judged) {
        Repeats trained = Repeats.of(data.frames());
        List<Frame> seen = judged.stream().filter(trained::knows).toList();
        if (!seen.isEmpty()) {
            throw new IllegalArgumentException(
                    seen.get(0).origin()
                            + ": 'test' must not hold frames that are trained on, nor those that"
                            + " validate: frames="
                            + seen.size());
        }
    }

    private void known(Frame frame) {
        if (!input.train().elements().containsAll(frame.structure().elements())) {
            throw new IllegalArgumentException(
                    frame.origin()
                            + ": a frame of 'test' has elements that are not trained: "
                            + frame.structure().formula());
        }
    }

    private void simulate(List<Step> trained, int seed, List<String> lammps) {
        int at = 0;
        for (Map<Element, DescriptorSet> set : input.sets().values()) {
            int[] functions = {Training.length(set), Training.angular(set)};
            Step training = trained.get(at++);
            for (StudyInput.Start start : input.starts()) {
                for (double pressure : pressures(start)) {
                    steps.add(
                            MolecularDynamics.step(
                                    training,
                                    functions,
                                    input.dynamics(),
                                    start,
                                    pressure,
                                    seed,
                                    lammps));
                }
            }
        }
    }

    static String home(String set, int seed) {
        return set + "/seed-" + seed;
    }

    /** One atmosphere, then the others, GPa. */
    static List<Double> pressures(StudyInput.Start start) {
        List<Double> all = new ArrayList<>(List.of(NptScript.ATMOSPHERE));
        all.addAll(start.pressures());
        return all;
    }

    /** About how long the steps take that are not yet done. */
    public double secondsLeft() throws IOException {
        return queue.secondsLeft(steps);
    }

    /** How many frames are trained on, validate, and were refused, and how many steps there are. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%d sets, %d seeds, %d frames to train on, %d to validate, %d refused; %d steps",
                input.sets().size(),
                input.seeds().size(),
                split.training().size(),
                split.test().size(),
                data.rejected().size(),
                steps.size());
    }

    /**
     * Does what is not yet done and writes report.html with its pictures.
     *
     * @param command what started it, for the report
     * @return the numbers of the report, for a summary
     */
    public Map<String, Object> run(String command) throws IOException, InterruptedException {
        double estimate = secondsLeft();
        Map<String, StepResult> results = queue.run(steps);
        double seconds = (System.nanoTime() - begin) * 1e-9;
        found.clear();
        for (String name : input.sets().keySet()) {
            found.add(SetFindings.read(input, name, results));
        }
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("command", command);
        made.put(
                "seconds_of_all_steps",
                Math.rint(
                        results.values().stream()
                                .mapToDouble(r -> r.numbers().getOrDefault(StepQueue.SECONDS, 0.0))
                                .sum()));
        made.put("seconds_of_this_run", Math.rint(seconds));
        made.put("seconds_estimated_before", Math.rint(estimate));
        StudyOutcome outcome =
                new StudyOutcome(
                        input, found, scan.fit(), split, judged, made, Conclusions.of(found));
        new StudyReport(outcome).write(input.output());
        return StudySummary.of(outcome);
    }

    /** What {@link #run} found, one a set. */
    List<SetFindings> findings() {
        return List.copyOf(found);
    }
}
