package org.jinn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jinn.dataset.Dataset;
import org.jinn.format.ReadOptions;
import org.jinn.potential.Evaluator;
import org.jinn.potential.PotentialFile;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@code evaluate} prints, beside sums over the frames worked out here. */
class EvaluateCommandTest {
    private static final Path SILICON = Path.of("../potentials/silicon").toAbsolutePath();
    private static final Path ONE = SILICON.resolve("si64.potential_saved");
    private static final Path OTHER = SILICON.resolve("si64-wide.potential_saved");

    private static JsonObject evaluate(List<Path> frames, Path... potentials) {
        List<String> words = new ArrayList<>(List.of("--json"));
        for (Path p : potentials) {
            words.addAll(List.of("-p", p.toString()));
        }
        frames.forEach(f -> words.add(f.toString()));
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new EvaluateCommand()).setOut(new PrintWriter(out));
        assertEquals(0, line.execute(words.toArray(String[]::new)));
        return JsonParser.parseString(out.toString()).getAsJsonObject();
    }

    private static double number(JsonObject json, String... path) {
        for (int k = 0; k < path.length - 1; k++) {
            json = json.getAsJsonObject(path[k]);
        }
        return json.get(path[path.length - 1]).getAsDouble();
    }

    @Test
    void errorsOfAMeanAndItsSpread() throws IOException {
        List<Path> files =
                List.of(
                        SILICON.resolve("test/liquid_20.out.gz"),
                        SILICON.resolve("test/liquid_32.out.gz"),
                        SILICON.resolve("qe/rattle_01.out.gz"));
        Evaluator one = new Evaluator(PotentialFile.read(ONE));
        Evaluator other = new Evaluator(PotentialFile.read(OTHER));
        double energy = 0;
        double force = 0;
        double largest = 0;
        double spread = 0;
        double energySpread = 0;
        for (Path file : files.subList(0, 2)) {
            Frame frame =
                    Dataset.read(List.of(file), new ReadOptions(false, List.of())).frames().get(0);
            Labels a = one.evaluate(frame.structure());
            Labels b = other.evaluate(frame.structure());
            double ea = a.energy().getAsDouble();
            double eb = b.energy().getAsDouble();
            double e = frame.labels().energy().getAsDouble();
            energy += 1000 * Math.abs((ea + eb) / 2 - e) / 64 / 2;
            energySpread += 1000 * Math.abs(ea - eb) / 2 / 64 / 2;
            for (int atom = 0; atom < 64; atom++) {
                double square = 0;
                for (int c = 3 * atom; c < 3 * atom + 3; c++) {
                    double mean = (a.forces()[c] + b.forces()[c]) / 2;
                    double d = Math.abs(mean - frame.labels().forces()[c]);
                    force += d / 384;
                    largest = Math.max(largest, d);
                    square += Math.pow((a.forces()[c] - b.forces()[c]) / 2, 2);
                }
                spread += Math.sqrt(square) / 128;
            }
        }
        JsonObject json = evaluate(files, ONE, OTHER);
        assertEquals(3, json.get("frames").getAsInt());
        assertEquals(energy, number(json, "groups", "liquid", "energy", "mae"), 1e-9);
        assertEquals(force, number(json, "groups", "liquid", "force", "mae"), 1e-12);
        assertEquals(largest, number(json, "groups", "liquid", "force", "max"), 1e-12);
        assertEquals(384, number(json, "groups", "liquid", "force", "count"));
        assertEquals(spread, number(json, "spread", "liquid", "force_mean_eV_per_A"), 1e-12);
        assertEquals(energySpread, number(json, "spread", "liquid", "energy_meV_per_atom"), 1e-9);
    }

    /** The shipped potentials are those of their card. */
    @Test
    void theShippedPotentialsAreGood() {
        List<Path> files =
                List.of(
                        SILICON.resolve("test/crystal_33.out.gz"),
                        SILICON.resolve("test/liquid_20.out.gz"),
                        SILICON.resolve("test/quench_21.out.gz"));
        for (Path potential : List.of(ONE, OTHER)) {
            JsonObject json = evaluate(files, potential);
            assertTrue(number(json, "all", "force", "mae") < 0.14, json + "");
            assertTrue(number(json, "all", "energy", "mae") < 10, json + "");
        }
    }
}
