package org.jinn.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir Path folder;

    @Test
    void aFailedWriteLeavesTheOldFile() throws IOException {
        Path file = folder.resolve("deep/file");
        WholeFile.write(file, "old");
        assertThrows(
                IOException.class,
                () ->
                        WholeFile.write(
                                file,
                                out -> {
                                    out.write('n');
                                    throw new IOException("the disk is full");
                                }));
        assertEquals("old", Files.readString(file));
        WholeFile.write(file, "new");
        WholeFile.check(file);
        assertEquals("new", Files.readString(file));
        try (Stream<Path> all = Files.list(file.getParent())) {
            assertEquals(List.of(file), all.toList());
        }
    }

    @Test
    void filesThatBelongTogetherAreWrittenTogether() throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Files.writeString(first, "old");
        Path impossible = folder.resolve("first/third");
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(second, "2");
        files.put(first, "1");
        files.put(impossible, "3"); // a file is no folder
        assertThrows(IOException.class, () -> WholeFile.write(files));
        assertEquals("old", Files.readString(first));
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(List.of(first), all.toList());
        }
        files.remove(impossible);
        WholeFile.write(files);
        assertEquals("1", Files.readString(first));
        assertEquals("2", Files.readString(second));
    }

    @Test
    void linksAreWrittenThrough() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("there/file"));
        WholeFile.check(link);
        WholeFile.write(link, "text");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("text", Files.readString(folder.resolve("there/file")));
        Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
        assertThrows(FileSystemException.class, () -> WholeFile.write(circle, "text"));
    }

    @Test
    void devicesStayDevices() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("null"), Path.of("/dev/null"));
        WholeFile.check(link);
        WholeFile.write(link, "text");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(0, Files.readAllBytes(link).length);
    }
}
