package org.jinn.structure;

/**
 * A file does not say what it should. The message is one sentence for the user: {@code file:line:
 * what is wrong, what was expected}.
 */
public final class FormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault at a line of a file.
     *
     * @param file the file as the user named it
     * @param line the line, from 1; 0 if the fault has no line
     * @param message what is wrong and what was expected, lower case, no full stop
     */
    public FormatException(String file, int line, String message) {
        super(file + (line > 0 ? ":" + line : "") + ": " + message);
    }
}
