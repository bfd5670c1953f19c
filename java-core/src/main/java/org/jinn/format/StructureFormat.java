package org.jinn.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A kind of file that holds structures. Implementations have no state; see {@link Formats}. */
public interface StructureFormat {
    /** The format as data. */
    FormatFacts facts();

    /**
     * Whether a file that begins like this is of this format.
     *
     * @param head the first characters of the file (up to 64 Ki), uncompressed
     */
    boolean detects(String head);

    /** Whether a file of this name can be of this format, where contents look alike. */
    default boolean fits(Path file) {
        return true;
    }

    /** Reads the frames of {@code lines}; closing the result closes them. */
    FrameStream read(Lines lines, ReadOptions options) throws IOException;

    /**
     * A writer onto {@code out}. Closing it completes the content; {@code out} stays open.
     *
     * @throws UnsupportedOperationException if {@link FormatFacts#canWrite} is false
     */
    default FrameWriter writer(OutputStream out) throws IOException {
        throw new UnsupportedOperationException("format cannot be written: " + facts().name());
    }
}
