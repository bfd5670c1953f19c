package org.jinn.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jinn.structure.FormatException;
import org.jinn.system.WholeFile;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value in a YAML file that knows its line: a scalar, a list, or a mapping. Keys that are asked
 * for are remembered, so that the rest can be named as unknown.
 */
public final class YamlNode {
    private static final int DEEPEST = 8;

    private final String file;
    private final int line;
    private final String name;
    private final String scalar;
    private final List<YamlNode> list;
    private final Map<String, YamlNode> map;
    private final List<String> known = new ArrayList<>();

    private YamlNode(
            String file,
            int line,
            String name,
            String scalar,
            List<YamlNode> list,
            Map<String, YamlNode> map) {
        this.file = file;
        this.line = line;
        this.name = name;
        this.scalar = scalar;
        this.list = list;
        this.map = map;
    }

    /**
     * Reads a file whose top level is a mapping.
     *
     * @throws FormatException naming the line, if it is not YAML
     */
    public static YamlNode read(Path path) throws IOException {
        String file = path.toString();
        String text = String.join("\n", WholeFile.lines(path));
        YamlNode top;
        try {
            Node node =
                    new Compose(LoadSettings.builder().build())
                            .composeString(text)
                            .orElseThrow(() -> new FormatException(file, 0, "the file is empty"));
            top = of(file, "", node);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(m -> m.getLine() + 1).orElse(0);
            boolean pattern =
                    text.lines().skip(Math.max(0, line - 1)).findFirst().orElse("").contains("*");
            throw new FormatException(
                    file,
                    line,
                    "not YAML: "
                            + e.getProblem()
                            + (pattern ? "; a name that begins with * or { needs quotes" : ""));
        } catch (YamlEngineException e) {
            throw new FormatException(file, 0, "not YAML: " + e.getMessage());
        }
        if (top.map == null) {
            throw new FormatException(file, top.line, "expected 'key: value' lines");
        }
        return top;
    }

    private static YamlNode of(String file, String name, Node node) {
        return of(file, name, node, 0);
    }

    private static YamlNode of(String file, String name, Node node, int depth) {
        int line = line(node);
        if (depth > DEEPEST) {
            // an alias within its own anchor never ends
            throw new FormatException(file, line, "expected at most " + DEEPEST + " levels");
        }
        if (node instanceof ScalarNode s) {
            return new YamlNode(file, line, name, s.getValue().trim(), null, null);
        }
        if (node instanceof SequenceNode s) {
            List<YamlNode> list = new ArrayList<>();
            s.getValue().forEach(n -> list.add(of(file, name, n, depth + 1)));
            return new YamlNode(file, line, name, null, list, null);
        }
        Map<String, YamlNode> map = new LinkedHashMap<>();
        for (NodeTuple t : ((MappingNode) node).getValue()) {
            if (!(t.getKeyNode() instanceof ScalarNode k)) {
                throw new FormatException(file, line, "a key must be a word");
            }
            String key = k.getValue();
            if (map.put(key, of(file, key, t.getValueNode(), depth + 1)) != null) {
                throw new FormatException(file, line(k), "the key '" + key + "' stands twice");
            }
        }
        return new YamlNode(file, line, name, null, null, map);
    }

    private static int line(Node node) {
        return node.getStartMark().map(m -> m.getLine() + 1).orElse(0);
    }

    private static YamlNode absent(YamlNode parent, String name) {
        return new YamlNode(parent.file, parent.line, name, null, null, null);
    }

    /** An error, to be thrown, that names the file, the line and the key of this value. */
    public FormatException fault(String message) {
        return new FormatException(
                file, line, (name.isEmpty() ? "" : "'" + name + "': ") + message);
    }

    /** Whether the file gave a value ({@code null} and {@code ~} count as none). */
    public boolean present() {
        return list != null
                || map != null
                || (scalar != null
                        && !scalar.isEmpty()
                        && !scalar.equals("~")
                        && !scalar.equalsIgnoreCase("null")
                        && !scalar.equals("None"));
    }

    /** The value of a key; not {@link #present} if the file has none. */
    public YamlNode get(String key) {
        known.add(key);
        if (map == null) {
            if (present()) {
                throw fault("expected a mapping with '" + key + "'");
            }
            return absent(this, key);
        }
        YamlNode value = map.get(key);
        return value == null ? absent(this, key) : value;
    }

    /** Counts a key among the known ones without looking at it. */
    public void know(String key) {
        known.add(key);
    }

    /** Whether the value is a single one, or absent. */
    public boolean isScalar() {
        return list == null && map == null;
    }

    /** Whether the value is this word, in any case, even if it is one that counts as none. */
    public boolean is(String word) {
        return word.equalsIgnoreCase(scalar);
    }

