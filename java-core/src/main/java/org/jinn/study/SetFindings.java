package org.jinn.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jinn.analysis.ColumnFile;
import org.jinn.analysis.Errors;
import org.jinn.analysis.PressureVolume;
import org.jinn.analysis.Quantity;
import org.jinn.analysis.RadialDistribution;
import org.jinn.analysis.RdfFile;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.descriptor.PaperSet;
import org.jinn.structure.Element;

/**
 * What was found with one descriptor set.
 *
 * @param name of the set
 * @param length number of functions of the element that has most
 * @param angular how many of them are angular
 * @param cutoff largest cutoff radius, angstrom
 * @param paper the set of the silicon study that it is; {@code null} if it is none
 * @param epochs of training done
 * @param energy mean absolute error, meV/atom
 * @param force mean absolute error of components, eV/angstrom
 * @param stress mean absolute error of components, GPa
 * @param trainingSeconds of one core, of the fastest seed
 * @param microseconds of one core for an atom and a step of molecular dynamics, of the first seed
 * @param coldModulus bulk modulus without temperature, GPa
 * @param moduli bulk modulus at the temperature simulated, by structure
 * @param volume at one atmosphere by structure, angstrom&sup3;/atom
 * @param rdf g(r) at one atmosphere by structure, of the first seed
 * @param parity reference and prediction of the first seed
 * @param failures what went wrong, in words
 */
