package org.jinn.dft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A shell script in the place of pw.x. */
public final class FakePw {
    private static final String DIAMOND = "{prototype: diamond, element: Si, a: 5.43}";

    private FakePw() {}

    /** An input of {@code jinn dft} for silicon; see the other. */
    public static Path input(Path folder, String script, String sets) throws IOException {
        return input(folder, DIAMOND, script, sets);
    }

    /**
     * An input of {@code jinn dft} in {@code folder} that runs {@code script}. Every call adds a
     * line to the file {@code calls} there.
     */
    static Path input(Path folder, String structure, String script, String sets)
            throws IOException {
        Path program = folder.resolve("pw.sh");
        Files.writeString(program, "echo call >> " + folder + "/calls\n" + script);
        Files.writeString(folder.resolve("Si.UPF"), "");
        return Files.writeString(
                folder.resolve("dft.yaml"),
                "structure: "
                        + structure
                        + "\npseudopotentials: {Si: Si.UPF}\npseudo_dir: .\ncutoff: 20\n"
                        + "kpoints: {spacing: 0.5}\nrun: {jobs: 1, launch: '/bin/sh "
                        + program
                        + " {input}'}\nsets:\n  "
                        + sets
                        + "\n");
    }
}
