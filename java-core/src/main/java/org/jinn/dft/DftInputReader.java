package org.jinn.dft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jinn.dataset.Dataset;
import org.jinn.format.ReadOptions;
import org.jinn.input.YamlNode;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Structure;

/** Reads the input of {@code jinn dft}. */
final class DftInputReader {
    private static final Path DEBIAN = Path.of("/usr/share/espresso/pseudo");

    /** Keys of pw.x's namelist SYSTEM that have their own place here, or follow from it. */
    private static final List<String> OWN =
            List.of("ibrav", "nat", "ntyp", "ecutwfc", "occupations", "smearing", "degauss");

    private final Path folder;
    private final YamlNode top;
    private final List<Dynamics> dynamics = new ArrayList<>();
    private Structure start;

    DftInputReader(Path file) throws IOException {
        folder = file.toAbsolutePath().getParent();
        top = YamlNode.read(file);
        List.of(
                        "structure",
                        "pseudopotentials",
                        "pseudo_dir",
                        "cutoff",
                        "kpoints",
                        "smearing",
                        "threshold",
                        "system",
                        "output",
                        "run",
                        "sets")
                .forEach(top::get);
        top.refuseUnknown(List.of());
    }

    DftInput read() throws IOException {
        start = start(top.get("structure"));
        List<DftInput.Batch> batches = new ArrayList<>();
        YamlNode sets = top.get("sets");
        if (sets.keys().isEmpty()) {
            throw sets.fault("expected sets of structures, such as rattle: {count: 20}");
        }
        for (String name : sets.keys()) {
            DftInput.Batch batch = batch(name, sets.get(name));
            if (batch != null) {
                batches.add(batch);
            }
        }
        Path pseudo = pseudoFolder();
        YamlNode smearing = top.get("smearing");
        boolean fixed = smearing.isScalar() && smearing.text("").equals("none");
        YamlNode run = top.get("run");
        int nice = run.get("nice").whole(0, 0, 19);
        List<String> launch = new ArrayList<>();
        if (nice > 0) {
            launch.addAll(List.of("nice", "-n", Integer.toString(nice)));
        }
        launch.addAll(List.of(run.get("launch").text("pw.x -in {input}").split("\\s+")));
        if (launch.stream().noneMatch(w -> w.contains("{input}"))) {
            throw run.get("launch").fault("expected {input} where the name of the input belongs");
        }
        int jobs = run.get("jobs").whole(Runtime.getRuntime().availableProcessors(), 1, 10_000);
        run.refuseUnknown(List.of());
        String word =
                fixed ? null : smearing.get("type").word("gaussian", "gaussian", "mp", "mv", "fd");
        double width = fixed ? 0 : smearing.get("width").number(0.005, 1e-6, 1);
        if (!fixed) {
            smearing.refuseUnknown(List.of());
        }
        return new DftInput(
                pseudopotentials(batches, pseudo),
                pseudo,
                required(top.get("cutoff"), "the cutoff of wave functions in Ry, such as 20")
                        .number(0, 1, 10_000),
                kmesh(top.get("kpoints")),
                word,
                width,
                top.get("threshold").number(1e-8, 1e-16, 1e-2),
                system(top.get("system")),
                folder.resolve(top.get("output").text("dft")),
                launch,
                jobs,
                batches,
                dynamics);
    }

    private Structure start(YamlNode node) throws IOException {
        if (!node.present()) {
            return null; // enough for structures that are read
        }
        Structure s;
        if (node.get("file").present()) {
            s = read(node.get("file"), 1).get(0);
        } else {
            node.get("prototype").word("diamond", "diamond");
            s =
                    Recipe.diamond(
                            element(node.get("element"), node.get("element").text("")),
                            required(node.get("a"), "the lattice constant in angstrom")
                                    .number(0, 1, 100));
        }
        node.refuseUnknown(List.of());
        return s;
    }

    private static YamlNode required(YamlNode node, String what) {
        if (!node.present()) {
            throw node.fault("expected " + what);
        }
        return node;
    }

    private static Element element(YamlNode node, String symbol) {
        return Element.find(symbol)
                .orElseThrow(() -> node.fault("not a chemical element: '" + symbol + "'"));
    }

