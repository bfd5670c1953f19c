package org.jinn.dft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.jinn.dataset.Inputs;
import org.jinn.format.Formats;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.format.FrameWriter;
import org.jinn.format.ReadOptions;
import org.jinn.structure.Frame;
import org.jinn.structure.Structure;
import org.jinn.system.Settings;
import org.jinn.system.WholeFile;

/**
 * One {@link Dynamics} in chunks, each a start of pw.x. {@code md/NAME/motion} says how far it is;
 * what a killed chunk had written up to its last whole step is used. pw.x conserves the energy
 * within a chunk, the thermostat acts between chunks.
 */
final class Trajectory {
    private final DftInput input;
    private final Dynamics md;
    private final Path folder;
    private final Path run;
    private final Path frames;

    Trajectory(DftInput input, Dynamics md) {
        this.input = input;
        this.md = md;
        folder = input.output().resolve("md").resolve(md.name());
        run = folder.resolve("run");
        frames = input.output().resolve("frames").resolve(md.name());
    }

    /** Hears how it goes. */
    interface Listener {
        /** More care is tried. */
        void tell(String sentence);

        /** So many steps further, and so many frames kept. */
        void went(Dynamics md, int kept, long steps);

        /** It cannot go on. */
        void failed(String name, String why, Path see) throws IOException;
    }

    /**
     * How far it is; {@code null} if it has not begun.
     *
     * @throws IOException if it began with other settings
     */
    Motion motion() throws IOException {
        Path file = folder.resolve("motion");
        if (!Files.exists(file) && written(0).frames().isEmpty()) {
            return null;
        }
        String remedy = "choose another output folder, or remove " + folder + " and " + frames;
        String other = otherSetting();
        if (other != null) {
            throw new IOException(folder + ": began with " + other + "; " + remedy);
        }
        return Files.exists(file) ? Motion.read(file, md.start(), remedy) : null;
    }

    /** How the settings it began with differ from those of now; {@code null} if they do not. */
    private String otherSetting() throws IOException {
        String began = Files.exists(settings()) ? Files.readString(settings()) : "";
        String input =
                PwInputWriter.same(began, settingsText())
                        ? null
                        : "another input of pw.x, see " + settings();
        return Settings.difference(began, md.settings()).orElse(input);
    }

    private Path settings() {
        return folder.resolve("settings");
    }

    /** The settings of the set, then those of pw.x. */
    private String settingsText() {
        int[] points = input.kmesh().points(md.start().cell());
        return Settings.text(md.settings())
                + PwInputWriter.text(input, md.start(), points, PwInputWriter.Care.USUAL);
    }

    /**
     * Goes on to the end.
     *
     * @param begin where to begin if it has not begun, or {@code null}: at rest positions
     * @return the motion at the end, {@code null} if it cannot get there, which was told
     */
    Motion run(Motion begin, Listener listener) throws IOException, InterruptedException {
        Motion at = motion();
        if (at == null) {
            WholeFile.write(settings(), settingsText());
            Random random = new Random(md.seed());
            at = begin != null ? begin : Motion.begin(md.start(), md.schedule().from(), random);
            at = new Motion(0, at.x(), at.v());
        }
        Motion further = harvest(at, written(at.step()).frames(), listener);
        at = further == null ? at : further;
        PwInputWriter.Care care = PwInputWriter.Care.USUAL;
        while (at.step() < md.steps()) {
            int length = (int) Math.min(md.chunk(), md.steps() - at.step());
            Random random = noise(md.name(), md.seed(), at.step());
            double kelvin = md.temperature(at.step() + length);
            Motion start = at.thermostatted(md.start(), kelvin, length * md.dt(), md.tau(), random);
            Files.createDirectories(run);
            Files.deleteIfExists(run.resolve(PwProcess.OUT));
            WholeFile.write(run.resolve("step"), Long.toString(at.step()));
            Structure atoms = md.start().withPositions(at.x());
            int[] points = input.kmesh().points(atoms.cell());
            WholeFile.write(
                    run.resolve(PwProcess.IN),
                    PwInputWriter.text(input, atoms, points, care, start.v(), length + 1, md.dt()));
            int code = PwProcess.run(input.launch(), run);
            Written left = written(at.step());
            String reason = PwProcess.reason(code, left.refused(), run.resolve(PwProcess.OUT));
            further = harvest(at, left.frames(), listener);
            if (code != 0) {
                PwProcess.checkDisk(run, input.output());
            }
            if (further != null && further.step() == at.step() + length) {
                care = PwInputWriter.Care.USUAL;
            } else if (care.next() != null
                    && (further != null || PwProcess.careHelps(code, reason))) {
                care = care.next();
                listener.tell(
                        String.format(
                                Locale.ROOT,
                                "%s: step %d: %s; again with %s",
                                md.name(),
                                (further == null ? at : further).step(),
                                reason,
                                care));
            } else if (further == null) {
                listener.failed(md.name(), "step " + at.step() + ": " + reason, run);
                return null;
            }
            at = further == null ? at : further;
        }
        WholeFile.remove(run);
        return at;
    }

