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

/**
 * What was found with one descriptor set.
 *
 * @param name of the set
 * @param length number of functions of the element that has most
 * @param angular how many of them are angular
 * @param energy mean absolute error, meV/atom
 * @param force mean absolute error of components, eV/angstrom
 * @param stress mean absolute error of components, GPa
 * @param trainingSeconds of one core, of the fastest seed
 * @param microseconds of one core for an atom and a step of molecular dynamics, of the fastest seed
 * @param coldModulus bulk modulus without temperature, GPa
 * @param modulus bulk modulus at the temperature simulated, by structure, GPa; the deviation is
 *     that over seeds, or with one seed the error of the fit
 * @param volume at one atmosphere by structure, angstrom&sup3;/atom
 * @param rdf g(r) at one atmosphere by structure, of the first seed
 * @param parity reference and prediction of the first seed
 * @param failures what went wrong, in words
 */
record SetFindings(
        String name,
        int length,
        int angular,
        Spread energy,
        Spread force,
        Spread stress,
        Spread trainingSeconds,
        Spread microseconds,
        Spread coldModulus,
        Map<String, Spread> modulus,
        Map<String, Spread> volume,
        Map<String, RadialDistribution> rdf,
        Map<Quantity, Errors.Pairs> parity,
        List<String> failures) {

    /** How the set was shortened: its name up to a number at the end. */
    String family() {
        return name.replaceFirst("[-_.]?\\d+$", "");
    }

    /** Gathers the results of the steps of one set. */
    static SetFindings read(StudyInput input, String name, Map<String, StepResult> results)
            throws IOException {
        Reader reader = new Reader(input, name, results);
        Map<String, Spread> modulus = new LinkedHashMap<>();
        Map<String, Spread> volume = new LinkedHashMap<>();
        Map<String, RadialDistribution> rdf = new LinkedHashMap<>();
        Spread speed = Spread.NONE;
        for (StudyInput.Start start : input.starts()) {
            String atmosphere = MolecularDynamics.folder(start, NptScript.ATMOSPHERE);
            volume.put(start.name(), reader.spread(atmosphere, MolecularDynamics.VOLUME));
            if (!start.pressures().isEmpty()) {
                modulus.put(start.name(), reader.modulus(start));
            }
            reader.rdf(atmosphere).ifPresent(g -> rdf.put(start.name(), g));
            if (!speed.known()) {
                speed = reader.fastest(atmosphere, MolecularDynamics.MICROSECONDS);
            }
        }
        Map<Quantity, Errors.Pairs> parity = new LinkedHashMap<>();
        for (Quantity q : List.of(Quantity.ENERGY, Quantity.FORCE)) {
            reader.parity(q).ifPresent(p -> parity.put(q, p));
        }
        var set = input.sets().get(name);
        return new SetFindings(
                name,
                Training.length(set),
                Training.angular(set),
                reader.spread(Evaluation.FOLDER, Evaluation.ENERGY),
                reader.spread(Evaluation.FOLDER, Evaluation.FORCE),
                reader.spread(Evaluation.FOLDER, Evaluation.STRESS),
                reader.fastest(Training.FOLDER, "seconds"),
                speed,
                reader.spread(Evaluation.FOLDER, Evaluation.COLD_MODULUS),
                modulus,
                volume,
                rdf,
                parity,
                reader.failures());
    }

    private record Reader(StudyInput input, String name, Map<String, StepResult> results) {
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

        /** The least of a time: what others at work beside add to it tells nothing of the set. */
        Spread fastest(String step, String number) {
            double[] times = numbers(step, number);
            return Spread.of(
                    Arrays.stream(times).filter(Double::isFinite).min().orElse(Double.NaN));
        }

        Spread modulus(StudyInput.Start start) {
            List<PressureVolume> fits = new ArrayList<>();
            for (int seed : input.seeds().subList(0, input.dynamics().seeds())) {
                List<PressureVolume.Point> points = new ArrayList<>();
                for (double pressure : Study.pressures(start)) {
                    StepResult r = result(seed, MolecularDynamics.folder(start, pressure));
                    if (r.numbers().containsKey(MolecularDynamics.VOLUME)) {
                        points.add(
                                new PressureVolume.Point(
                                        pressure,
                                        r.get(MolecularDynamics.VOLUME),
                                        r.get(MolecularDynamics.VOLUME_ERROR)));
                    }
                }
                try {
                    fits.add(PressureVolume.fit(points));
                } catch (IllegalArgumentException e) {
                    // too few pressures survived, or the volume does not fall with the pressure
                }
            }
            Spread all =
                    Spread.of(fits.stream().mapToDouble(PressureVolume::bulkModulus).toArray());
            return fits.size() == 1 ? new Spread(all.mean(), fits.get(0).bulkModulusError()) : all;
        }

        private Path folder(String step) {
            return input.output()
                    .resolve(Study.STEPS)
                    .resolve(Study.home(name, input.seeds().get(0)))
                    .resolve(step);
        }

        Optional<RadialDistribution> rdf(String step) throws IOException {
            Path file = folder(step).resolve(NptScript.RDF);
            if (result(input.seeds().get(0), step).failure() != null || !Files.exists(file)) {
                return Optional.empty();
            }
            return Optional.of(RadialDistribution.average(RdfFile.read(file, 1)));
        }

        Optional<Errors.Pairs> parity(Quantity q) throws IOException {
            Path file = Evaluation.parity(folder(Evaluation.FOLDER), q);
            if (result(input.seeds().get(0), Evaluation.FOLDER).failure() != null) {
                return Optional.empty();
            }
            ColumnFile columns = ColumnFile.read(file);
            return Optional.of(new Errors.Pairs(columns.column(0), columns.column(1)));
        }

        List<String> failures() {
            List<String> out = new ArrayList<>();
            results.forEach(
                    (step, r) -> {
                        if (step.startsWith(name + "/") && r.failure() != null) {
                            out.add(step + ": " + r.failure());
                        }
                    });
            return out;
        }
    }
}
