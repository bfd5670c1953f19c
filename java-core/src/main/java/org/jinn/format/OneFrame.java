package org.jinn.format;

import java.io.IOException;
import org.jinn.structure.Frame;

/** A file that holds one frame. */
public abstract class OneFrame extends FrameStream {
    private boolean done;

    /** Reads from {@code lines}, which are closed with this. */
    protected OneFrame(Lines lines) {
        super(lines);
    }

    /**
     * Reads the frame.
     *
     * @throws Refusal if it is unusable
     */
    protected abstract Frame frame() throws IOException;

    @Override
    protected final FrameResult read() throws IOException {
        if (done) {
            return null;
        }
        done = true;
        return new FrameResult.Accepted(frame());
    }
}