    /** Every {@code every}-th structure of the files that a key names. */
    private List<Structure> read(YamlNode files, int every) throws IOException {
        List<Path> paths = files.texts().stream().map(folder::resolve).toList();
        List<Element> types = new ArrayList<>();
        for (String symbol : top.get("pseudopotentials").keys()) {
            types.add(element(top.get("pseudopotentials"), symbol));
        }
        // energies of other programs do not matter here
        Dataset data = Dataset.read(paths, new ReadOptions(true, types));
        if (!data.rejected().isEmpty()) {
            throw files.fault(data.rejected().get(0).sentence());
        }
        if (data.frames().isEmpty()) {
            throw files.fault("no structure found: " + files.texts());
        }
        List<Structure> out = new ArrayList<>();
        for (int i = 0; i < data.frames().size(); i += every) {
            Frame frame = data.frames().get(i);
            for (int k = 0; k < 3; k++) {
                if (!frame.structure().cell().periodic(k)) {
                    throw files.fault("the cell must be periodic: " + frame.origin());
                }
            }
            out.add(frame.structure());
        }
        return out;
    }

    /** The structures of a set; {@code null} for dynamics, which are kept beside. */
    private DftInput.Batch batch(String name, YamlNode node) throws IOException {
        if (!name.matches("[A-Za-z][A-Za-z0-9_-]*[A-Za-z]|[A-Za-z]")) {
            throw node.fault("the name of a set must be letters: it becomes the group's");
        }
        String protocol = node.get("protocol").text(name);
        if (!List.of("label", "strain", "rattle", "vacancy", "aimd").contains(protocol)) {
            throw node.get("protocol").present()
                    ? node.get("protocol")
                            .fault(
                                    "expected one of label, strain, rattle, vacancy, aimd: "
                                            + protocol)
                    : node.fault("expected protocol: label, strain, rattle, vacancy or aimd");
        }
        if (protocol.equals("label")) {
            List<Structure> read =
                    read(
                            required(node.get("files"), "the files with the structures"),
                            node.get("every").whole(1, 1, 1_000_000_000));
            node.refuseUnknown(List.of());
            return new DftInput.Batch(name, read, null);
        }
        if (start == null) {
            throw top.get("structure")
                    .fault("expected {prototype: diamond, element: Si, a: 5.43} or {file: FILE}");
        }
        int[] times = three(node.get("cell"), "1x1x1", 100);
        double edge = Math.cbrt(node.get("volume").number(1, 0.1, 10)) - 1;
        Structure cell =
                Recipe.repeated(start, times)
                        .strained(new double[] {edge, 0, 0, 0, edge, 0, 0, 0, edge});
        if (protocol.equals("aimd")) {
            dynamics.add(dynamics(name, node, cell));
            node.refuseUnknown(List.of());
            return null;
        }
        if (protocol.equals("vacancy") && cell.size() < 2) {
            throw node.fault("nothing is left without an atom: make the cell larger");
        }
        Recipe recipe =
                protocol.equals("strain") ? strain(cell, node) : rattle(cell, node, protocol);
        node.refuseUnknown(List.of());
        return new DftInput.Batch(name, recipe.structures(), cell);
    }

    private Dynamics dynamics(String name, YamlNode node, Structure cell) {
        String after = node.get("after").text(null);
        Structure begin = cell;
        if (after != null) {
            begin =
                    dynamics.stream()
                            .filter(d -> d.name().equals(after))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            node.get("after")
                                                    .fault("no aimd set above is called " + after))
                            .start();
            if (node.get("cell").present() || node.get("volume").present()) {
                throw node.get("after").fault("the cell is that of " + after + "; remove it here");
            }
        }
        if (begin.size() < 2) {
            throw node.fault("a single atom has no motion of its own: make the cell larger");
        }
        double from = required(node.get("temperature"), "a temperature in K").number(0, 0, 100_000);
        double to = node.get("to").number(from, 0, 100_000);
        double dt = node.get("dt").number(1, 0.01, 20);
        YamlNode time = node.get("time");
        YamlNode rate = node.get("rate");
        if (time.present() == rate.present() || rate.present() && from == to) {
            throw node.fault("expected either time: 5, in ps, or to: 300 and rate: 70, in K/ps");
        }
        double ps =
                time.present()
                        ? time.number(0, 1e-6, 1e6)
                        : Math.abs(from - to) / rate.number(0, 1e-6, 1e9);
        return new Dynamics(
                name,
                begin,
                after,
                from,
                to,
                Math.max(1, Math.round(1000 * ps / dt)),
                dt,
                (int) Math.round(node.get("every").number(20, 0, 1e6) / dt),
                (int) Math.max(1, Math.round(node.get("chunk").number(100, 1e-3, 1e6) / dt)),
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
        List<String> words = sizes.present() ? sizes.texts() : List.of("0.1");
        double[] displacement = new double[words.size()];
        for (int i = 0; i < displacement.length; i++) {
            try {
                displacement[i] = Double.parseDouble(words.get(i));
            } catch (NumberFormatException e) {
                displacement[i] = -1;
            }
            if (!(displacement[i] >= 0 && displacement[i] < 5)) {
                throw sizes.fault("expected angstrom from 0 to 5, found '" + words.get(i) + "'");
            }
        }
        return new Recipe.Rattle(
                cell,
                node.get("count").whole(20, 1, 1_000_000),
                displacement,
                node.get("strain").number(protocol.equals("rattle") ? 0.02 : 0, 0, 0.5),
                protocol.equals("vacancy") ? 1 : 0,
                node.get("seed").whole(1, 0, Integer.MAX_VALUE));
    }