    /** Whether the value is a list. */
    public boolean isList() {
        return list != null;
    }

    /** The keys in the file, in order. */
    public List<String> keys() {
        if (map == null && present()) {
            throw fault("expected a mapping");
        }
        return map == null ? List.of() : List.copyOf(map.keySet());
    }

    /** A single value as written, trimmed; {@code otherwise} if absent. */
    public String text(String otherwise) {
        if (!present()) {
            return otherwise;
        }
        if (scalar == null) {
            throw fault("expected a single value, found a " + (list == null ? "mapping" : "list"));
        }
        return scalar;
    }

    /** One of a few words, in any case; {@code otherwise}, one of them, if absent. */
    public String word(String otherwise, String... allowed) {
        String word = text(otherwise);
        for (String a : allowed) {
            if (a.equalsIgnoreCase(word)) {
                return a;
            }
        }
        throw fault("expected one of " + List.of(allowed) + ", found '" + word + "'");
    }

    /**
     * A list of words, none of them empty; a single word is a list of one. Only an absent value is
     * an empty list.
     */
    public List<String> texts() {
        if (!present()) {
            return List.of();
        }
        List<String> texts =
                list == null ? List.of(text("")) : list.stream().map(n -> n.text("")).toList();
        if (texts.isEmpty() || texts.contains("")) {
            throw fault("expected something in its list, found " + texts);
        }
        return texts;
    }

    /** True or false, in YAML's words or Fortran's; {@code otherwise} if absent. */
    public boolean truth(boolean otherwise) {
        String word = text(Boolean.toString(otherwise)).toLowerCase(java.util.Locale.ROOT);
        return switch (word) {
            case "true", "t", ".t.", "yes", "on" -> true;
            case "false", "f", ".f.", "no", "off" -> false;
            default -> throw fault("expected true or false, found '" + word + "'");
        };
    }

    /** A number, both bounds allowed; {@code otherwise}, unchecked, if absent. */
    public double number(double otherwise, double low, double high) {
        if (!present()) {
            return otherwise;
        }
        return number(text(""), low, high, "a number");
    }

    /** A whole number, both bounds allowed; {@code otherwise} if absent. */
    public int whole(int otherwise, int low, int high) {
        double v = number(otherwise, low, high);
        if (v != Math.rint(v)) {
            throw fault("expected a whole number, found '" + text("") + "'");
        }
        return (int) v;
    }

    /** Three whole numbers from 1 on, such as {@code 2x2x2}; {@code otherwise} if absent. */
    public int[] three(String otherwise, int most) {
        String word = text(otherwise);
        String[] parts = word.strip().split("\\s*x\\s*|\\s+");
        int[] out = new int[3];
        for (int i = 0; i < 3; i++) {
            boolean number = parts.length == 3 && parts[i].matches("[1-9]\\d{0,3}");
            out[i] = number ? Integer.parseInt(parts[i]) : 0;
            if (out[i] < 1 || out[i] > most) {
                throw fault("expected three numbers such as 2x2x2, found '" + word + "'");
            }
        }
        return out;
    }

    /**
     * Refuses keys other than these, before any is read: a misspelt one is told before what it
     * seems to leave out.
     */
    public void only(String... keys) {
        known.addAll(List.of(keys));
        refuseUnknown();
    }

    /** Numbers from {@code low} to {@code high}; none without a value. */
    public double[] numbers(double low, double high, String unit) {
        return texts().stream().mapToDouble(word -> number(word, low, high, unit)).toArray();
    }

    private double number(String word, double low, double high, String what) {
        try {
            double v = Double.parseDouble(word);
            if (v >= low && v <= high) {
                return v;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw fault("expected " + what + " from " + low + " to " + high + ", found '" + word + "'");
    }

    /**
     * A command, a word an entry. A program with a slash is relative to {@code folder}: it is
     * started in another one.
     */
    public List<String> command(String otherwise, Path folder) {
        List<String> words = new ArrayList<>(List.of(text(otherwise).strip().split("\\s+")));
        words.remove("");
        if (!words.isEmpty() && words.get(0).contains("/")) {
            words.set(0, folder.resolve(words.get(0)).toString());
        }
        return words;
    }

    /** Refuses keys that were never asked for, naming the nearest known one. */
    public void refuseUnknown() {
        for (String key : keys()) {
            if (known.contains(key)) {
                continue;
            }
            String nearest = "";
            int best = Integer.MAX_VALUE;
            for (String candidate : known) {
                int d = distance(key.toLowerCase(java.util.Locale.ROOT), candidate);
                if (d < best) {
                    best = d;
                    nearest = candidate;
                }
            }
            throw map.get(key).fault("unknown key; the nearest known one is '" + nearest + "'");
        }
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
