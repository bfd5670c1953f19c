package org.jinn.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.format.ReadOptions;
import org.jinn.structure.FormatException;
import org.jinn.structure.Frame;
import org.jinn.system.WholeFile;

/**
 * SIMPLE-NN's list of files: {@code [ group : weight ]} lines, and below each the files of that
 * group with the frames to take.
 *
 * <pre>
 * [ crystal ]
 * runs/crystal_{1..10}/OUTCAR ::
 * [ liquid : 3.0 ]
 * runs/liquid/OUTCAR 100:2000:20
 * </pre>
 *
 * Frames are Python slices or single numbers, counted from 0, negative ones from the end; {@code :}
 * takes all. Braces expand as in a shell.
 */
public final class StructureList {
    /** Most names that one line may expand to. */
    private static final int MOST_NAMES = 1_000_000;

    private record Entry(Path file, Slice slice, String group, double weight) {}

    private final Path list;
    private final List<Entry> entries = new ArrayList<>();

    private StructureList(Path list) {
        this.list = list;
    }

    /**
     * Reads a list and all frames it names. Paths in it are relative to its folder.
     *
     * @throws FormatException naming the line of the first fault of the list
     */
    public static Dataset read(Path file, ReadOptions options) throws IOException {
        StructureList list = new StructureList(file);
        list.parse();
        return list.frames(options);
    }

    private void parse() throws IOException {
        Path folder = list.toAbsolutePath().getParent();
        Map<String, Double> weights = new HashMap<>();
        String group = "None";
        double weight = 1;
        int number = 0;
        for (String raw : WholeFile.lines(list)) {
            number++;
            String line = raw.trim();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                String inner = line.substring(1, line.length() - 1).trim();
                int colon = inner.lastIndexOf(':');
                group = colon < 0 ? inner : inner.substring(0, colon).trim();
                weight = colon < 0 ? 1 : weight(inner.substring(colon + 1).trim(), number);
                Double before = weights.putIfAbsent(group, weight);
                if (before != null && before != weight) {
                    throw fault(
                            number,
                            "the group '" + group + "' has the weight " + before + " above");
                }
                continue;
            }
            String[] words = line.split("\\s+");
            if (words.length > 2) {
                throw fault(number, "expected a file and the frames to take, such as ':'");
            }
            Slice slice = slice(words.length == 2 ? words[1] : ":", number);
            for (String name : expand(words[0], number)) {
                Path path = folder.resolve(name);
                if (!Files.exists(path)) {
                    throw fault(number, "no such file: " + name);
                }
                if (Files.isDirectory(path)) {
                    throw fault(number, "expected a file, found a folder: " + name);
                }
                entries.add(new Entry(path, slice, group, weight));
            }
        }
        if (entries.isEmpty()) {
            throw fault(number, "expected lines with files");
        }
    }

    private double weight(String word, int line) {
        try {
            double weight = Double.parseDouble(word);
            if (weight >= 0 && weight <= 1e9) {
                return weight;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw fault(line, "expected a weight from 0 on, found '" + word + "'");
    }

    private Dataset frames(ReadOptions options) throws IOException {
        List<Frame> frames = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        for (Entry entry : entries) {
            List<FrameResult> all = new ArrayList<>();
            Inputs.read(entry.file, options, all::add);
            for (int n : entry.slice.of(all.size())) {
                if (all.get(n) instanceof Accepted accepted) {
                    Frame frame = accepted.frame().with(Frame.GROUP, entry.group);
                    frames.add(
                            entry.weight == 1
                                    ? frame
                                    : frame.with(Frame.WEIGHT, Double.toString(entry.weight)));
                } else {
                    rejected.add((Rejected) all.get(n));
                }
            }
        }
        return new Dataset(frames, rejected);
    }

    private FormatException fault(int line, String message) {
        return new FormatException(list.toString(), line, message);
    }

    private Slice slice(String word, int line) {
        try {
            return Slice.parse(word);
        } catch (IllegalArgumentException e) {
            throw fault(line, e.getMessage());
        }
    }

    /**
     * Expands {@code {a,b}}, {@code {1..10}}, {@code {01..10}} and {@code {a..e}}, nested ones too.
     */
    private List<String> expand(String text, int line) {
        int open = text.indexOf('{');
        while (open >= 0) {
            int close = closing(text, open);
            List<String> choices =
                    close < 0 ? List.of() : choices(text.substring(open + 1, close), line);
            if (!choices.isEmpty()) {
                List<String> names = new ArrayList<>();
                List<String> rests = expand(text.substring(close + 1), line);
                for (String choice : choices) {
                    for (String rest : rests) {
                        names.add(text.substring(0, open) + choice + rest);
                    }
                }
                if (names.size() > MOST_NAMES) {
                    throw fault(line, "the braces expand to more than " + MOST_NAMES + " names");
                }
                return names;
            }
            open = text.indexOf('{', open + 1); // not a choice: stands for itself
        }
        return List.of(text);
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private List<String> choices(String inner, int line) {
        int dots = inner.indexOf("..");
        if (dots > 0 && inner.indexOf(',') < 0 && inner.indexOf('{') < 0) {
            return range(inner.substring(0, dots), inner.substring(dots + 2), line);
        }
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.addAll(expand(inner.substring(from, i), line));
                from = i + 1;
            }
        }
        if (from == 0) {
            return List.of();
        }
        parts.addAll(expand(inner.substring(from), line));
        return parts;
    }

    private List<String> range(String first, String last, int line) {
        List<String> out = new ArrayList<>();
        if (first.matches("-?\\d{1,9}") && last.matches("-?\\d{1,9}")) {
            int a = Integer.parseInt(first);
            int b = Integer.parseInt(last);
            boolean padded = first.matches("-?0\\d+") || last.matches("-?0\\d+");
            int width = padded ? Math.max(first.length(), last.length()) : 1;
            if (Math.abs((long) b - a) > MOST_NAMES) {
                throw fault(line, "the braces expand to more than " + MOST_NAMES + " names");
            }
            for (int i = a; a <= b ? i <= b : i >= b; i += a <= b ? 1 : -1) {
                out.add(String.format(Locale.ROOT, "%0" + width + "d", i));
            }
        } else if (first.matches("[A-Za-z]") && last.matches("[A-Za-z]")) {
            char a = first.charAt(0);
            char b = last.charAt(0);
            for (int c = a; a <= b ? c <= b : c >= b; c += a <= b ? 1 : -1) {
                out.add(Character.toString(c));
            }
        }
        return out;
    }
}
