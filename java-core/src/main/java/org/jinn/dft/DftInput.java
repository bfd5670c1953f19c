package org.jinn.dft;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jinn.input.YamlNode;
import org.jinn.structure.Element;
import org.jinn.structure.Structure;

/**
 * What {@code jinn dft} is asked to do, read and checked.
 *
 * @param pseudopotentials in {@code pseudoFolder}, in the order that numbers pw.x's species
 * @param cutoff of wave functions, Ry
 * @param smearing pw.x's word, or {@code null} for fixed occupations
 * @param width of the smearing, Ry
 * @param threshold of self-consistency, Ry per atom
 * @param system further keys of pw.x's namelist SYSTEM, as pw.x reads them
 * @param output folder for everything
 * @param launch the command, a word an entry; {@code {input}} stands for the input file
 * @param jobs calculations side by side
 */
public record DftInput(
        Map<Element, Pseudopotential> pseudopotentials,
        Path pseudoFolder,
        double cutoff,
        KMesh kmesh,
        String smearing,
        double width,
        double threshold,
        Map<String, String> system,
        Path output,
        List<String> launch,
        int jobs,
        List<Batch> batches,
        List<Dynamics> dynamics) {

    /**
     * A file of pw.x.
     *
     * @param md5 the sum of its content, as pw.x prints it
     */
    record Pseudopotential(String file, String md5) {
        String text() {
            return file + " md5 " + md5;
        }
    }

    /**
     * One set of structures.
     *
     * @param name the group its frames belong to
     * @param unstrained whose cell sets the k-mesh of all; {@code null} if each has its own
     */
    record Batch(String name, List<Structure> structures, Structure unstrained) {
        /** The k-points of one of its structures along each reciprocal vector. */
        int[] points(KMesh mesh, Structure structure) {
            return mesh.points((unstrained == null ? structure : unstrained).cell());
        }
    }

    /**
     * Keys of {@code system}, always in lower case there: cutoffs beside that of wave functions.
     */
    static final Set<String> OTHER_CUTOFFS = Set.of("ecutrho", "ecutfock");

    public DftInput {
        batches = List.copyOf(batches);
        dynamics = List.copyOf(dynamics);
    }

    /**
     * Other structures at other settings into another folder; no dynamics. Cutoffs of the density
     * and of exact exchange that are given grow with that of the wave functions.
     */
    DftInput with(double otherCutoff, KMesh otherMesh, Path folder, List<Batch> others) {
        Map<String, String> keys = new LinkedHashMap<>(system);
        for (String other : OTHER_CUTOFFS) {
            keys.computeIfPresent(
                    other,
                    (key, given) -> {
                        double rydberg = Double.parseDouble(given.replaceAll("[dD]", "e"));
                        return Double.toString(rydberg * otherCutoff / cutoff);
                    });
        }
        return new DftInput(
                pseudopotentials,
                pseudoFolder,
                otherCutoff,
                otherMesh,
                smearing,
                width,
                threshold,
                otherCutoff == cutoff ? system : keys,
                folder,
                launch,
                jobs,
                others,
                List.of());
    }

    /**
     * Reads a YAML file. Paths in it are relative to its folder.
     *
     * @throws org.jinn.structure.FormatException naming the line of the first fault
     */
    public static DftInput read(Path file) throws IOException {
        return new DftInputReader(file).read(true);
    }

    /** The same for structures that come later, see {@link #of}: the file needs no sets. */
    public static DftInput settings(Path file) throws IOException {
        return new DftInputReader(file).read(false);
    }

    /** What labels hang on beside the structure, by the names that an input gives. */
    public Map<String, String> labelSettings() {
        Map<String, String> out = new LinkedHashMap<>();
        pseudopotentials.forEach((e, p) -> out.put("pseudopotential of " + e.symbol(), p.text()));
        out.put("cutoff", cutoff + " Ry");
        out.put("kpoints", kmesh.toString());
        out.put("smearing", smearing == null ? "none" : smearing + " " + width + " Ry");
        out.put("threshold", threshold + " Ry per atom");
        out.put("system", system.toString());
        return out;
    }

    /**
     * Makes sure that a name can be that of a group.
     *
     * @param node what it is the name of
     * @param what in a word
     * @throws org.jinn.structure.FormatException if it cannot
     */
    public static void checkGroup(String name, YamlNode node, String what) {
        if (!name.matches("[A-Za-z][A-Za-z0-9_-]*[A-Za-z]|[A-Za-z]")) {
            throw node.fault(
                    "the name of a "
                            + what
                            + ", which becomes its frames' group, must begin and end with a letter,"
                            + " with letters, digits, _ and - between");
        }
    }

    /**
     * Other structures, labelled in the same way; no dynamics.
     *
     * @param folder for everything
     * @param sets structures by the group of their frames
     */
    public DftInput of(Map<String, List<Structure>> sets, Path folder) {
        List<Batch> others = new ArrayList<>();
        sets.forEach((name, structures) -> others.add(new Batch(name, structures, null)));
        return with(cutoff, kmesh, folder, others);
    }
}
