package org.jinn.format;

/**
 * Thrown inside a reader where a frame turns out unusable; the reader turns it into a {@link
 * FrameResult.Rejected}.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Lines of a file may be quoted in a reason, however long they are. */
    private static final int LONGEST = 300;

    private final int line;

    /**
     * A fault.
     *
     * @param line the line it is on, from 1
     * @param reason what is wrong and what was expected, lower case, no full stop
     */
    public Refusal(int line, String reason) {
        super(
                reason.length() > LONGEST ? reason.substring(0, LONGEST) + " ..." : reason,
                null,
                false,
                false);
        this.line = line;
    }

    /** The line of the fault, from 1. */
    public int line() {
        return line;
    }
}
