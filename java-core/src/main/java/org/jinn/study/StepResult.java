package org.jinn.study;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

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
        Map<String, Double> finite = new LinkedHashMap<>(numbers);
        finite.values().removeIf(value -> !Double.isFinite(value));
        WholeFile.write(
                folder.resolve(FILE), GSON.toJson(new StepResult(digest, failure, finite)) + "\n");
    }

    /** The result in a folder; empty if there is none that can be read. */
    static Optional<StepResult> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            StepResult found = GSON.fromJson(Files.readString(file), StepResult.class);
            return Optional.ofNullable(found)
                    .filter(f -> f.digest != null && f.numbers != null)
                    .filter(f -> !f.numbers.containsValue(null));
        } catch (JsonParseException | CharacterCodingException e) {
            return Optional.empty(); // not one of ours: the step is done again
        }
    }
}
