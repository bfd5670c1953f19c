package org.jinn.system;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Files that are there whole or not at all. They are written into a temporary file beside the
 * target, which then takes the target's name in one step. A reader never sees half a file, and a
 * failed write leaves the old one. A link is written through, and so is what is no file, such as
 * /dev/null.
 */
public final class WholeFile {
    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private WholeFile() {}

    /** The lines of a text file, as {@link #text} reads it. */
    public static List<String> lines(Path file) throws IOException {
        return text(file).lines().toList();
    }

    /**
     * A text file in UTF-8. What is not UTF-8 becomes a replacement character: a binary file gets
     * the caller's sentence, not a decoding error.
     *
     * @throws IOException naming the file
     */
    public static String text(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) { // "Is a directory", and not which
            FileSystemException named =
                    new FileSystemException(
                            file.toString(), null, "cannot be read: " + e.getMessage());
            named.initCause(e);
            throw named;
        }
    }

    /** Writes {@code text} in UTF-8. */
    public static void write(Path target, String text) throws IOException {
        write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes what {@code content} produces. Missing parent folders are made. */
    public static void write(Path target, Content content) throws IOException {
        Path absolute = meant(target);
        if (isDevice(absolute)) {
            try (OutputStream out = Files.newOutputStream(absolute)) {
                content.writeTo(new Named(target, out));
            }
            return;
        }
        Path temporary = beside(target);
        try {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                content.writeTo(new Named(target, out));
            }
            move(temporary, absolute);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Writes files that belong together, of text in UTF-8: none of them unless there is room for
     * all.
     */
    public static void write(Map<Path, String> files) throws IOException {
        Map<Path, Path> temporaries = new LinkedHashMap<>();
        try {
            for (Map.Entry<Path, String> file : files.entrySet()) {
                Path temporary = beside(file.getKey());
                temporaries.put(temporary, meant(file.getKey()));
                byte[] text = file.getValue().getBytes(StandardCharsets.UTF_8);
                try (OutputStream out = Files.newOutputStream(temporary)) {
                    new Named(file.getKey(), out).write(text, 0, text.length);
                }
            }
            for (Map.Entry<Path, Path> file : temporaries.entrySet()) {
                move(file.getKey(), file.getValue());
            }
        } finally {
            for (Path temporary : temporaries.keySet()) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    private static void move(Path temporary, Path absolute) throws IOException {
        try {
            Files.move(
                    temporary,
                    absolute,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, absolute, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Finds out whether {@link #write} could write {@code target}, before hours of work for it.
     *
     * @throws IOException if it could not
     */
    public static void check(Path target) throws IOException {
        if (!isDevice(meant(target))) {
            Files.delete(beside(target));
        }
    }

    /** What a link leads to, also if there is nothing yet. */
    private static Path meant(Path target) throws IOException {
        Path path = target.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(path); links++) {
            if (links > 40) {
                throw new FileSystemException(target.toString(), null, "links in a circle");
            }
            path = path.resolveSibling(Files.readSymbolicLink(path));
        }
        return path;
    }

    private static boolean isDevice(Path path) {
        return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    }

    /** A new empty file in the folder of {@code target}. */
    private static Path beside(Path target) throws IOException {
        Path absolute = meant(target);
        if (Files.isDirectory(absolute)) {
            throw new FileSystemException(target.toString(), null, "is a folder, expected a file");
        }
        try {
            Files.createDirectories(absolute.getParent());
            String name = "." + absolute.getFileName() + UUID.randomUUID() + ".part";
            return Files.createFile(absolute.resolveSibling(name)); // as the umask has it
        } catch (IOException e) {
            // it names a file the user has never heard of
            throw cannot(target, e);
        }
    }

    private static FileSystemException cannot(Path target, IOException cause) {
        String why = cause.getMessage();
        if (cause instanceof AccessDeniedException) {
            why = "permission denied";
        } else if (cause instanceof FileAlreadyExistsException e) {
            why = e.getFile() + " is not a folder";
        } else if (cause instanceof NoSuchFileException) {
            why = "no file can be made there";
        } else if (cause instanceof FileSystemException e && e.getReason() != null) {
            why = e.getReason();
        }
        FileSystemException named =
                new FileSystemException(target.toString(), null, "cannot be written: " + why);
        named.initCause(cause);
        return named;
    }

    /** A full disk does not say which file it was: this does. */
    private static final class Named extends FilterOutputStream {
        private final Path target;

        Named(Path target, OutputStream out) {
            super(out);
            this.target = target;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            try {
                out.write(bytes, from, count);
            } catch (IOException e) {
                throw cannot(target, e);
            }
        }
    }

    /** Removes a file, or a folder with all that is in it, if it is there. */
    public static void remove(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
