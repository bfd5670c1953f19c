package org.jinn.dft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jinn.input.YamlNode;
import org.jinn.structure.Element;
import org.jinn.structure.Structure;
import org.jinn.system.Digest;

/** Reads the input of {@code jinn dft}; its sets are read by {@link SetsReader}. */
final class DftInputReader {
    private static final Path DEBIAN = Path.of("/usr/share/espresso/pseudo");

    /** Keys of pw.x's namelist SYSTEM that have their own place here, or follow from it. */
    private static final List<String> OWN =
            List.of("ibrav", "nat", "ntyp", "ecutwfc", "occupations", "smearing", "degauss");

    /** Words that start a program on several processors. */
    private static final Set<String> PARALLEL =
            Set.of(
                    "mpirun",
                    "mpiexec",
                    "mpiexec.hydra",
                    "orterun",
                    "prun",
                    "srun",
                    "aprun",
                    "jsrun");

    private final Path folder;
    private final YamlNode top;

    DftInputReader(Path file) throws IOException {
        folder = file.toAbsolutePath().getParent();
        top = YamlNode.read(file);
        top.only(
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
                "sets");
    }

    /** Reads all; {@code setsNeeded}: there must be something to label. */
    DftInput read(boolean setsNeeded) throws IOException {
        SetsReader sets = new SetsReader(top, folder, setsNeeded);
        Path pseudo = pseudoFolder();
        YamlNode smearing = top.get("smearing");
        boolean fixed = smearing.is("none");
        YamlNode run = top.get("run");
        List<String> launch = launch(run);
        int jobs = run.get("jobs").whole(jobs(launch), 1, 10_000);
        run.refuseUnknown();
        String word =
                fixed ? null : smearing.get("type").word("gaussian", "gaussian", "mp", "mv", "fd");
        double width = fixed ? 0 : smearing.get("width").number(0.005, 1e-6, 1);
        if (!fixed) {
            smearing.refuseUnknown();
        }
        return new DftInput(
                pseudopotentials(sets, pseudo),
                pseudo,
                required(top.get("cutoff"), "the cutoff of wave functions in Ry, such as 20")
                        .number(0, 1, 10_000),
                kmesh(top.get("kpoints"), sets.start()),
                word,
                width,
                top.get("threshold").number(1e-8, 1e-16, 1e-2),
                system(top.get("system")),
                folder.resolve(top.get("output").text("dft")),
                launch,
                jobs,
                sets.batches(),
                sets.dynamics());
    }

    /** As many as there are processors; of commands that start several processes one. */
    private static int jobs(List<String> launch) {
        boolean parallel =
                launch.stream()
                        .map(word -> word.substring(word.lastIndexOf('/') + 1))
                        .anyMatch(PARALLEL::contains);
        return parallel ? 1 : Runtime.getRuntime().availableProcessors();
    }

    /** The command that starts pw.x, a word an entry. */
    private List<String> launch(YamlNode run) {
        List<String> launch = new ArrayList<>();
        int nice = run.get("nice").whole(0, 0, 19);
        if (nice > 0) {
            launch.addAll(List.of("nice", "-n", Integer.toString(nice)));
        }
        launch.addAll(run.get("launch").command("pw.x -in {input}", folder));
        if (launch.stream().noneMatch(w -> w.contains("{input}"))) {
            throw run.get("launch").fault("expected {input} where the name of the input belongs");
        }
        if (run.get("launch").text("").matches(".*(['\"]|\\s[<>|&;]).*")) {
            throw run.get("launch")
                    .fault(
                            "no shell reads it: expected words without quotes and redirections,"
                                    + " such as pw.x -in {input}, or the name of a script");
        }
        return launch;
    }

    private static KMesh kmesh(YamlNode node, Structure start) {
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
            k = new KMesh(mesh.three("", 1000), start.cell(), 0, shifted);
        } else {
            k = new KMesh(null, null, node.get("spacing").number(0, 1e-3, 100), shifted);
        }
        node.refuseUnknown();
        return k;
    }

    private Path pseudoFolder() {
        String environment = System.getenv("ESPRESSO_PSEUDO");
        YamlNode node = top.get("pseudo_dir");
        Path path =
                node.present()
                        ? folder.resolve(node.text(""))
                        : environment != null ? Path.of(environment) : DEBIAN;
        path = path.toAbsolutePath().normalize(); // pw.x starts in another folder
        if (path.toString().indexOf('\'') >= 0) {
            throw node.fault("pw.x cannot read a folder with a quote in its name: " + path);
        }
        return path;
    }

    private Map<Element, DftInput.Pseudopotential> pseudopotentials(SetsReader sets, Path pseudo)
            throws IOException {
        YamlNode node = top.get("pseudopotentials");
        Map<Element, DftInput.Pseudopotential> out = new LinkedHashMap<>();
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
                                + "; put it there, or name its folder with pseudo_dir (Debian has"
                                + " some in quantum-espresso-data)");
            }
            String sum = Digest.of("MD5", Files.readAllBytes(pseudo.resolve(name)));
            out.put(element(file, symbol), new DftInput.Pseudopotential(name, sum));
        }
        TreeSet<Element> needed = new TreeSet<>();
        sets.dynamics().forEach(d -> needed.addAll(d.start().elements()));
        sets.batches().forEach(b -> b.structures().forEach(s -> needed.addAll(s.elements())));
        needed.removeAll(out.keySet());
        if (!needed.isEmpty()) {
            throw node.fault("expected one for " + needed.first().symbol());
        }
        return out;
    }

    private static Map<String, String> system(YamlNode node) {
        Map<String, String> out = new LinkedHashMap<>();
        for (String key : node.keys()) {
            YamlNode given = node.get(key);
            String value = given.text("");
            if (OWN.contains(key.toLowerCase(Locale.ROOT))) {
                throw given.fault("is not to be set here: it follows from the other keys");
            }
            if (!key.matches("[A-Za-z_]\\w*(\\([\\d, ]+\\))?")) {
                throw given.fault("expected a key of pw.x, such as nspin or Hubbard_U(1)");
            }
            if (value.isEmpty() || value.matches("(?s).*['\\n].*")) {
                throw given.fault("expected a number, a word, true or false, without quotes");
            }
            boolean bare = value.matches("[-+.\\d][-+.\\deEdD]*|(?i)\\.(true|false)\\.");
            boolean truth = value.matches("(?i)true|false");
            boolean cutoff = DftInput.OTHER_CUTOFFS.contains(key.toLowerCase(Locale.ROOT));
            if (cutoff && !value.matches("\\d+\\.?\\d*([eEdD][-+]?\\d+)?")) {
                throw given.fault("expected a cutoff in Ry, such as 160");
            }
            out.put(
                    cutoff ? key.toLowerCase(Locale.ROOT) : key,
                    bare ? value : truth ? "." + value + "." : "'" + value + "'");
        }
        return out;
    }

    static YamlNode required(YamlNode node, String what) {
        if (!node.present()) {
            throw node.fault("expected " + what);
        }
        return node;
    }

    static Element element(YamlNode node, String symbol) {
        return Element.find(symbol)
                .orElseThrow(() -> node.fault("not a chemical element: '" + symbol + "'"));
    }
}
