package org.jinn.dft;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jinn.input.YamlNode;
import org.jinn.structure.Element;
import org.jinn.structure.Structure;

/** Reads the starting structure and the sets of the input of {@code jinn dft}. */
final class SetsReader {
    private final Path folder;
    private final YamlNode top;
    private final Structure start;
    private final List<DftInput.Batch> batches = new ArrayList<>();
    private final List<Dynamics> dynamics = new ArrayList<>();

    /**
     * Reads the starting structure and all sets.
     *
     * @param top the whole input
     * @param folder that paths are relative to
     * @param needed whether there must be sets; if not, none is read
     */
    SetsReader(YamlNode top, Path folder, boolean needed) throws IOException {
        this.folder = folder;
        this.top = top;
        start = start(top.get("structure"));
        YamlNode sets = top.get("sets");
        if (needed && sets.keys().isEmpty()) {
            throw sets.fault("expected sets of structures, such as rattle: {count: 20}");
        }
        if (!needed) {
            return;
        }
        for (String name : sets.keys()) {
            DftInput.Batch batch = batch(name, sets.get(name));
            if (batch != null) {
                batches.add(batch);
            }
        }
    }

    /** The starting structure, or {@code null}. */
    Structure start() {
        return start;
    }

    List<DftInput.Batch> batches() {
        return batches;
    }

    List<Dynamics> dynamics() {
        return dynamics;
    }

    private Structure start(YamlNode node) throws IOException {
        if (!node.present()) {
            return null; // enough for structures that are read
        }
        Structure s;
        if (node.get("file").present()) {
            s = StructureFiles.last(node.get("file"), folder, types());
        } else {
            node.get("prototype").word("diamond", "diamond");
            s =
                    Recipe.diamond(
                            DftInputReader.element(
                                    node.get("element"), node.get("element").text("")),
                            DftInputReader.required(
                                            node.get("a"), "the lattice constant in angstrom")
                                    .number(0, 1, 100));
        }
        node.refuseUnknown();
        return s;
    }

    /** The elements of the pseudopotentials, in their order. */
    private List<Element> types() {
        YamlNode files = top.get("pseudopotentials");
        return files.keys().stream().map(symbol -> DftInputReader.element(files, symbol)).toList();
    }

    /** The structures of a set; {@code null} for dynamics, which are kept beside. */
    private DftInput.Batch batch(String name, YamlNode node) throws IOException {
        DftInput.checkGroup(name, node, "set");
        String protocol = node.get("protocol").text(name);
        YamlNode named = node.get("protocol").present() ? node.get("protocol") : node;
        if (protocol.equals("sample")) {
            throw named.fault(
                    "frames that LAMMPS proposes are labelled by 'jinn learn'; 'rounds: 1' there is"
                            + " one sampling");
        }
        if (!List.of("label", "strain", "rattle", "vacancy", "aimd").contains(protocol)) {
            throw named.fault(
                    "expected protocol: label, strain, rattle, vacancy or aimd: " + protocol);
        }
        if (protocol.equals("label")) {
            List<Structure> all = StructureFiles.read(node.get("files"), folder, types());
            int every = node.get("every").whole(1, 1, 1_000_000_000);
            List<Structure> some =
                    IntStream.range(0, all.size())
                            .filter(i -> i % every == 0)
                            .mapToObj(all::get)
                            .toList();
            node.refuseUnknown();
            return new DftInput.Batch(name, some, null);
        }
        if (start == null) {
            throw top.get("structure")
                    .fault("expected {prototype: diamond, element: Si, a: 5.43} or {file: FILE}");
        }
        int[] times = node.get("cell").three("1x1x1", 100);
        double edge = Math.cbrt(node.get("volume").number(1, 0.1, 10)) - 1;
        Structure cell =
                start.repeated(times).strained(new double[] {edge, 0, 0, 0, edge, 0, 0, 0, edge});
        if (protocol.equals("aimd")) {
            dynamics.add(dynamics(name, node, cell));
            node.refuseUnknown();
            return null;
        }
        if (protocol.equals("vacancy") && cell.size() < 2) {
            throw node.fault("nothing is left without an atom: make the cell larger");
        }
        Recipe recipe =
                protocol.equals("strain") ? strain(cell, node) : rattle(cell, node, protocol);
        node.refuseUnknown();
        if (recipe.structures().isEmpty()) {
            throw node.fault("no structure comes of it: expected a strain above 0");
        }
        return new DftInput.Batch(name, recipe.structures(), cell);
    }

    private Dynamics dynamics(String name, YamlNode node, Structure cell) {
        String word = node.get("after").text(null);
        Dynamics after = null;
        if (word != null) {
            after =
                    dynamics.stream()
                            .filter(d -> d.name().equals(word))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            node.get("after")
                                                    .fault("no aimd set above is called " + word));
            if (node.get("cell").present() || node.get("volume").present()) {
                throw node.get("after").fault("the cell is that of " + word + "; remove it here");
            }
        }
        Structure begin = after == null ? cell : after.start();
        if (begin.size() < 2) {
            throw node.fault("a single atom has no motion of its own: make the cell larger");
        }
        Schedule schedule = Schedule.read(node);
        return new Dynamics(
                name,
                begin,
                after,
                schedule,
                (int)
                        Math.max(
                                1,
                                Math.round(
                                        node.get("chunk").number(100, 1e-3, 1e6) / schedule.dt())),
                node.get("tau").number(100, 1e-3, 1e9),
                node.get("seed").whole(1, 0, Integer.MAX_VALUE));
    }

    private static Recipe strain(Structure cell, YamlNode node) {
        List<String> kinds = new ArrayList<>();
        for (String kind : node.get("kinds").texts()) {
            if (!Recipe.Strain.KINDS.contains(kind)) {
                throw node.get("kinds").fault("expected some of " + Recipe.Strain.KINDS);
            }
            kinds.add(kind);
        }
        return new Recipe.Strain(
                cell,
                node.get("strain").number(0.05, 0, 0.5),
                node.get("points").whole(7, 1, 1000),
                kinds.isEmpty() ? Recipe.Strain.KINDS : kinds);
    }

    private static Recipe rattle(Structure cell, YamlNode node, String protocol) {
        YamlNode sizes = node.get("displacement");
        double[] displacement = sizes.numbers(0, 5, "angstrom");
        return new Recipe.Rattle(
                cell,
                node.get("count").whole(20, 1, 1_000_000),
                displacement.length > 0 ? displacement : new double[] {0.1},
                node.get("strain").number(protocol.equals("rattle") ? 0.02 : 0, 0, 0.5),
                protocol.equals("vacancy") ? 1 : 0,
                node.get("seed").whole(1, 0, Integer.MAX_VALUE));
    }
}
