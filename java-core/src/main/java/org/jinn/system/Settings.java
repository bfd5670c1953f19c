package org.jinn.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the work in a folder was begun with, by the names that an input gives, a line each: with
 * other settings its results would be others.
 */
public final class Settings {
    /** Name of the file. */
    public static final String FILE = "settings";

    private Settings() {}

    /** The text of a file of settings. */
    public static String text(Map<String, String> settings) {
        StringBuilder text = new StringBuilder();
        settings.forEach((k, v) -> text.append(k).append(": ").append(v).append('\n'));
        return text.toString();
    }

    /**
     * The first setting that is not as it was.
     *
     * @param began text of the file
     * @return such as "temperature: 500.0 K, which is now 600.0 K"; empty if nothing differs
     */
    public static Optional<String> difference(String began, Map<String, String> now) {
        for (Map.Entry<String, String> setting : now.entrySet()) {
            String key = setting.getKey() + ": ";
            String then =
                    began.lines()
                            .filter(l -> l.startsWith(key))
                            .findFirst()
                            .orElse(key + "unknown");
            if (!then.equals(key + setting.getValue())) {
                return Optional.of(then + ", which is now " + setting.getValue());
            }
        }
        return Optional.empty();
    }

    /**
     * Notes the settings in {@code folder}, or makes sure that they are those noted there.
     *
     * @param remedy what to do if they are not
     * @throws IOException if they are not
     */
    public static void keep(Path folder, Map<String, String> now, String remedy)
            throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            WholeFile.write(file, text(now));
            return;
        }
        Optional<String> other = difference(Files.readString(file), now);
        if (other.isPresent()) {
            throw new IOException(folder + ": began with " + other.get() + "; " + remedy);
        }
    }
}
