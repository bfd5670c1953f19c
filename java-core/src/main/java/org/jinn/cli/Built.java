package org.jinn.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the launcher {@code ./jinn} builds things, which it tells through system properties. */
final class Built {
    private Built() {}

    /** The top folder of JINN. */
    static Path home() {
        return Path.of(System.getProperty("jinn.home", "."));
    }

    /**
     * The program that runs LAMMPS with pair style jinn.
     *
     * @throws IllegalArgumentException if it is not built
     */
    static Path lammps() {
        Path lammps =
                Path.of(System.getProperty("jinn.lmp", home() + "/build/native-shim/lmp-jinn"))
                        .toAbsolutePath();
        if (!Files.isExecutable(lammps)) {
            throw new IllegalArgumentException(
                    lammps + ": not built; start this through ./jinn, which builds it");
        }
        return lammps;
    }
}