    private KMesh kmesh(YamlNode node) {
        boolean shifted = node.get("shift").truth(false);
        YamlNode mesh = node.get("mesh");
        KMesh k;
        if (mesh.present() == node.get("spacing").present()) {
            throw node.fault(
                    "expected either mesh: 4x4x4, of the starting structure, or spacing: 0.2, in"
                            + " 1/angstrom");
        }
        if (mesh.present()) {
            if (start == null) {
                throw mesh.fault("a mesh is that of 'structure', and there is none; use spacing");
            }
            k = new KMesh(three(mesh, "", 1000), start.cell(), 0, shifted);
        } else {
            k = new KMesh(null, null, node.get("spacing").number(0, 1e-3, 100), shifted);
        }
        node.refuseUnknown(List.of());
        return k;
    }

    private static int[] three(YamlNode node, String otherwise, int most) {
        String word = node.text(otherwise);
        String[] parts = word.strip().split("\\s*x\\s*|\\s+");
        int[] out = new int[3];
        for (int i = 0; i < 3; i++) {
            boolean number = parts.length == 3 && parts[i].matches("[1-9]\\d{0,3}");
            out[i] = number ? Integer.parseInt(parts[i]) : 0;
            if (out[i] < 1 || out[i] > most) {
                throw node.fault("expected three numbers such as 2x2x2, found '" + word + "'");
            }
        }
        return out;
    }

    private Path pseudoFolder() {
        String environment = System.getenv("ESPRESSO_PSEUDO");
        YamlNode node = top.get("pseudo_dir");
        Path path =
                node.present()
                        ? folder.resolve(node.text(""))
                        : environment != null ? Path.of(environment) : DEBIAN;
        path = path.normalize();
        if (path.toString().indexOf('\'') >= 0) {
            throw node.fault("pw.x cannot read a folder with a quote in its name: " + path);
        }
        return path;
    }

    private Map<Element, String> pseudopotentials(List<DftInput.Batch> batches, Path pseudo) {
        YamlNode node = top.get("pseudopotentials");
        Map<Element, String> out = new LinkedHashMap<>();
        for (String symbol : node.keys()) {
            YamlNode file = node.get(symbol);
            String name = file.text("");
            if (!name.matches("[^\\s/']+")) {
                throw file.fault("expected a file name without folder: see pseudo_dir");
            }
            if (!Files.isReadable(pseudo.resolve(name))) {
                throw file.fault(
                        "no pseudopotential "
                                + pseudo.resolve(name)
                                + "; put it there, or name its folder with pseudo_dir");
            }
            out.put(element(file, symbol), name);
        }
        TreeSet<Element> needed = new TreeSet<>();
        dynamics.forEach(d -> needed.addAll(d.start().elements()));
        batches.forEach(b -> b.structures().forEach(s -> needed.addAll(s.elements())));
        needed.removeAll(out.keySet());
        if (!needed.isEmpty()) {
            throw node.fault("expected one for " + needed.first().symbol());
        }
        return out;
    }

    private static Map<String, String> system(YamlNode node) {
        Map<String, String> out = new LinkedHashMap<>();
        for (String key : node.keys()) {
            String value = node.get(key).text("");
            if (OWN.contains(key)) {
                throw node.get(key).fault("is not to be set here: it follows from the other keys");
            }
            boolean bare = value.matches("[-+.\\d][-+.\\deEdD]*|\\.(true|false)\\.");
            boolean truth = value.equals("true") || value.equals("false");
            out.put(key, bare ? value : truth ? "." + value + "." : "'" + value + "'");
        }
        return out;
    }
}
