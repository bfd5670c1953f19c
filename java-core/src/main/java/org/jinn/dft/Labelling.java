package org.jinn.dft;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jinn.structure.Structure;
import org.jinn.system.Child;
import org.jinn.system.FolderLock;
import org.jinn.system.Listener;
import org.jinn.system.SideBySide;
import org.jinn.system.WholeFile;

/**
 * Labels all structures of an input, several side by side. May be killed at any time and started
 * again: a frame is finished when its output stands, whole and accepted, under {@code
 * frames/GROUP/}; its input stands under {@code inputs/GROUP/}, and {@code runs/} holds what is
 * running or has failed.
 */
public final class Labelling {
    /**
     * How it ended.
     *
     * @param before frames that were finished already
     */
    public record Outcome(int before, int labelled, int failed) {}

    private final DftInput input;
    private final Listener listener;
    private final List<Single> singles = new ArrayList<>();

    public Labelling(DftInput input, Listener listener) {
        this.input = input;
        this.listener = listener;
        for (DftInput.Batch batch : input.batches()) {
            int number = 0;
            for (Structure s : batch.structures()) {
                String name = String.format(Locale.ROOT, "%s_%04d", batch.name(), ++number);
                int[] points = batch.points(input.kmesh(), s);
                singles.add(new Single(input, batch.name(), name, s, points));
            }
        }
    }

    /** Where the finished frames are. */
    public Path frames() {
        return input.output().resolve("frames");
    }

    /** Where the output of each single calculation of this input is or will be, in order. */
    public List<Path> outputs() {
        return singles.stream().map(Single::output).toList();
    }

    /**
     * How many single calculations failed for reasons that say nothing of their structures: pw.x
     * was killed, or never began. Another run may label them.
     */
    public int undecided() {
        return (int) singles.stream().filter(Single::undecided).count();
    }

    /**
     * Labels what is not yet labelled.
     *
     * @throws IOException if nothing more can be done: pw.x is missing or refuses the first input,
     *     the disk is full
     */
    public Outcome run() throws IOException, InterruptedException {
        return FolderLock.within(
                input.output(),
                "jinn dft",
                () -> {
                    clear();
                    return label();
                });
    }

    /**
     * Ends what an earlier run, killed, has left at work, and removes what it has left of these
     * frames; nothing else.
     */
    private void clear() throws IOException {
        Child.endAll(input.output());
        for (Single single : singles) {
            WholeFile.remove(single.run());
        }
    }

    private Outcome label() throws IOException, InterruptedException {
        Tally tally = new Tally(input.jobs());
        List<Callable<Void>> tasks = new ArrayList<>();
        boolean work = false;
        for (Dynamics md : input.dynamics()) {
            tally.total += md.kept();
            Motion at = new Trajectory(input, md).motion();
            work |= at == null || at.step() < md.steps();
            double done = at == null ? 0 : at.step() * costOfStep(md);
            tally.work.expect(root(md).name(), md.steps() * costOfStep(md), done);
            tally.good += at == null ? 0 : md.kept(at.step());
            if (md.after() == null) {
                tasks.add(() -> chain(md, null, tally)); // long ones first
            }
        }
        for (Single single : singles) {
            tally.total++;
            boolean finished = single.finished();
            tally.work.expect(single.name(), single.cost(), finished ? single.cost() : 0);
            if (finished) {
                tally.good++;
                continue;
            }
            work = true;
            tasks.add(
                    () -> {
                        String why = single.label(tally::tell);
                        if (why != null) {
                            tally.failed(single.name(), why, single.run());
                        }
                        tally.add(why == null ? 1 : 0, single.name(), single.cost());
                        return null;
                    });
        }
        int before = tally.good;
        if (work && PwProcess.missing(input.launch()).isPresent()) {
            throw new IOException(
                    PwProcess.missing(input.launch()).get()
                            + ": no such program; install Quantum ESPRESSO (apt-get install"
                            + " quantum-espresso libopenblas0-pthread), or say how to start"
                            + " yours: run: {launch: COMMAND}");
        }
        tally.tellHowFar();
        work(tasks);
        return new Outcome(before, tally.good - before, tally.failed);
    }

    /** Does the tasks side by side; the first that throws ends all others. */
    private void work(List<Callable<Void>> tasks) throws IOException, InterruptedException {
        try (SideBySide<Void> pool = new SideBySide<>(input.jobs())) {
            tasks.forEach(pool::begin);
            for (int ended = 0; ended < tasks.size(); ended++) {
                pool.next();
            }
        }
    }

    /** How far all is; tells the listener. */
    private final class Tally implements Trajectory.Listener {
        private int total;
        private int good;
        private int failed;
        private final Work work;

        Tally(int jobs) {
            work = new Work(jobs);
        }

        /** Counts labelled frames and the cost of what was done, whatever came of it. */
        synchronized void add(int moreGood, String piece, double cost) {
            good += moreGood;
            work.did(piece, cost);
            tellHowFar();
        }

        synchronized void tellHowFar() {
            listener.at(good + " of " + total + " frames, " + failed + " failed", work.share());
        }

        @Override
        public synchronized void tell(String sentence) {
            listener.tell(sentence);
        }

        /**
         * Counts and tells a failure.
         *
         * @throws IOException if all others would fail for the same reason
         */
        @Override
        public synchronized void failed(String name, String why, Path see) throws IOException {
            String sentence = name + " failed: " + why + "; see " + see;
            if (good == 0 && PwProcess.refusesInput(why)) {
                throw new IOException(
                        sentence + "; all others would fail alike, mend the input and start again");
            }
            failed++;
            listener.tell(sentence);
        }

        synchronized void skipped(String name, String before) {
            failed++;
            listener.tell(name + " failed: it begins where " + before + " ends, which failed");
        }

        @Override
        public void went(Dynamics md, int kept, long steps) {
            add(kept, root(md).name(), steps * costOfStep(md));
        }
    }

    /** The first of those that follow one another. */
    private static Dynamics root(Dynamics md) {
        return md.after() == null ? md : root(md.after());
    }

    private double costOfStep(Dynamics md) {
        // a step begins with good wave functions: about half of the iterations
        int[] points = input.kmesh().points(md.start().cell());
        return 0.5 * Single.cost(md.start(), points);
    }

    /** A trajectory, then those that begin at its end. */
    private Void chain(Dynamics md, Motion begin, Tally tally)
            throws IOException, InterruptedException {
        Motion end = new Trajectory(input, md).run(begin, tally);
        if (end == null) {
            skip(md, tally);
            tally.tellHowFar();
            return null;
        }
        for (Dynamics next : input.dynamics()) {
            if (next.follows(md)) {
                chain(next, end, tally);
            }
        }
        return null;
    }

    /** Tells of the trajectories that cannot begin, now that this one has failed. */
    private void skip(Dynamics md, Tally tally) {
        for (Dynamics next : input.dynamics()) {
            if (next.follows(md)) {
                tally.skipped(next.name(), md.name());
                skip(next, tally);
            }
        }
    }
}
