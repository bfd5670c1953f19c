package org.jinn.format.qe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jinn.format.FrameResult;
import org.jinn.format.ReadOptions;
import org.jinn.format.Reading;
import org.jinn.structure.Frame;

/** Outputs of pw.x 6.7 kept beside the tests, and ways to read them. */
final class PwxFixtures {
    private PwxFixtures() {}

    static byte[] compressed(String name) throws IOException {
        try (InputStream in = PwxFixtures.class.getResourceAsStream(name + ".out.gz")) {
            return in.readAllBytes();
        }
    }

    static byte[] bytes(String name) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(compressed(name))).readAllBytes();
    }

    static String text(String name) throws IOException {
        return new String(bytes(name), java.nio.charset.StandardCharsets.UTF_8);
    }

    static List<FrameResult> read(byte[] content) {
        return read(content, ReadOptions.DEFAULT);
    }

    static List<FrameResult> read(byte[] content, ReadOptions options) {
        return Reading.read(new PwxFormat(), content, options);
    }

    static List<FrameResult> read(String text) {
        return read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static List<Frame> accepted(List<FrameResult> results) {
        return Reading.accepted(results);
    }

    static List<String> reasons(List<FrameResult> results) {
        return Reading.reasons(results);
    }
}
