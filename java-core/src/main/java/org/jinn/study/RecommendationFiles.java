package org.jinn.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.descriptor.PaperSet;
import org.jinn.descriptor.ParamsFile;
import org.jinn.structure.Element;
import org.jinn.system.WholeFile;

/** What a recommendation writes: functions, and inputs of {@code train} and {@code study}. */
final class RecommendationFiles {
    private final Recommendation.Settings settings;
    private final List<Element> elements;

    RecommendationFiles(Recommendation.Settings settings, List<Element> elements) {
        this.settings = settings;
        this.elements = elements;
    }

    /** A params_XX for each element. */
    void params(Path folder, List<DescriptorSet> sets) throws IOException {
        for (int e = 0; e < elements.size(); e++) {
            Path file = folder.resolve("params_" + elements.get(e).symbol());
            ParamsFile.write(file, sets.get(e), elements);
        }
    }

    /**
     * An input of {@code jinn train}.
     *
     * @param functions its line on them
     */
    String trainInput(String functions) {
        return "# by jinn recommend\n"
                + functions
                + "\ndata: {files: "
                + quoted(settings.files())
                + "}\noutput: potential_saved\nrandom_seed: 1\n"
                + "preprocessing: {valid_rate: 0.1, min_whiten_level: 1.0e-2}\n"
                + "neural_network: {nodes: 30-30, acti_func: tanh, energy_coeff: 10,"
                + " stress_coeff: 1.0e-5, l2_regularization: 1.0e-7, total_epoch: 1000,"
                + " optimizer: {method: L-BFGS}}\n";
    }

    /** An input of {@code jinn study} that compares sets written before. */
    String studyInput(Collection<String> sets) {
        StringBuilder out = new StringBuilder("# by jinn recommend\ntrain: train.yaml\n");
        if (!settings.test().isEmpty()) {
            out.append("test: ").append(quoted(settings.test())).append('\n');
        }
        out.append("epochs: ").append(settings.epochs()).append("\nseeds: ");
        List<Integer> seeds = new ArrayList<>();
        for (int seed = 1; seed <= settings.seeds(); seed++) {
            seeds.add(seed);
        }
        out.append(seeds).append("\noutput: study\nsets:\n");
        for (String name : sets) {
            out.append("  ").append(name).append(": ");
            out.append(
                    elements.stream()
                            .map(
                                    e ->
                                            e.symbol()
                                                    + ": "
                                                    + Recommendation.SETS
                                                    + "/"
                                                    + name
                                                    + "/params_"
                                                    + e.symbol())
                            .collect(Collectors.joining(", ", "{", "}\n")));
        }
        if (settings.compare()) {
            for (PaperSet set : PaperSet.nine()) {
                out.append("  " + set.word() + ": " + set.word() + "\n");
            }
        }
        return out.toString();
    }

    /**
     * Makes sure that a file that users write or change is not lost.
     *
     * @param text what is to be written
     * @throws IllegalArgumentException if there is another, which may not be replaced
     */
    void check(Path file, String text) throws IOException {
        if (!settings.force() && Files.exists(file) && !WholeFile.text(file).equals(text)) {
            throw new IllegalArgumentException(
                    file
                            + ": exists already and is another, --force would replace it, -o names"
                            + " another folder");
        }
    }

    private static String quoted(List<Path> files) {
        return files.stream()
                .map(f -> "'" + f.toAbsolutePath().normalize().toString().replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
