package org.jinn.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jinn.analysis.Errors;
import org.jinn.analysis.Quantity;
import org.jinn.potential.Evaluator;
import org.jinn.potential.Potential;
import org.jinn.potential.PotentialFile;
import org.jinn.structure.Frame;
import org.jinn.system.WholeFile;

/** The step that compares one potential with the labels of frames. */
final class Evaluation {
    static final String FOLDER = "evaluate";
    static final String ENERGY = "energy_mae_meV_per_atom";
    static final String FORCE = "force_mae_eV_per_A";
    static final String STRESS = "stress_mae_GPa";
    static final String COLD_MODULUS = "bulk_modulus_0K_GPa";

    private static final double SECONDS = 3;

    private Evaluation() {}

    /**
     * A step.
     *
     * @param training what trains the potential, beside whose folder this one's is
     * @param judged frames to judge by
     * @param digest changes with them and with the scan
     */
    static Step step(Step training, List<Frame> judged, String digest, VolumeScan scan) {
        return new Step(
                training.beside(FOLDER),
                "evaluate " + digest,
                List.of(training),
                SECONDS,
                (folder, progress) -> {
                    Potential potential =
                            PotentialFile.read(
                                    folder.resolveSibling(Training.FOLDER)
                                            .resolve(Training.POTENTIAL));
                    Evaluator evaluator = new Evaluator(potential);
                    Errors test = Errors.of(evaluator::evaluate, judged);
                    Map<String, Double> numbers = new LinkedHashMap<>();
                    numbers.put(ENERGY, test.deltaEnergy());
                    numbers.put(FORCE, test.deltaForce());
                    numbers.put(STRESS, test.pairs(Quantity.STRESS).statistics().mae());
                    for (Quantity q : List.of(Quantity.ENERGY, Quantity.FORCE)) {
                        write(parity(folder, q), test.pairs(q));
                    }
                    scan.with(potential)
                            .fit()
                            .ifPresent(e -> numbers.put(COLD_MODULUS, e.bulkModulus()));
                    return StepResult.of(numbers);
                });
    }

    /** The file with reference and prediction in two columns, in the unit of the quantity. */
    static Path parity(Path folder, Quantity quantity) {
        return folder.resolve("parity-" + quantity.title() + ".dat");
    }

    private static void write(Path file, Errors.Pairs pairs) throws IOException {
        StringBuilder out = new StringBuilder("# reference predicted\n");
        for (int i = 0; i < pairs.reference().length; i++) {
            out.append(
                    String.format(
                            Locale.ROOT,
                            "%.6f %.6f%n",
                            pairs.reference()[i],
                            pairs.predicted()[i]));
        }
        WholeFile.write(file, out.toString());
    }
}
