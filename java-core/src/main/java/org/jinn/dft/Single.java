package org.jinn.dft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jinn.dataset.Inputs;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.format.ReadOptions;
import org.jinn.structure.Structure;
import org.jinn.system.WholeFile;

/** The calculation of a single structure: where its files are, whether it is done, doing it. */
final class Single {
    private final DftInput input;
    private final String name;
    private final Structure structure;
    private final int[] points;
    private final Path inputFile;
    private final Path run;
    private final Path output;
    private boolean undecided;

    /**
     * @param name of the frame, one of the set {@code group}
     * @param points of the k-mesh
     */
    Single(DftInput input, String group, String name, Structure structure, int[] points) {
        this.input = input;
        this.name = name;
        this.structure = structure;
        this.points = points;
        inputFile = input.output().resolve("inputs").resolve(group).resolve(name + ".in");
        run = input.output().resolve("runs").resolve(name);
        output = input.output().resolve("frames").resolve(group).resolve(name + ".out.gz");
    }

    String name() {
        return name;
    }

    /** Where pw.x works, and its files stay if it fails. */
    Path run() {
        return run;
    }

    /** Where the output stands once it is whole and accepted. */
    Path output() {
        return output;
    }

    double cost() {
        return cost(structure, points);
    }

    /** Measured for silicon, 8 and 64 atoms: time grows as n^2.5 and with the k-points. */
    static double cost(Structure structure, int[] points) {
        return Math.pow(structure.size(), 2.5) * points[0] * points[1] * points[2];
    }

    /**
     * Whether the output stands there, for this very input.
     *
     * @throws IOException if it is for another
     */
    boolean finished() throws IOException {
        if (!Files.exists(output) || !(read(output) instanceof Accepted)) {
            return false;
        }
        if (!Files.exists(inputFile)
                || !PwInputWriter.same(
                        text(PwInputWriter.Care.USUAL), Files.readString(inputFile))) {
            throw new IOException(
                    output
                            + ": was calculated from another input, "
                            + inputFile
                            + "; choose another output folder, or remove the set from this one");
        }
        return true;
    }

    /**
     * Runs pw.x, with more care as long as nothing converges or it crashes.
     *
     * @param tell hears of more care
     * @return {@code null} if it is done, else why it cannot be
     * @throws IOException if nothing more can be done at all
     */
    String label(Consumer<String> tell) throws IOException, InterruptedException {
        WholeFile.write(inputFile, text(PwInputWriter.Care.USUAL));
        PwInputWriter.Care care = PwInputWriter.Care.USUAL;
        while (true) {
            Files.createDirectories(run);
            WholeFile.write(run.resolve(PwProcess.IN), text(care));
            int code = PwProcess.run(input.launch(), run);
            Path printed = run.resolve(PwProcess.OUT);
            FrameResult result = read(printed);
            if (result instanceof Accepted) {
                WholeFile.write(
                        output,
                        out -> {
                            GZIPOutputStream compressed = new GZIPOutputStream(out, 1 << 16);
                            Files.copy(printed, compressed);
                            compressed.finish();
                        });
                WholeFile.remove(run);
                return null;
            }
            PwProcess.checkDisk(run, input.output());
            String reason = PwProcess.reason(code, ((Rejected) result).reason(), printed);
            care = PwProcess.careHelps(code, reason) ? care.next() : null;
            if (care == null) {
                undecided = PwProcess.saysNothing(code, printed);
                return reason;
            }
            tell.accept(name + ": " + reason + "; again with " + care);
        }
    }

    /** Whether the last try failed for a reason that says nothing of the structure. */
    boolean undecided() {
        return undecided;
    }

    private String text(PwInputWriter.Care care) {
        return PwInputWriter.text(input, structure, points, care);
    }

    private static FrameResult read(Path file) {
        List<FrameResult> results = new ArrayList<>();
        Inputs.read(file, ReadOptions.DEFAULT, results::add);
        return results.get(results.size() - 1);
    }
}
