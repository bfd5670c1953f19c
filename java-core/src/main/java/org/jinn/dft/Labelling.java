package org.jinn.dft;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jinn.dataset.Inputs;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.format.ReadOptions;
import org.jinn.structure.Structure;
import org.jinn.structure.WholeFile;

/**
 * Labels all structures of an input, several side by side. May be killed at any time and started
 * again: a frame is finished when its output stands, whole and accepted, under {@code
 * frames/GROUP/}; its input stands under {@code inputs/GROUP/}, and {@code runs/} holds what is
 * running or has failed.
 */
public final class Labelling {
    /** With less than this free on the disk, a failure is put down to that; bytes. */
    private static final long FULL = 1 << 20;

    /** Hears how it goes, one call at a time. */
    public interface Listener {
        /** A sentence: a retry, a failure. */
        void tell(String sentence);

        /**
         * Another frame is done.
         *
         * @param share of the work that is done, by an estimate of each frame's cost
         */
        void at(int done, int failed, int total, double share);
    }

    /**
     * How it ended.
     *
     * @param before frames that were finished already
     */
    public record Outcome(int before, int labelled, int failed) {}

    private record Job(String group, String name, Structure structure, int[] points) {
        /** Measured for silicon, 8 and 64 atoms: time grows as n^2.5 and with the k-points. */
        double cost() {
            return Math.pow(structure.size(), 2.5) * points[0] * points[1] * points[2];
        }
    }

    private final DftInput input;
    private final Listener listener;
    private final Path frames;
    private final Path inputs;
    private final Path runs;

    public Labelling(DftInput input, Listener listener) {
        this.input = input;
        this.listener = listener;
        frames = input.output().resolve("frames");
        inputs = input.output().resolve("inputs");
        runs = input.output().resolve("runs");
    }

    /** Where the finished frames are. */
    public Path frames() {
        return frames;
    }

    /**
     * Labels what is not yet labelled.
     *
     * @throws IOException if nothing more can be done: pw.x is missing, the disk is full
     */
    public Outcome run() throws IOException, InterruptedException {
        Files.createDirectories(input.output());
        Path lockFile = input.output().resolve(".lock");
        try (RandomAccessFile file = new RandomAccessFile(lockFile.toFile(), "rw");
                FileLock lock = file.getChannel().tryLock()) {
            if (lock == null) {
                throw new IOException(input.output() + ": another jinn dft is at work there");
            }
            clear();
            return label(jobs());
        } catch (OverlappingFileLockException e) {
            throw new IOException(input.output() + ": another jinn dft is at work there", e);
        }
    }

    /** Ends and removes what an earlier run, killed, has left. */
    private void clear() throws IOException {
        if (!Files.isDirectory(runs)) {
            return;
        }
        try (Stream<Path> left = Files.list(runs)) {
            for (Path folder : left.toList()) {
                PwProcess.endOrphan(folder);
                delete(folder);
            }
        }
    }

    private List<Job> jobs() {
        List<Job> jobs = new ArrayList<>();
        for (DftInput.Batch batch : input.batches()) {
            int number = 0;
            for (Structure s : batch.structures()) {
                Structure cell = batch.unstrained() == null ? s : batch.unstrained();
                String name = String.format(Locale.ROOT, "%s_%04d", batch.name(), ++number);
                jobs.add(new Job(batch.name(), name, s, input.kmesh().points(cell.cell())));
            }
        }
        return jobs;
    }

