package org.jinn.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.regex.PatternSyntaxException;
import org.jinn.format.FormatFacts.Holds;
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
     * The files meant by {@code named}: a file is itself, a directory the files below it of a
     * format JINN recognises, sorted by path, hidden ones left out. Of a directory, files of
     * calculations are meant; files without energies (inputs, POSCAR, LAMMPS dumps, whose forces
     * are those of some potential) if it has no others. XML files come after the others: text
     * outputs say more of the same run. A name with {@code *}, {@code ?}, {@code [ ]} or <code>{ }
     * </code> that is no file's is a pattern, as in a shell. A file that is named twice is read
     * once.
     *
     * @throws NoSuchFileException if one does not exist, or nothing fits a pattern
     */
    public static List<Path> files(List<Path> named) throws IOException {
        Map<Path, Path> files = new LinkedHashMap<>();
        for (Path path : named) {
            List<Path> meant =
                    !Files.exists(path)
                            ? files(fitting(path))
                            : Files.isDirectory(path) ? below(path) : List.of(path);
            for (Path file : meant) {
                files.putIfAbsent(file.toRealPath(), file);
            }
        }
        return List.copyOf(files.values());
    }

    /** What fits a pattern, sorted. */
    private static List<Path> fitting(Path pattern) throws IOException {
        List<Path> fit = List.of(pattern.isAbsolute() ? pattern.getRoot() : Path.of(""));
        for (Path part : pattern) {
            List<Path> next = new ArrayList<>();
            for (Path folder : fit) {
                if (Files.exists(folder.resolve(part))) {
                    next.add(folder.resolve(part));
                } else if (Files.isDirectory(folder)) {
                    next.addAll(fitting(folder, part.toString()));
                }
            }
            fit = next;
        }
        if (fit.isEmpty()) {
            throw new NoSuchFileException(pattern.toString());
        }
        return fit;
    }

    /** In one folder; hidden files only if the pattern begins with a dot. */
    private static List<Path> fitting(Path folder, String pattern) throws IOException {
        List<Path> fit = new ArrayList<>();
        if (!pattern.matches(".*[*?\\[{].*")) {
            return fit;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, pattern)) {
            for (Path path : all) {
                boolean hidden = path.getFileName().toString().startsWith(".");
                if (Files.exists(path) && (!hidden || pattern.startsWith("."))) {
                    fit.add(path);
                }
            }
        } catch (PatternSyntaxException e) {
            return List.of(); // no pattern, then, but a name
        }
        fit.sort(null);
        return fit;
    }

    private static List<Path> below(Path folder) throws IOException {
        List<Path> text = new ArrayList<>();
        List<Path> xml = new ArrayList<>();
        List<Path> bare = new ArrayList<>();
        List<Path> unreadable = new ArrayList<>(); // reading them says why
        for (Path file : all(folder)) {
            if (hidden(folder.relativize(file))) {
                continue;
            }
            Set<Holds> holds;
            try {
                holds = Formats.detect(file).map(f -> f.facts().holds()).orElse(null);
            } catch (IOException e) {
                unreadable.add(file);
                continue;
            }
            if (holds == null) {
                continue;
            }
            boolean isXml = file.getFileName().toString().matches(".*\\.xml(\\.gz)?");
            (holds.contains(Holds.ENERGY) ? isXml ? xml : text : bare).add(file);
        }
        text.addAll(xml);
        List<Path> chosen = text.isEmpty() ? bare : text;
        chosen.addAll(unreadable);
        return chosen;
    }

    /** All files below a folder, sorted; links are followed, but not in a circle. */
    private static List<Path> all(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(
                folder,
                EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                Integer.MAX_VALUE,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile()) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        if (e instanceof FileSystemLoopException) {
                            return FileVisitResult.CONTINUE;
                        }
                        if (e instanceof AccessDeniedException) {
                            files.add(file); // refused, when it is read
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }
                });
        files.sort(null);
        return files;
    }

    /**
     * Hands the wanted frames of files to {@code sink}, as {@link #read} does, without repeats.
     *
     * @param progress is told the bytes read of the present file
     */
    public static void read(
            Path file,
            ReadOptions options,
            Selection selection,
            Repeats repeats,
            LongConsumer progress,
            Consumer<FrameResult> sink) {
        read(
                file,
                options,
                progress,
                (format, result) -> {
                    FrameResult wanted = selection.of(result);
                    if (wanted != null) {
                        sink.accept(repeats.check(format, wanted));
                    }
                });
    }

    /**
     * Hands every frame of a file to {@code sink}, accepted ones with their group set ({@link
     * Groups}). A file that cannot be read is a refused frame: nothing is thrown.
     */
    public static void read(Path file, ReadOptions options, Consumer<FrameResult> sink) {
        read(file, options, bytes -> {}, (format, result) -> sink.accept(result));
    }

    /** The same; tells {@code sink} the format too, {@code null} if it is not known. */
    private static void read(
            Path file,
            ReadOptions options,
            LongConsumer progress,
            BiConsumer<StructureFormat, FrameResult> sink) {
        try {
            if (Files.isDirectory(file)) {
                sink.accept(null, refused(file, "cannot be read: permission denied"));
                return;
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                sink.accept(
                        null, refused(file, "is no file that can be read twice: save it to one"));
                return;
            }
            Optional<StructureFormat> format = Formats.detect(file);
            if (format.isEmpty()) {
                sink.accept(
                        null, refused(file, "not recognised, expected one of: " + Formats.names()));
                return;
            }
            try (FrameStream frames = format.get().read(Lines.open(file), options)) {
                while (frames.hasNext()) {
                    sink.accept(format.get(), grouped(file, frames.next()));
                    progress.accept(frames.bytes());
                }
            }
        } catch (UncheckedIOException e) {
            sink.accept(null, refused(file, "cannot be read: " + why(e.getCause())));
        } catch (IOException e) {
            sink.accept(null, refused(file, "cannot be read: " + why(e)));
        }
    }

    private static String why(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied"; // its message is only the file
        }
        if (e instanceof FileSystemException fs && fs.getReason() != null) {
            return fs.getReason(); // its message begins with the file
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
}
