package org.jinn.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jinn.format.Formats;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.format.FrameStream;
import org.jinn.format.Lines;
import org.jinn.format.ReadOptions;
import org.jinn.format.StructureFormat;
import org.jinn.structure.Frame;
import org.jinn.structure.Origin;

/** The files a user names, and the frames in them. */
public final class Inputs {
    private Inputs() {}

    /**
     * The files meant by {@code named}: a file is itself, a directory all files below it of a
     * format JINN recognises, sorted by path, hidden ones left out.
     *
     * @throws NoSuchFileException if one does not exist
     */
    public static List<Path> files(List<Path> named) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : named) {
            if (!Files.exists(path)) {
                throw new NoSuchFileException(path.toString());
            }
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            try (Stream<Path> below = Files.walk(path)) {
                for (Path file : below.filter(Files::isRegularFile).sorted().toList()) {
                    if (!hidden(path.relativize(file)) && recognised(file)) {
                        files.add(file);
                    }
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return files;
    }

    /**
     * Hands every frame of a file to {@code sink}, accepted ones with their group set ({@link
     * Groups}). A file that cannot be read is a refused frame: nothing is thrown.
     */
    public static void read(Path file, ReadOptions options, Consumer<FrameResult> sink) {
        try {
            Optional<StructureFormat> format = Formats.detect(file);
            if (format.isEmpty()) {
                sink.accept(
                        refused(file, "not recognised, expected one of: " + Formats.names(true)));
                return;
            }
            try (FrameStream frames = format.get().read(Lines.open(file), options)) {
                frames.forEachRemaining(result -> sink.accept(grouped(file, result)));
            }
        } catch (UncheckedIOException e) {
            sink.accept(refused(file, "cannot be read: " + why(e.getCause())));
        } catch (IOException e) {
            sink.accept(refused(file, "cannot be read: " + why(e)));
        }
    }

    private static String why(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied"; // its message is only the file
        }
        return e instanceof NoSuchFileException ? "no such file" : e.getMessage();
    }

    private static FrameResult grouped(Path file, FrameResult result) {
        if (result instanceof Accepted accepted
                && !accepted.frame().info().containsKey(Frame.GROUP)) {
            return new Accepted(accepted.frame().with(Frame.GROUP, Groups.ofFile(file)));
        }
        return result;
    }

    private static Rejected refused(Path file, String reason) {
        return new Rejected(new Origin(file.toString(), 1, 0), reason);
    }

    private static boolean hidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static boolean recognised(Path file) {
        try {
            return Formats.detect(file).isPresent();
        } catch (IOException e) {
            return true; // let reading it say what is wrong
        }
    }
}
