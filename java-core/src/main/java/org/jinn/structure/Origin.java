package org.jinn.structure;

/**
 * Where a frame was read.
 *
 * @param file the file as the user named it
 * @param frame number of the frame in the file, from 1
 * @param line line of the file at which the frame begins, from 1; 0 if the format has no lines
 */
public record Origin(String file, int frame, int line) {
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + " (frame " + frame + ")";
    }
}
