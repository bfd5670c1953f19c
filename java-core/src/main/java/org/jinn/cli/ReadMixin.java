package org.jinn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jinn.dataset.Inputs;
import org.jinn.dataset.Repeats;
import org.jinn.dataset.Selection;
import org.jinn.dataset.Slice;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.ReadOptions;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options and arguments of the verbs that read structures, and the reading itself. */
final class ReadMixin {
    private static final int MANY_FILES = 50;
    private static final long MUCH = 50_000_000;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "Files, plain or gzipped, recognised by their content; of a directory all"
                            + " recognised files below it.")
    List<Path> named;

    @Option(
            names = "--allow-missing-forces",
            description = "Accept pw.x frames that have an energy but no forces.")
    boolean allowMissingForces;

    @Option(
            names = "--elements",
            split = ",",
            paramLabel = "SYMBOL",
            description = "Elements of the atom types 1, 2, ... of LAMMPS files, such as Si,O.")
    List<String> elements = List.of();

    @Option(
            names = "--units",
            paramLabel = "UNITS",
            description =
                    "Units of input.data files that do not say theirs: bohr,hartree (the default)"
                            + " or angstrom,eV.")
    String units = "";

    @Option(
            names = "--frames",
            paramLabel = "SLICE",
            description =
                    "Of every file only these frames: from:to:step, counted from 0, without 'to',"
                            + " such as 100:2000:20.")
    String frames = ":";

    @Option(
            names = "--every",
            paramLabel = "TIME",
            description = "Of trajectories one frame in this time, such as 20fs or 0.5ps.")
    String every = "0fs";

    @Option(
            names = "--max-force",
            paramLabel = "F",
            description = "Only frames whose largest force is at most F eV/A.")
    double maxForce = Double.POSITIVE_INFINITY;

    @Option(
            names = "--energy-window",
            paramLabel = "MIN:MAX",
            description = "Only frames with an energy per atom in this range, eV/atom.")
    String window = ":";

    @Option(
            names = "--drop-duplicates",
            description = "Refuse frames that were read already, also in the same format.")
    boolean dropDuplicates;

    @Option(
            names = "--group-by",
            paramLabel = "WHAT",
            description =
                    "Name groups after the folder (folder) or after a key of the frames' info,"
                            + " such as config_type or calculation.")
    String groupBy;

    /** Frames that the key of --group-by is not in. */
    private int without;

    private Repeats repeats;
    private Selection selection;

    /** Reads the wanted frames, showing progress on the terminal if it takes long. */
    void read(boolean showProgress, Consumer<FrameResult> sink) throws IOException {
        List<Element> types = elements.stream().map(ParamsCommand::element).toList();
        ReadOptions options = new ReadOptions(allowMissingForces, types, units);
        selection = selection();
        repeats = new Repeats(dropDuplicates);
        List<Path> files = Inputs.files(named);
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        boolean slow = files.size() > MANY_FILES || bytes > MUCH;
        try (ProgressBar bar = showProgress && slow && Terminal.isErr() ? bar(bytes) : null) {
            long done = 0;
            for (Path file : files) {
                long before = done;
                Inputs.read(
                        file,
                        options,
                        selection,
                        repeats,
                        at -> {
                            if (bar != null) {
                                bar.stepTo(before + at);
                            }
                        },
                        result -> sink.accept(grouped(result)));
                done += Files.size(file);
            }
        }
    }

    /** How many frames were not wanted, by reason. */
    Map<String, Integer> leftOut() {
        return selection.leftOut();
    }

    /** Repeats, and frames that were not wanted and why. */
    void report(PrintWriter out) {
        if (repeats.count() > 0) {
            out.println(
                    "  "
                            + repeats.count()
                            + " frames occur again (--drop-duplicates keeps one of each)");
        }
        if (without > 0) {
            out.println("  " + without + " frames have no '" + groupBy + "': their group is -");
        }
        leftOut().forEach((why, n) -> out.println("  left out " + n + ": " + why));
    }

    private Selection selection() {
        Matcher time = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+) *(fs|ps)").matcher(every);
        Matcher energy = Pattern.compile("([-+.\\deE]*):([-+.\\deE]*)").matcher(window);
        try {
            if (time.matches() && energy.matches()) {
                double unit = time.group(2).equals("ps") ? 1000 : 1;
                String low = energy.group(1);
                String high = energy.group(2);
                return new Selection(
                        Slice.parse(frames),
                        unit * Double.parseDouble(time.group(1)),
                        maxForce,
                        low.isEmpty() ? Double.NEGATIVE_INFINITY : Double.parseDouble(low),
                        high.isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(high));
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(
                time.matches()
                        ? "--energy-window must be like -5.5:-4.9 (eV/atom): " + window
                        : "--every must be like 20fs or 0.5ps: " + every);
    }

    private FrameResult grouped(FrameResult result) {
        if (groupBy == null || !(result instanceof Accepted accepted)) {
            return result;
        }
        Frame frame = accepted.frame();
        Path folder = Path.of(frame.origin().file()).toAbsolutePath().normalize().getParent();
        boolean byFolder = groupBy.equals("folder");
        without += byFolder || frame.info().containsKey(groupBy) ? 0 : 1;
        String group =
                byFolder
                        ? String.valueOf(folder == null ? null : folder.getFileName())
                        : frame.info().getOrDefault(groupBy, "-");
        return new Accepted(frame.with(Frame.GROUP, group));
    }

    private static ProgressBar bar(long bytes) {
        return new ProgressBarBuilder()
                .setTaskName("reading")
                .setInitialMax(bytes)
                .setUnit(" MB", 1_000_000)
                .setStyle(ProgressBarStyle.ASCII)
                .build();
    }
}
