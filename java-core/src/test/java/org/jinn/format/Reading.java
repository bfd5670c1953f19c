package org.jinn.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.structure.Frame;

/** Reads text and bytes as a file called {@code x}, for tests. */
public final class Reading {
    private Reading() {}

    public static List<FrameResult> read(StructureFormat format, byte[] content, ReadOptions how) {
        List<FrameResult> results = new ArrayList<>();
        try (FrameStream frames =
                format.read(Lines.of("x", new ByteArrayInputStream(content)), how)) {
            frames.forEachRemaining(results::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return results;
    }

    public static List<FrameResult> read(StructureFormat format, String text) {
        return read(format, text.getBytes(StandardCharsets.UTF_8), ReadOptions.DEFAULT);
    }

    public static List<Frame> accepted(List<FrameResult> results) {
        return results.stream()
                .filter(Accepted.class::isInstance)
                .map(r -> ((Accepted) r).frame())
                .toList();
    }

    public static List<String> reasons(List<FrameResult> results) {
        return results.stream()
                .filter(Rejected.class::isInstance)
                .map(r -> ((Rejected) r).reason())
                .toList();
    }

    /** The text of a gzipped file beside this class. */
    public static String text(String name) throws IOException {
        try (InputStream in = Reading.class.getResourceAsStream(name + ".gz")) {
            return new String(new GZIPInputStream(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
