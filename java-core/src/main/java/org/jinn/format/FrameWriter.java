package org.jinn.format;

import java.io.Closeable;
import java.io.IOException;
import org.jinn.structure.Frame;

/** Writes frames one after the other. */
public interface FrameWriter extends Closeable {
    /**
     * Appends a frame.
     *
     * @throws IllegalArgumentException if the format cannot hold it (a second frame, say)
     */
    void write(Frame frame) throws IOException;
}
