package org.jinn.format.qe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jinn.format.Lines;
import org.jinn.format.Refusal;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;

/**
 * The atoms of a cp.x trajectory in the order of its files.
 *
 * @param species element of each atom
 * @param masses in u
 * @param cell the cell of the input
 */
record CpAtoms(Element[] species, double[] masses, Cell cell) {
    private static final Pattern VERSION =
            Pattern.compile("(?:Program CP v\\.|NAME=\"CP\"\\s+VERSION=\")(\\d+)\\.(\\d+)");
    private static final long LONGEST_INPUT = 10_000_000;

    /**
     * The atoms of the trajectory {@code stem}.pos.
     *
     * @throws Refusal if they, or their order, are not known
     */
    static CpAtoms of(String stem) throws IOException {
        Path path = Path.of(stem);
        Path folder = Path.of(stem + ".pos").toAbsolutePath().getParent();
        String prefix = path.getFileName().toString();
        PwInput input = input(folder, prefix);
        List<String> labels = input.atomLabels();
        List<String> order = input.speciesLabels();
        List<String> sorted = new ArrayList<>(labels);
        sorted.sort(Comparator.comparingInt(order::indexOf));
        if (!sorted.equals(labels)) {
            String version = version(folder, prefix);
            if (version.isEmpty()) {
                throw new Refusal(
                        1,
                        "order of atoms unknown: cp.x sorted them by species up to version 6.5,"
                                + " and no output of cp.x here tells its version");
            }
            String[] numbers = version.split("\\.");
            int number = 1000 * Integer.parseInt(numbers[0]) + Integer.parseInt(numbers[1]);
            labels = number <= 6005 ? sorted : labels;
        }
        Element[] species = new Element[labels.size()];
        double[] masses = new double[labels.size()];
        for (int i = 0; i < species.length; i++) {
            species[i] = PwInput.element(labels.get(i), 1);
            masses[i] = input.mass(labels.get(i));
        }
        return new CpAtoms(species, masses, input.structure().cell());
    }

    /** The input called as the trajectory, else the one with its prefix. */
    private static PwInput input(Path folder, String prefix) throws IOException {
        List<PwInput> found = new ArrayList<>();
        for (Path file : around(folder)) {
            String name = file.getFileName().toString();
            if (file.toFile().length() > LONGEST_INPUT || name.matches(".*\\.(pos|for|vel|gz)")) {
                continue;
            }
            String head = head(file);
            if (!new PwInputFormat().detects(head)) {
                continue;
            }
            try (Lines lines = Lines.open(file)) {
                PwInput input = new PwInput(lines);
                String given = input.text("prefix");
                boolean same = (given.isEmpty() ? "cp" : given).equals(prefix);
                if (same || name.replaceFirst("\\.[^.]*$", "").equals(prefix)) {
                    found.add(input);
                }
            }
        }
        if (found.isEmpty()) {
            throw new Refusal(
                    1,
                    "species unknown: no input of cp.x with prefix='"
                            + prefix
                            + "' or this name beside the file or one folder above");
        }
        for (PwInput other : found) {
            if (!other.atomLabels().equals(found.get(0).atomLabels())
                    || !other.speciesLabels().equals(found.get(0).speciesLabels())) {
                throw new Refusal(
                        1, "species unknown: inputs with prefix='" + prefix + "' name others");
            }
        }
        return found.get(0);
    }

    /** Major and minor version of cp.x, empty if nothing tells or several do differently. */
    private static String version(Path folder, String prefix) throws IOException {
        List<String> versions = new ArrayList<>();
        List<Path> files = new ArrayList<>(around(folder));
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(
                            p ->
                                    p.getFileName()
                                            .toString()
                                            .matches(Pattern.quote(prefix) + "_\\d+.save"))
                    .map(p -> p.resolve("data-file-schema.xml"))
                    .filter(Files::exists)
                    .forEach(files::add);
        }
        for (Path file : files) {
            Matcher m = VERSION.matcher(head(file));
            if (m.find()) {
                versions.add(m.group(1) + "." + m.group(2));
            }
        }
        return versions.stream().distinct().count() == 1 ? versions.get(0) : "";
    }

    /** The files of the folder and of the one above, sorted. */
    private static List<Path> around(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Path above = folder.getParent();
        for (Path where : above == null ? List.of(folder) : List.of(folder, above)) {
            try (Stream<Path> all = Files.list(where)) {
                all.filter(Files::isRegularFile)
                        .filter(Files::isReadable)
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }

    /** Empty if the file has gone meanwhile, as temporary ones do. */
    private static String head(Path file) throws IOException {
        try (Lines lines = Lines.open(file)) {
            return lines.head();
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
