package org.jinn.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jinn.input.YamlNode;
import org.jinn.structure.FormatException;
import org.jinn.system.WholeFile;

/**
 * What a step of a study found. Its file, {@value #FILE} (JSON), is the last that a step writes.
 *
 * @param digest of all that the step was made from
 * @param failure why there are no numbers, such as LAMMPS's words; {@code null} if there are. That
 *     a potential does not hold its atoms together is a result
 * @param numbers by name, the unit part of the name; only finite ones are kept
 */
record StepResult(String digest, String failure, Map<String, Double> numbers) {
    static final String FILE = "result.json";

    static StepResult of(Map<String, Double> numbers) {
        return new StepResult("", null, numbers);
    }

    static StepResult failed(String why) {
        return new StepResult("", why, Map.of());
    }

    StepResult with(String made) {
        return new StepResult(made, failure, numbers);
    }

    StepResult with(String name, double value) {
        Map<String, Double> more = new LinkedHashMap<>(numbers);
        more.put(name, value);
        return new StepResult(digest, failure, more);
    }

    /** A number; NaN if it was not found. */
    double get(String name) {
        return numbers.getOrDefault(name, Double.NaN);
    }

    void write(Path folder) throws IOException {
        StringBuilder out = new StringBuilder("{\n  \"digest\": \"" + digest + "\",\n");
        if (failure != null) {
            out.append("  \"failure\": \"").append(escaped(failure)).append("\",\n");
        }
        out.append("  \"numbers\": {");
        String separator = "\n";
        for (Map.Entry<String, Double> n : numbers.entrySet()) {
            if (Double.isFinite(n.getValue())) {
                out.append(separator).append("    \"").append(n.getKey()).append("\": ");
                out.append(n.getValue());
                separator = ",\n";
            }
        }
        out.append("\n  }\n}\n");
        WholeFile.write(folder.resolve(FILE), out.toString());
    }

    /** The result in a folder; empty if there is none that can be read. */
    static Optional<StepResult> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            YamlNode top = YamlNode.read(file); // JSON is YAML
            Map<String, Double> numbers = new LinkedHashMap<>();
            YamlNode node = top.get("numbers");
            for (String name : node.keys()) {
                numbers.put(
                        name,
                        node.get(name).number(Double.NaN, -Double.MAX_VALUE, Double.MAX_VALUE));
            }
            return Optional.of(
                    new StepResult(
                            top.get("digest").text(""), top.get("failure").text(null), numbers));
        } catch (FormatException e) {
            return Optional.empty(); // not one of ours: the step is done again
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replaceAll("[\\x00-\\x1f\\x7f]+", " ");
    }
}
