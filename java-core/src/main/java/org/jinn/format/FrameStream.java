package org.jinn.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jinn.structure.Origin;

/**
 * The frames of one file, in order, read as they are asked for. A file never passes in silence: one
 * that holds no frame, and one whose compressed data are damaged, yields a refusal saying so.
 *
 * <p>Reading failures of the file system come out as {@link UncheckedIOException}.
 */
public abstract class FrameStream implements Iterator<FrameResult>, Closeable {
    /** The lines being read. */
    protected final Lines lines;

    private FrameResult ready;
    private int count;
    private boolean ended;

    /** Reads from {@code lines}, which are closed with this. */
    protected FrameStream(Lines lines) {
        this.lines = lines;
    }

    /**
     * Reads on to the next frame; {@code null} at the end. A {@link Refusal} that escapes becomes a
     * refused frame, and reading goes on after it.
     */
    protected abstract FrameResult read() throws IOException;

    /** Bytes of the file read so far, of a compressed one compressed bytes. */
    public final long bytes() {
        return lines.bytes();
    }

    /** Origin of the frame being read, at {@code line}. */
    protected final Origin origin(int line) {
        return new Origin(lines.name(), count + 1, line);
    }

    @Override
    public final boolean hasNext() {
        if (ready == null && !ended) {
            ready = advance();
            if (ready == null) {
                ended = true;
                ready = atEnd();
            }
            count += ready == null ? 0 : 1;
        }
        return ready != null;
    }

    @Override
    public final FrameResult next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        FrameResult result = ready;
        ready = null;
        return result;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private FrameResult advance() {
        try {
            return finite(read());
        } catch (Refusal e) {
            return new FrameResult.Rejected(origin(e.line()), e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Refuses what only the change of units has made too large. */
    private static FrameResult finite(FrameResult result) {
        if (result instanceof FrameResult.Accepted accepted
                && !accepted.frame().labels().isFinite()) {
            return new FrameResult.Rejected(
                    accepted.origin(), "energy, forces or stress larger than numbers can be");
        }
        return result;
    }

    private FrameResult atEnd() {
        if (lines.fault().isPresent()) {
            return new FrameResult.Rejected(origin(lines.number()), lines.fault().get());
        }
        return count > 0
                ? null
                : new FrameResult.Rejected(
                        origin(lines.number()),
                        lines.number() == 0 ? "the file is empty" : "no frame found");
    }
}