    /**
     * Random numbers of the thermostat at a step, the same whenever it comes to it. Seeds that
     * follow one another, as steps do, would begin with nearly the same number: they are scrambled.
     */
    static Random noise(String name, long seed, long step) {
        long one = 31 * (31 * seed + name.hashCode()) + step;
        return new Random(new SplittableRandom(one).nextLong());
    }

    /** Takes the whole steps that pw.x has written after {@code at}; {@code null} if none. */
    private Motion harvest(Motion at, List<Frame> read, Listener listener) throws IOException {
        if (read.isEmpty()) {
            return null;
        }
        List<Frame> keep = new ArrayList<>();
        int every = md.schedule().every();
        // the first is the last of the chunk before, but for the very first
        for (int i = at.step() == 0 && md.after() == null ? 0 : 1; i < read.size(); i++) {
            if (every > 0 && (at.step() + i) % every == 0) {
                keep.add(
                        read.get(i)
                                .with(Frame.GROUP, md.name())
                                .with(Frame.TIME, Double.toString((at.step() + i) * md.dt()))
                                .with("step", Long.toString(at.step() + i)));
            }
        }
        if (!keep.isEmpty()) {
            String name = String.format(Locale.ROOT, "%s_%08d.xyz.gz", md.name(), at.step());
            WholeFile.write(
                    frames.resolve(name),
                    out -> {
                        GZIPOutputStream compressed = new GZIPOutputStream(out, 1 << 16);
                        FrameWriter writer =
                                Formats.named("extxyz").orElseThrow().writer(compressed);
                        for (Frame frame : keep) {
                            writer.write(frame);
                        }
                        writer.close();
                        compressed.finish();
                    });
        }
        int n = read.size() - 1;
        Frame last = read.get(n);
        double[] before = n == 1 ? at.x() : read.get(n - 1).structure().positions();
        Motion now =
                Motion.of(
                        md.start(),
                        at.step() + n,
                        before,
                        last.structure().positions(),
                        last.labels().forces(),
                        md.dt());
        now.write(folder.resolve("motion"));
        listener.went(md, keep.size(), n);
        return now;
    }

    /**
     * What a run has left.
     *
     * @param frames of whole steps, two or more, or none
     * @param refused why the next frame is refused; empty if none is
     */
    private record Written(List<Frame> frames, String refused) {}

    /** What a run beginning at {@code step} has left. */
    private Written written(long step) throws IOException {
        Path printed = run.resolve(PwProcess.OUT);
        Path began = run.resolve("step");
        if (!Files.exists(printed)
                || !Files.exists(began)
                || !Files.readString(began).equals(Long.toString(step))) {
            return new Written(List.of(), "");
        }
        List<Frame> read = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        Inputs.read(
                printed,
                ReadOptions.DEFAULT,
                result -> {
                    if (result instanceof Accepted accepted && refused.isEmpty()) {
                        read.add(accepted.frame());
                    } else if (result instanceof Rejected rejected) {
                        refused.add(rejected.reason());
                    }
                });
        return new Written(
                read.size() < 2 ? List.of() : read, refused.isEmpty() ? "" : refused.get(0));
    }
}
