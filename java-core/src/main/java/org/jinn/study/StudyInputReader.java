package org.jinn.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.descriptor.PaperSet;
import org.jinn.descriptor.ParamsFile;
import org.jinn.dft.StructureFiles;
import org.jinn.input.YamlNode;
import org.jinn.structure.Element;
import org.jinn.structure.Structure;
import org.jinn.train.TrainInput;

/** Reads the input of {@code jinn study}. */
final class StudyInputReader {
    /** Names become folders, and words in scripts of LAMMPS. */
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.+-]{0,60}";

    private final Path folder;
    private final YamlNode top;
    private final TrainInput train;

    StudyInputReader(Path file) throws IOException {
        folder = file.toAbsolutePath().getParent();
        top = YamlNode.read(file);
        top.only(
                "train",
                "test",
                "sets",
                "seeds",
                "epochs",
                "volume_scan",
                "experiment",
                "dynamics",
                "structures",
                "output",
                "run");
        YamlNode input = top.get("train");
        if (!input.present()) {
            throw input.fault("expected an input.yaml of jinn train: train: input.yaml");
        }
        TrainInput read = TrainInput.read(folder.resolve(input.text("")));
        if (read.initial().isPresent()) {
            throw input.fault("a study begins with random weights: remove 'initial' there");
        }
        if (read.fit().minutes() < TrainInput.Fit.NO_LIMIT) {
            throw input.fault(
                    "sets are trained alike, for as many epochs: remove 'max_minutes' there");
        }
        int epochs = top.get("epochs").whole(read.fit().epochs(), 1, 100_000_000);
        train = read.withEpochs(epochs);
    }

    StudyInput read() throws IOException {
        List<Integer> seeds = seeds();
        YamlNode run = top.get("run");
        YamlNode experiment = top.get("experiment");
        StudyInput input =
                new StudyInput(
                        train,
                        paths(top.get("test")),
                        sets(),
                        seeds,
                        top.get("volume_scan").text(StudyInput.SCAN_GROUP),
                        experiment.get("bulk_modulus").number(Double.NaN, 0, 1e4),
                        dynamics(top.get("dynamics"), seeds.size()),
                        starts(top.get("structures")),
                        run.get("lammps").command("", folder),
                        folder.resolve(top.get("output").text("study")),
                        run.get("jobs")
                                .whole(Runtime.getRuntime().availableProcessors(), 1, 10_000),
                        List.of());
        run.refuseUnknown();
        experiment.refuseUnknown();
        return input;
    }

    private List<Integer> seeds() {
        List<Integer> seeds = new ArrayList<>();
        for (String word : top.get("seeds").texts()) {
            if (!word.matches("\\d{1,9}") || seeds.contains(Integer.parseInt(word))) {
                throw top.get("seeds")
                        .fault("expected whole numbers, each once, such as [1, 2, 3]");
            }
            seeds.add(Integer.parseInt(word));
        }
        return seeds.isEmpty() ? List.of(1, 2, 3) : seeds;
    }

    private Map<String, Map<Element, DescriptorSet>> sets() throws IOException {
        YamlNode node = top.get("sets");
        Map<String, Map<Element, DescriptorSet>> sets = new LinkedHashMap<>();
        boolean named = node.isList();
        if (!node.present() || named) {
            List<String> words =
                    named ? node.texts() : PaperSet.nine().stream().map(PaperSet::word).toList();
            for (String word : words) {
                if (sets.put(word, paper(node, word, cutoff())) != null) {
                    throw node.fault("the set '" + word + "' stands twice");
                }
            }
            return sets;
        }
        if (node.keys().isEmpty()) {
            throw node.fault("expected at least one set, such as [table1-64, table1-28]");
        }
        for (String name : node.keys()) {
            checkName(node.get(name), name);
            sets.put(name, set(node.get(name)));
        }
        return sets;
    }

    /** A set by name, {set: name, cutoff: angstrom}, or {element: params file}. */
    private Map<Element, DescriptorSet> set(YamlNode node) throws IOException {
        if (node.isScalar()) {
            return paper(node, node.text(""), cutoff());
        }
        YamlNode named = node.get("set");
        if (named.present()) {
            double cutoff = node.get("cutoff").number(cutoff(), 0.5, 100);
            node.refuseUnknown();
            return paper(named, named.text(""), cutoff);
        }
        Map<Element, DescriptorSet> out = new LinkedHashMap<>();
        for (Element element : train.elements()) {
            YamlNode file = node.get(element.symbol());
            if (!file.present()) {
                throw node.fault("expected the params file of " + element.symbol());
            }
            out.put(element, ParamsFile.read(folder.resolve(file.text("")), train.elements()));
        }
        node.refuseUnknown();
        return out;
    }

    /** That of the training input. */
    private double cutoff() {
        return Training.cutoff(train.descriptors());
    }

    private Map<Element, DescriptorSet> paper(YamlNode node, String word, double cutoff) {
        Map<Element, DescriptorSet> out = new LinkedHashMap<>();
        try {
            DescriptorSet functions = PaperSet.of(word).functions(train.elements(), cutoff);
            train.elements().forEach(e -> out.put(e, functions));
        } catch (IllegalArgumentException e) {
            throw node.fault(e.getMessage());
        }
        return out;
    }

    private static StudyInput.Dynamics dynamics(YamlNode node, int seeds) {
        double timestep = node.get("timestep").number(1, 0.001, 100);
        // so many steps it takes to write one volume
        double least = Math.max(0.5, 1e-3 * timestep * NptScript.INTERVAL);
        StudyInput.Dynamics out =
                new StudyInput.Dynamics(
                        node.get("temperature").number(300, 1, 100_000),
                        timestep,
                        node.get("equilibrate").number(20, 0.1, 1e7),
                        node.get("time").number(1000, least, 1e7),
                        node.get("pressure_time").number(100, least, 1e7),
                        node.get("seeds").whole(1, 1, seeds));
        node.refuseUnknown();
        return out;
    }

    private List<StudyInput.Start> starts(YamlNode node) throws IOException {
        List<StudyInput.Start> starts = new ArrayList<>();
        for (String name : node.keys()) {
            YamlNode start = node.get(name);
            checkName(start, name);
            Structure cell =
                    known(
                            start.get("file"),
                            StructureFiles.last(start.get("file"), folder, train.elements()));
            List<Double> pressures = pressures(start.get("pressures"));
            int[] times = start.get("cells").three("1x1x1", 1000);
            YamlNode files = start.get("reference");
            List<Structure> reference =
                    files.present()
                            ? StructureFiles.read(files, folder, train.elements())
                            : List.of();
            reference.forEach(s -> known(files, s));
            String auto = NptScript.AUTO;
            String coupling = start.get("coupling").word(auto, auto, "iso", "aniso", "tri");
            start.refuseUnknown();
            starts.add(new StudyInput.Start(name, cell, times, pressures, reference, coupling));
        }
        return starts;
    }

    /** Each once: a folder of its own belongs to each. */
    private static List<Double> pressures(YamlNode node) {
        List<Double> all = Arrays.stream(node.numbers(-1000, 1000, "GPa")).boxed().toList();
        Set<String> names = new HashSet<>();
        all.forEach(p -> names.add(StudyInput.number(p)));
        if (names.size() < all.size() || all.contains(NptScript.ATMOSPHERE)) {
            throw node.fault(
                    "expected each pressure once, and not the atmosphere that comes first");
        }
        return all;
    }

    private static void checkName(YamlNode node, String name) {
        if (!name.matches(NAME)) {
            throw node.fault(
                    "expected a name of letters, digits, '-', '_' and '.': '" + name + "'");
        }
    }

    /** The structure, if it has elements of the training input only. */
    private Structure known(YamlNode node, Structure s) {
        if (!train.elements().containsAll(s.elements())) {
            throw node.fault("expected only elements of the training input, found " + s.formula());
        }
        return s;
    }

    private List<Path> paths(YamlNode node) {
        return node.texts().stream().map(folder::resolve).toList();
    }
}
