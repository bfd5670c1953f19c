package org.jinn.format;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FilenameUtils;
import org.jinn.format.cif.CifFormat;
import org.jinn.format.extxyz.ExtxyzFormat;
import org.jinn.format.lammps.LammpsDataFormat;
import org.jinn.format.lammps.LammpsDumpFormat;
import org.jinn.format.n2p2.InputDataFormat;
import org.jinn.format.qe.CpFormat;
import org.jinn.format.qe.PwInputFormat;
import org.jinn.format.qe.PwXmlFormat;
import org.jinn.format.qe.PwxFormat;
import org.jinn.format.vasp.OutcarFormat;
import org.jinn.format.vasp.PoscarFormat;
import org.jinn.format.vasp.VasprunFormat;

/** The formats JINN knows: the one list. */
public final class Formats {
    /** All formats, in the order in which a file's head is shown to them. */
    public static final List<StructureFormat> ALL =
            List.of(
                    new PwxFormat(),
                    new PwXmlFormat(),
                    new PwInputFormat(),
                    new CpFormat(),
                    new OutcarFormat(),
                    new VasprunFormat(),
                    new InputDataFormat(),
                    new CifFormat(),
                    new LammpsDumpFormat(),
                    new LammpsDataFormat(),
                    new ExtxyzFormat(),
                    new PoscarFormat());

    private Formats() {}

    /** The format called {@code name}, if there is one. */
    public static Optional<StructureFormat> named(String name) {
        return ALL.stream().filter(f -> f.facts().name().equals(name)).findFirst();
    }

    /** The format to write for a file name, by its ending (a final {@code .gz} aside). */
    public static Optional<StructureFormat> forWriting(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        String bare =
                FilenameUtils.isExtension(name, "gz") ? FilenameUtils.removeExtension(name) : name;
        return ALL.stream()
                .filter(f -> f.facts().canWrite())
                .filter(f -> f.facts().extensions().stream().anyMatch(e -> ends(bare, e)))
                .findFirst();
    }

    /** Whether a file name is the ending, or ends with it after a dot. */
    private static boolean ends(String name, String ending) {
        return name.equals(ending) || name.endsWith("." + ending);
    }

    /**
     * The format of a file, by its content.
     *
     * @throws FileSystemException if it is compressed, and damaged too early to tell
     */
    public static Optional<StructureFormat> detect(Path path) throws IOException {
        String text;
        Optional<String> fault;
        try (Lines lines = Lines.open(path)) {
            text = lines.head();
            fault = lines.fault();
        }
        Optional<StructureFormat> format =
                ALL.stream().filter(f -> f.detects(text) && f.fits(path)).findFirst();
        if (format.isEmpty() && fault.isPresent()) {
            // what it was cannot be seen any more
            throw new FileSystemException(path.toString(), null, fault.get());
        }
        return format;
    }

    /** Names of all formats. */
    public static String names() {
        return names(ALL.stream());
    }

    /** Names of those that JINN writes. */
    public static String writable() {
        return names(ALL.stream().filter(f -> f.facts().canWrite()));
    }

    private static String names(Stream<StructureFormat> formats) {
        return formats.map(f -> f.facts().name()).collect(Collectors.joining(", "));
    }
}
