package org.jinn.dft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.zip.GZIPOutputStream;
import org.jinn.dataset.Inputs;
import org.jinn.format.Formats;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.format.FrameWriter;
import org.jinn.format.ReadOptions;
import org.jinn.structure.Frame;
import org.jinn.structure.Structure;
import org.jinn.structure.WholeFile;

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

    /**
     * How far it is; {@code null} if it has not begun.
     *
     * @throws IOException if it began with other settings of pw.x
     */
    Motion motion() throws IOException {
        Path file = folder.resolve("motion");
        if (Files.exists(file) && !Files.readString(settingsFile()).equals(settings())) {
            throw new IOException(
                    folder
                            + ": was calculated from another input, "
                            + settingsFile()
                            + "; choose another output folder, or remove the set from this one");
        }
        return Files.exists(file) ? Motion.read(file, md.start()) : null;
    }

    /**
     * Goes on to the end.
     *
     * @param begin where to begin if it has not begun, or {@code null}: at rest positions
     * @param kept hears how many frames have been kept
     * @return the motion at the end, {@code null} if it cannot get there, which was told
     */
    Motion run(Motion begin, Consumer<String> tell, IntConsumer kept)
            throws IOException, InterruptedException {
        Motion at = motion();
        if (at == null) {
            WholeFile.write(settingsFile(), settings());
            Random random = new Random(md.seed());
            at = begin != null ? begin : Motion.begin(md.start(), md.from(), random);
            at = new Motion(0, at.x(), at.v());
        }
        PwProcess.endOrphan(run);
        Motion further = harvest(at, kept, new String[1]);
        at = further == null ? at : further;
        int care = 0;
        while (at.step() < md.steps()) {
            int length = (int) Math.min(md.chunk(), md.steps() - at.step());
            Random random = new Random(31 * md.seed() + at.step());
            double kelvin = md.temperature(at.step() + length);
            Motion start = at.thermostatted(md.start(), kelvin, length * md.dt(), md.tau(), random);
            Files.createDirectories(run);
            Files.deleteIfExists(run.resolve(PwProcess.OUT));
            WholeFile.write(run.resolve("step"), Long.toString(at.step()));
            PwInput.Mixing mixing = PwInput.Mixing.values()[care];
            Structure atoms = md.start().withPositions(at.x());
            int[] points = input.kmesh().points(atoms.cell());
            WholeFile.write(
                    run.resolve(PwProcess.IN),
                    PwInput.text(input, atoms, points, mixing, start.v(), length + 1, md.dt()));
            int code = PwProcess.run(input.launch(), run);
            String[] reason = {"pw.x ended with exit code " + code};
            further = harvest(at, kept, reason);
            if (further != null && further.step() == at.step() + length) {
                care = 0;
            } else if (care + 1 < PwInput.Mixing.values().length
                    && (further != null || reason[0].contains("not converged"))) {
                care++;
                tell.accept(
                        String.format(
                                Locale.ROOT,
                                "%s: step %d: %s; again with %s",
                                md.name(),
                                (further == null ? at : further).step(),
                                reason[0],
                                PwInput.Mixing.values()[care]));
            } else if (further == null) {
                tell.accept(
                        md.name()
                                + " failed at step "
                                + at.step()
                                + ": "
                                + reason[0]
                                + "; see "
                                + run);
                return null;
            }
            at = further == null ? at : further;
        }
        Labelling.delete(run);
        return at;
    }

    private Path settingsFile() {
        return folder.resolve("start.in");
    }

    private String settings() {
        int[] points = input.kmesh().points(md.start().cell());
        return PwInput.text(input, md.start(), points, PwInput.Mixing.USUAL);
    }

    /** Takes the whole steps that pw.x has written after {@code at}; {@code null} if none. */
    private Motion harvest(Motion at, IntConsumer kept, String[] reason) throws IOException {
        Path printed = run.resolve(PwProcess.OUT);
        if (!Files.exists(printed)
                || !Files.readString(run.resolve("step")).equals(Long.toString(at.step()))) {
            return null;
        }
        List<Frame> read = new ArrayList<>();
        boolean[] cut = {false};
        Inputs.read(
                printed,
                ReadOptions.DEFAULT,
                result -> {
                    if (result instanceof Accepted accepted && !cut[0]) {
                        read.add(accepted.frame());
                    } else if (result instanceof Rejected rejected && !cut[0]) {
                        cut[0] = true;
                        reason[0] = rejected.reason();
                    }
                });
        if (read.size() < 2) {
            return null;
        }
        List<Frame> keep = new ArrayList<>();
        // the first is the last of the chunk before, but for the very first
        for (int i = at.step() == 0 && md.after() == null ? 0 : 1; i < read.size(); i++) {
            if (md.every() > 0 && (at.step() + i) % md.every() == 0) {
                keep.add(
                        read.get(i)
                                .with(Frame.GROUP, md.name())
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
        kept.accept(keep.size());
        return now;
    }
}
