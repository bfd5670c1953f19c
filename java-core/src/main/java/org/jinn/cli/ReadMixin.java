package org.jinn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jinn.dataset.Inputs;
import org.jinn.format.FrameResult;
import org.jinn.format.ReadOptions;
import org.jinn.structure.Element;
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

    /** Reads all frames, showing progress on the terminal if it takes long. */
    void read(boolean showProgress, Consumer<FrameResult> sink) throws IOException {
        List<Element> types =
                elements.stream()
                        .map(
                                s ->
                                        Element.find(s)
                                                .orElseThrow(
                                                        () ->
                                                                new IllegalArgumentException(
                                                                        "no such element: " + s)))
                        .toList();
        ReadOptions options = new ReadOptions(allowMissingForces, types);
        List<Path> files = Inputs.files(named);
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        boolean slow = files.size() > MANY_FILES || bytes > MUCH;
        try (ProgressBar bar = showProgress && slow && Terminal.isErr() ? bar(bytes) : null) {
            for (Path file : files) {
                Inputs.read(file, options, sink);
                if (bar != null) {
                    bar.stepBy(Files.size(file));
                }
            }
        }
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
