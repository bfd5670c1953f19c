package org.jinn.dataset;

import java.nio.file.Path;

/** Groups of frames that are alike, named after their files where the files name none. */
final class Groups {
    private static final String SAME =
            "OUTCAR|POSCAR|CONTCAR|vasprun\\.xml|data-file-schema\\.xml|input\\.data|pw\\.out|PW\\.out"
                    + "|espresso\\.pwo|aiida\\.out";

    private Groups() {}

    /**
     * The name of a file without {@code .gz}, its ending, and trailing digits, underscores and
     * hyphens: {@code crystal_00.out.gz} is of group {@code crystal}. Files that codes always call
     * the same take the name of their folder, the first going up that is no mere number.
     */
    static String ofFile(Path file) {
        String stem = file.getFileName().toString().replaceFirst("\\.gz$", "");
        Path folder = file.toAbsolutePath().normalize().getParent();
        while (stem.matches(SAME) && numbered(folder) && named(folder.getParent())) {
            folder = folder.getParent();
        }
        if (stem.matches(SAME) && folder != null && folder.getFileName() != null) {
            stem = folder.getFileName().toString().replaceFirst("\\.save$", "") + ".";
        }
        stem = stem.replaceFirst("(?<=.)\\.[^.]*$", "");
        String bare = stem.replaceFirst("[-_.\\d]+$", "");
        return bare.isEmpty() ? stem : bare;
    }

    private static boolean named(Path folder) {
        return folder != null && folder.getFileName() != null;
    }

    private static boolean numbered(Path folder) {
        return named(folder) && folder.getFileName().toString().matches("\\d+(\\.save)?");
    }
}
