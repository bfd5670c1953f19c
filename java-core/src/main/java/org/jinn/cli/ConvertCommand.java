package org.jinn.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jinn.dataset.Summary;
import org.jinn.format.FormatFacts.Holds;
import org.jinn.format.Formats;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameWriter;
import org.jinn.format.StructureFormat;
import org.jinn.structure.Frame;
import org.jinn.system.WholeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jinn convert}: the accepted frames of any files into one file of another format. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Gathers the usable frames of calculations into one file.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  jinn convert runs/ -o training.extxyz",
            "  jinn convert crystal_*.out.gz liquid_*.out.gz -o silicon.extxyz.gz",
            "  jinn convert md.out -o md.extxyz --frames 100:2000:20 --max-force 10",
            "  jinn convert relax.out -o start.data --frame 12    # a LAMMPS data file",
            "",
            "Frames that name no group get one after their file: crystal_00.out.gz is "
                    + "crystal.",
            "Exit code: 0 if a frame was accepted, 1 if none was; then nothing is written."
        })
final class ConvertCommand implements Callable<Integer> {
    /** Thrown while writing to leave the output as it was. */
    private static final class NothingAccepted extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Mixin ReadMixin inputs;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "File to write; with .gz at the end it is compressed.")
    Path output;

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            description =
                    "Format to write (extxyz, lammps-data, n2p2); by default from OUT's ending.")
    String to;

    @Option(names = "--frame", paramLabel = "N", description = "Only accepted frame N, from 1.")
    Integer only;

    @Option(names = "--force", description = "Replace OUT if it exists.")
    boolean force;

    @Option(names = "--json", description = "Report as one JSON object.")
    boolean json;

    @Spec CommandSpec spec;

    private final Summary summary = new Summary();
    private final Set<String> lost = new TreeSet<>();
    private int written;

    @Override
    public Integer call() throws IOException {
        StructureFormat format = format();
        if (only != null && only < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--frame counts accepted frames from 1: frame=" + only);
        }
        Replacing.check(output, force);
        try {
            WholeFile.write(output, out -> write(format, out));
        } catch (NothingAccepted e) {
            written = 0;
        }
        if (written == 0 && only != null && summary.frames() > 0) {
            throw new IllegalArgumentException(
                    "--frame "
                            + only
                            + " is not there: accepted frames="
                            + summary.frames()
                            + "; nothing written");
        }
        report(format);
        return written > 0 ? 0 : 1;
    }

    private StructureFormat format() {
        String hint = ", choose one with --to: " + Formats.writable();
        return (to == null ? Formats.forWriting(output) : Formats.named(to))
                .filter(f -> f.facts().canWrite())
                .orElseThrow(
                        () ->
                                new ParameterException(
                                        spec.commandLine(),
                                        to == null
                                                ? output + ": ending of no format" + hint
                                                : "format cannot be written: " + to + hint));
    }

    private void write(StructureFormat format, OutputStream out) throws IOException {
        boolean gzip = output.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        OutputStream target = gzip ? new GZIPOutputStream(out, 1 << 16) : out;
        FrameWriter writer = format.writer(target);
        try {
            inputs.read(true, result -> take(result, format, writer));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (written == 0) {
            throw new NothingAccepted();
        }
        writer.close();
        if (target instanceof GZIPOutputStream compressed) {
            compressed.finish();
        }
    }

    /** Notes what of a frame the format has no place for. */
    private void lose(Frame frame, StructureFormat format) {
        Set<Holds> holds = format.facts().holds();
        if (frame.labels().energy().isPresent() && !holds.contains(Holds.ENERGY)) {
            lost.add("energy");
        }
        if (frame.labels().hasForces() && !holds.contains(Holds.FORCES)) {
            lost.add("forces");
        }
        if (frame.labels().hasStress() && !holds.contains(Holds.STRESS)) {
            lost.add("stress");
        }
    }

    private void take(FrameResult result, StructureFormat format, FrameWriter writer) {
        summary.add(result);
        if (result instanceof Accepted accepted && (only == null || only == summary.frames())) {
            Frame frame = accepted.frame();
            lose(frame, format);
            try {
                writer.write(
                        frame.info().containsKey("source")
                                ? frame
                                : frame.with("source", frame.origin().toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            written++;
        }
    }

    private void report(StructureFormat format) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("output", written > 0 ? output.toString() : null);
            fields.put("format", format.facts().name());
            fields.put("written", written);
            fields.put("left_out", inputs.leftOut());
            fields.put("not_held", lost);
            fields.put("summary", summary);
            fields.put("warnings", summary.warnings());
            out.println(Json.pretty(fields));
        } else {
            String where = written > 0 ? output.toString() : "nothing (" + output + " untouched)";
            out.println(written + " frames written to " + where);
            out.println(summary.rejected() + " frames refused");
            SummaryText.reasons(summary, out);
            inputs.report(out);
            if (!lost.isEmpty()) {
                out.println(
                        "  not in "
                                + output
                                + ", the format cannot hold it: "
                                + String.join(", ", lost));
            }
        }
        out.flush();
    }
}