    private Outcome label(List<Job> jobs) throws IOException, InterruptedException {
        Tally tally = new Tally();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (Dynamics md : input.dynamics()) {
            tally.total += md.kept();
            tally.all += cost(md);
            Motion at = new Trajectory(input, md).motion();
            tally.done += at == null ? 0 : cost(md) * at.step() / md.steps();
            tally.good += at == null || md.every() == 0 ? 0 : keptUpTo(md, at.step());
            if (md.after() == null) {
                tasks.add(() -> chain(md, null, tally)); // long ones first
            }
        }
        for (Job job : jobs) {
            tally.total++;
            tally.all += job.cost();
            if (finished(job)) {
                tally.done += job.cost();
                tally.good++;
            } else {
                tasks.add(
                        () -> {
                            boolean good = one(job);
                            tally.add(good ? 1 : 0, good ? 0 : 1, job.cost());
                            return null;
                        });
            }
        }
        int before = tally.good;
        if (before < tally.total && PwProcess.missing(input.launch()).isPresent()) {
            throw new IOException(
                    PwProcess.missing(input.launch()).get()
                            + ": no such program; install Quantum ESPRESSO (apt-get install"
                            + " quantum-espresso), or say how to start yours: run: {launch: COMMAND}");
        }
        tally.add(0, 0, 0);
        ExecutorService pool = Executors.newFixedThreadPool(input.jobs());
        try {
            ExecutorCompletionService<Void> results = new ExecutorCompletionService<>(pool);
            tasks.forEach(results::submit);
            for (int ended = 0; ended < tasks.size(); ended++) {
                results.take().get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
        return new Outcome(before, tally.good - before, tally.failed);
    }

    /** How far all is; tells the listener. */
    private final class Tally {
        private int total;
        private int good;
        private int failed;
        private double all;
        private double done;

        synchronized void add(int moreGood, int moreFailed, double cost) {
            good += moreGood;
            failed += moreFailed;
            done += cost;
            listener.at(good, failed, total, Math.min(1, done / all));
        }
    }

    private double cost(Dynamics md) {
        // a step begins with good wave functions: about half of the iterations
        int[] points = input.kmesh().points(md.start().cell());
        return 0.5 * md.steps() * new Job(md.name(), "", md.start(), points).cost();
    }

    private static int keptUpTo(Dynamics md, long step) {
        return (int) (step / md.every()) + (md.after() == null ? 1 : 0);
    }

    /** A trajectory, then those that begin at its end. */
    private Void chain(Dynamics md, Motion begin, Tally tally)
            throws IOException, InterruptedException {
        double each = md.kept() == 0 ? 0 : cost(md) / md.kept();
        Motion end =
                new Trajectory(input, md)
                        .run(begin, listener::tell, kept -> tally.add(kept, 0, kept * each));
        if (end == null) {
            tally.add(0, 1, 0);
            return null;
        }
        for (Dynamics next : input.dynamics()) {
            if (md.name().equals(next.after())) {
                chain(next, end, tally);
            }
        }
        return null;
    }

    /**
     * Whether the output of a job stands there, for this very input.
     *
     * @throws IOException if it is for another
     */
    private boolean finished(Job job) throws IOException {
        Path output = output(job);
        if (!Files.exists(output) || !(read(output) instanceof Accepted)) {
            return false;
        }
        if (!text(job, PwInput.Mixing.USUAL).equals(Files.readString(inputFile(job)))) {
            throw new IOException(
                    output
                            + ": was calculated from another input, "
                            + inputFile(job)
                            + "; choose another output folder, or remove the set from this one");
        }
        return true;
    }

    private Path output(Job job) {
        return frames.resolve(job.group).resolve(job.name + ".out.gz");
    }

    private Path inputFile(Job job) {
        return inputs.resolve(job.group).resolve(job.name + ".in");
    }

    private String text(Job job, PwInput.Mixing mixing) {
        return PwInput.text(input, job.structure, job.points, mixing);
    }

    /** Labels one structure; false, and told, if it cannot be done. */
    private boolean one(Job job) throws IOException, InterruptedException {
        WholeFile.write(inputFile(job), text(job, PwInput.Mixing.USUAL));
        Path folder = runs.resolve(job.name);
        for (PwInput.Mixing mixing : PwInput.Mixing.values()) {
            Files.createDirectories(folder);
            WholeFile.write(folder.resolve(PwProcess.IN), text(job, mixing));
            int code = PwProcess.run(input.launch(), folder);
            Path printed = folder.resolve(PwProcess.OUT);
            FrameResult result = read(printed);
            if (result instanceof Accepted) {
                WholeFile.write(
                        output(job),
                        out -> {
                            GZIPOutputStream compressed = new GZIPOutputStream(out, 1 << 16);
                            Files.copy(printed, compressed);
                            compressed.finish();
                        });
                delete(folder);
                return true;
            }
            if (Files.getFileStore(folder).getUsableSpace() < FULL) {
                throw new IOException(input.output() + ": no space left on the disk");
            }
            String reason = ((Rejected) result).reason();
            boolean unconverged = reason.contains("not converged");
            if (!unconverged || mixing == PwInput.Mixing.GENTLEST) {
                boolean itself = code == 0 || unconverged || reason.startsWith("pw.x stopped");
                String why = itself ? reason : lastWords(code, printed);
                listener.tell(job.name + " failed: " + why + "; see " + folder);
                return false;
            }
            PwInput.Mixing next = PwInput.Mixing.values()[mixing.ordinal() + 1];
            listener.tell(job.name + ": " + reason + "; again with " + next);
        }
        throw new AssertionError("the gentlest mixing returns");
    }

    private static String lastWords(int code, Path printed) throws IOException {
        String last =
                WholeFile.lines(printed).stream().filter(l -> !l.isBlank()).reduce("", (a, b) -> b);
        return "pw.x ended with exit code "
                + code
                + (last.isEmpty() ? " and said nothing" : "; its last words: " + last.strip());
    }

    private static FrameResult read(Path file) {
        List<FrameResult> results = new ArrayList<>();
        Inputs.read(file, ReadOptions.DEFAULT, results::add);
        return results.get(results.size() - 1);
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
