package org.jinn.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jinn.dataset.FrameFigures;
import org.jinn.dataset.Summary;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameResult.Rejected;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jinn inspect}: one line a frame, then what the frames cover. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Shows which frames of calculations can be used, and why others cannot.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  jinn inspect silicon.relax.out",
            "  jinn inspect --summary runs/",
            "  jinn inspect md.out --every 20fs --max-force 10",
            "  jinn inspect --json *.out.gz > frames.json",
            "",
            "Exit code: 0 if a frame was accepted, 1 if none was."
        })
final class InspectCommand implements Callable<Integer> {
    @Mixin ReadMixin inputs;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    boolean json;

    @Option(names = "--summary", description = "Leave out the lines of the single frames.")
    boolean summaryOnly;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Summary summary = new Summary();
        if (json) {
            writeJson(out, summary);
        } else {
            inputs.read(
                    summaryOnly || !Terminal.isOut(),
                    result -> {
                        FrameFigures figures = summary.add(result);
                        if (!summaryOnly) {
                            out.println(line(result, figures));
                        }
                    });
            SummaryText.print(summary, out);
            inputs.report(out);
        }
        out.flush();
        return summary.frames() > 0 ? 0 : 1;
    }

    private void writeJson(PrintWriter out, Summary summary) throws IOException {
        JsonWriter writer = Json.LINE.newJsonWriter(out);
        writer.setIndent(" ");
        writer.beginObject();
        if (!summaryOnly) {
            writer.name("frames").beginArray();
        }
        inputs.read(
                true,
                result -> {
                    FrameFigures figures = summary.add(result);
                    if (!summaryOnly) {
                        Json.LINE.toJson(fields(result, figures), Map.class, writer);
                    }
                });
        if (!summaryOnly) {
            writer.endArray();
        }
        writer.name("summary");
        Json.LINE.toJson(summary, Summary.class, writer);
        writer.name("warnings");
        Json.LINE.toJson(summary.warnings(), List.class, writer);
        writer.name("left_out");
        Json.LINE.toJson(inputs.leftOut(), Map.class, writer);
        writer.endObject();
        writer.flush();
        out.println();
    }

    private static Map<String, Object> fields(FrameResult result, FrameFigures figures) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", result.origin().file());
        fields.put("frame", result.origin().frame());
        fields.put("line", result.origin().line());
        fields.put("accepted", result instanceof Accepted);
        if (result instanceof Rejected rejected) {
            fields.put("reason", rejected.reason());
        } else if (result instanceof Accepted accepted) {
            fields.put("figures", figures);
            fields.put("info", accepted.frame().info());
        }
        return fields;
    }

    private static String line(FrameResult result, FrameFigures f) {
        if (result instanceof Rejected rejected) {
            return rejected.sentence().replaceFirst(": frame (\\d+): ", ": frame $1: refused: ");
        }
        return String.format(
                Locale.ROOT,
                "%s:%d: frame %d: %s E=%s eV/atom Fmax=%s eV/A P=%s GPa dmin=%s A accepted",
                result.origin().file(),
                result.origin().line(),
                result.origin().frame(),
                f.formula(),
                number("%.6f", f.energyPerAtom()),
                number("%.4f", f.maxForce()),
                number("%.3f", f.pressure()),
                number("%.3f", f.nearest()));
    }

    private static String number(String format, Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, format, value);
    }
}