record SetFindings(
        String name,
        int length,
        int angular,
        double cutoff,
        PaperSet paper,
        Spread epochs,
        Spread energy,
        Spread force,
        Spread stress,
        Spread trainingSeconds,
        Spread microseconds,
        Spread coldModulus,
        Map<String, Modulus> moduli,
        Map<String, Spread> volume,
        Map<String, RadialDistribution> rdf,
        Map<Quantity, Errors.Pairs> parity,
        List<String> failures) {
    /**
     * A bulk modulus of molecular dynamics.
     *
     * @param spread over the seeds that were simulated, GPa
     * @param error the largest standard error of one of them, from the error bars of its mean
     *     volumes, GPa; NaN if there is none
     */
    record Modulus(Spread spread, double error) {
        /** With one seed, which has no deviation, its error in the place of that. */
        Spread shown() {
            return Double.isNaN(spread.deviation())
                    ? new Spread(spread.mean(), error, spread.count())
                    : spread;
        }
    }

    /** How the set was shortened: its name up to a number at the end. */
    String family() {
        return name.replaceFirst("[-_.]?\\d+$", "");
    }

    /** Gathers the results of the steps of one set. */
    static SetFindings read(StudyInput input, String name, Map<String, StepResult> results)
            throws IOException {
        Reader reader = new Reader(input, name, results);
        Map<String, Modulus> moduli = new LinkedHashMap<>();
        Map<String, Spread> volume = new LinkedHashMap<>();
        Map<String, RadialDistribution> rdf = new LinkedHashMap<>();
        for (StudyInput.Start start : input.starts()) {
            String atmosphere = MolecularDynamics.folder(start, NptScript.ATMOSPHERE);
            volume.put(start.name(), reader.spread(atmosphere, MolecularDynamics.VOLUME));
            if (!start.pressures().isEmpty()) {
                moduli.put(start.name(), reader.modulus(start));
            }
            reader.rdf(start).ifPresent(g -> rdf.put(start.name(), g));
        }
        Map<Quantity, Errors.Pairs> parity = new LinkedHashMap<>();
        for (Quantity q : List.of(Quantity.ENERGY, Quantity.FORCE)) {
            reader.parity(q).ifPresent(p -> parity.put(q, p));
        }
        reader.missing();
        var set = input.sets().get(name);
        return new SetFindings(
                name,
                Training.length(set),
                Training.angular(set),
                Training.cutoff(set),
                paper(set),
                reader.spread(Training.FOLDER, Training.EPOCHS),
                reader.spread(Evaluation.FOLDER, Evaluation.ENERGY),
                reader.spread(Evaluation.FOLDER, Evaluation.FORCE),
                reader.spread(Evaluation.FOLDER, Evaluation.STRESS),
                reader.fastest(Training.FOLDER, "seconds"),
                reader.spread(Timing.FOLDER, Timing.MICROSECONDS),
                reader.spread(Evaluation.FOLDER, Evaluation.COLD_MODULUS),
                moduli,
                volume,
                rdf,
                parity,
                reader.failures());
    }

    /**
     * Functions of one of the silicon study's sets as it counts, which knows one element: with
     * more, a set has more functions.
     */
    int paperLength() {
        return paper.length();
    }

    /** The set of the silicon study with these functions; {@code null} if there is none. */
    private static PaperSet paper(Map<Element, DescriptorSet> set) {
        for (PaperSet paper : PaperSet.values()) {
            DescriptorSet functions =
                    paper.functions(List.copyOf(set.keySet()), Training.cutoff(set));
            if (set.values().stream().allMatch(functions::equals)) {
                return paper;
            }
        }
        return null;
    }

    /**
     * Reads what the steps left.
     *
     * @param failures what went wrong; more is found while it reads
     */
    private record Reader(
            StudyInput input, String name, Map<String, StepResult> results, List<String> failures) {
        Reader(StudyInput input, String name, Map<String, StepResult> results) {
            this(input, name, results, new ArrayList<>());
            results.forEach(
                    (step, r) -> {
                        if (step.startsWith(name + "/") && r.failure() != null) {
                            failures.add(step + ": " + r.failure());
                        }
                    });
        }

        private StepResult result(int seed, String step) {
            return results.getOrDefault(
                    Study.home(name, seed) + "/" + step, StepResult.of(Map.of()));
        }

        private double[] numbers(String step, String number) {
            return input.seeds().stream()
                    .mapToDouble(seed -> result(seed, step).get(number))
                    .toArray();
        }

        Spread spread(String step, String number) {
            return Spread.of(numbers(step, number));
        }

        /** Tells how many seeds means are over, where that is not all. */
        void missing() {
            int there = spread(Evaluation.FOLDER, Evaluation.FORCE).count();
            if (there < input.seeds().size()) {
                failures.add(
                        name
                                + ": errors are those of "
                                + there
                                + " of "
                                + input.seeds().size()
                                + " seeds; the others have none");
            }
        }

        /** The least of a time: what others at work beside add to it tells nothing of the set. */
        Spread fastest(String step, String number) {
            double[] times = numbers(step, number);
            return Spread.of(
                    Arrays.stream(times).filter(Double::isFinite).min().orElse(Double.NaN));
        }

        Modulus modulus(StudyInput.Start start) {
            List<PressureVolume> fits = new ArrayList<>();
            for (int seed : input.seeds().subList(0, input.dynamics().seeds())) {
                try {
                    fits.add(PressureVolume.fit(points(start, seed)));
                } catch (IllegalArgumentException e) {
                    failures.add(
                            Study.home(name, seed)
                                    + ": no bulk modulus of "
                                    + start.name()
                                    + ": "
                                    + e.getMessage());
                }
            }
            return new Modulus(
                    Spread.of(fits.stream().mapToDouble(PressureVolume::bulkModulus).toArray()),
                    fits.stream()
                            .mapToDouble(PressureVolume::bulkModulusError)
                            .max()
                            .orElse(Double.NaN));
        }

        /** The pressures that the potential survived. */
        private List<PressureVolume.Point> points(StudyInput.Start start, int seed) {
            List<PressureVolume.Point> points = new ArrayList<>();
            List<String> tooShort = new ArrayList<>();
            for (double pressure : Study.pressures(start)) {
                String step = MolecularDynamics.folder(start, pressure);
                StepResult r = result(seed, step);
                if (r.numbers().containsKey(MolecularDynamics.VOLUME)) {
                    points.add(
                            new PressureVolume.Point(
                                    pressure,
                                    r.get(MolecularDynamics.VOLUME),
                                    r.get(MolecularDynamics.VOLUME_ERROR)));
                }
                if (r.get(MolecularDynamics.VOLUME_TRUSTED) == 0) {
                    tooShort.add(step);
                }
            }
            if (!tooShort.isEmpty()) {
                failures.add(
                        Study.home(name, seed)
                                + ": runs too short for the error bars of their volumes, which are"
                                + " likely too small: "
                                + String.join(", ", tooShort));
            }
            return points;
        }

        private Path folder(String step) {
            return input.output()
                    .resolve(Study.STEPS)
                    .resolve(Study.home(name, input.seeds().get(0)))
                    .resolve(step);
        }

        /**
         * As {@link org.jinn.analysis.PairCounter} has it: of N atoms around each, LAMMPS counts N
         * - 1.
         */
        Optional<RadialDistribution> rdf(StudyInput.Start start) throws IOException {
            String step = MolecularDynamics.folder(start, NptScript.ATMOSPHERE);
            double atoms = start.structure().size();
            Path file = folder(step).resolve(NptScript.RDF);
            if (result(input.seeds().get(0), step).failure() != null || !Files.exists(file)) {
                return Optional.empty();
            }
            return Optional.of(
                    RadialDistribution.average(RdfFile.read(file, 1)).scaled((atoms - 1) / atoms));
        }

        Optional<Errors.Pairs> parity(Quantity q) throws IOException {
            Path file = Evaluation.parity(folder(Evaluation.FOLDER), q);
            if (result(input.seeds().get(0), Evaluation.FOLDER).failure() != null) {
                return Optional.empty();
            }
            ColumnFile columns = ColumnFile.read(file);
            return Optional.of(new Errors.Pairs(columns.column(0), columns.column(1)));
        }
    }
}
