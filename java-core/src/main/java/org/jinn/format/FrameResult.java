package org.jinn.format;

import org.jinn.structure.Frame;
import org.jinn.structure.Origin;

/** What became of one frame of a file: read, or refused with a reason. */
public sealed interface FrameResult {
    /** Where the frame (or, for a refused one, the fault) is. */
    Origin origin();

    /** A frame that could be read whole. */
    record Accepted(Frame frame) implements FrameResult {
        @Override
        public Origin origin() {
            return frame.origin();
        }
    }

    /**
     * A frame that must not be used.
     *
     * @param origin file, frame, and the line of the fault
     * @param reason what is wrong, lower case, no full stop
     */
    record Rejected(Origin origin, String reason) implements FrameResult {
        /** The refusal as one sentence: {@code file:line: frame n: reason}. */
        public String sentence() {
            return origin.file()
                    + (origin.line() > 0 ? ":" + origin.line() : "")
                    + ": frame "
                    + origin.frame()
                    + ": "
                    + reason;
        }
    }
}
