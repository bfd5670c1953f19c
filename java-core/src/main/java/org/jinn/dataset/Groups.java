package org.jinn.dataset;

import java.nio.file.Path;

/** Groups of frames that are alike, named after their files where the files name none. */
final class Groups {
    private Groups() {}

    /**
     * The name of a file without {@code .gz}, its ending, and trailing digits, underscores and
     * hyphens: {@code crystal_00.out.gz} is of group {@code crystal}.
     */
    static String ofFile(Path file) {
        String stem = file.getFileName().toString().replaceFirst("\\.gz$", "");
        stem = stem.replaceFirst("(?<=.)\\.[^.]*$", "");
        String bare = stem.replaceFirst("[-_.\\d]+$", "");
        return bare.isEmpty() ? stem : bare;
    }
}
