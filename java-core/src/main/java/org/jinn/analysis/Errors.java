package org.jinn.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Origin;
import org.jinn.structure.Structure;
import org.jinn.structure.Units;

/**
 * How far predictions are from reference values, by group and in all: energies per atom, force
 * components, stress components. Parts that either side lacks are left out.
 *
 * <p>Equations 6 and 7 of the silicon descriptor paper are {@link #deltaEnergy} and {@link
 * #deltaForce}.
 */
public final class Errors {
    /**
     * Statistics of differences, in the unit of the quantity.
     *
     * @param count number of values compared
     * @param mae mean absolute difference
     * @param rmse root mean square difference
     * @param max largest absolute difference
     */
    public record Statistics(long count, double mae, double rmse, double max) {
        /** Of two arrays of the same length; all NaN if they are empty. */
        public static Statistics of(double[] reference, double[] predicted) {
            if (reference.length != predicted.length) {
                throw new IllegalArgumentException(
                        "every reference needs a prediction: references="
                                + reference.length
                                + ", predictions="
                                + predicted.length);
            }
            double absolute = 0;
            double square = 0;
            double max = reference.length == 0 ? Double.NaN : 0;
            for (int i = 0; i < reference.length; i++) {
                double d = Math.abs(predicted[i] - reference[i]);
                absolute += d;
                square += d * d;
                max = Math.max(max, d);
            }
            double n = reference.length;
            return new Statistics(reference.length, absolute / n, Math.sqrt(square / n), max);
        }
    }

    /** Reference values and predictions side by side, in the unit of the quantity. */
    public record Pairs(double[] reference, double[] predicted) {
        public Statistics statistics() {
            return Statistics.of(reference, predicted);
        }
    }

    /**
     * The largest difference of a quantity, and where it is.
     *
     * @param difference absolute, in the unit of the quantity
     * @param origin of the frame
     * @param component of the frame's values from 0: forces have three for each atom
     */
    public record Largest(double difference, Origin origin, int component) {}

    private final Map<String, Map<Quantity, List<double[][]>>> groups = new LinkedHashMap<>();
    private final Map<Quantity, Largest> largest = new EnumMap<>(Quantity.class);

    /** How far predictions are from the labels of frames. */
    public static Errors of(Function<Structure, Labels> prediction, List<Frame> frames) {
        Errors errors = new Errors();
        for (Frame frame : frames) {
            errors.add(frame, prediction.apply(frame.structure()));
        }
        return errors;
    }

    /**
     * Adds a frame, for its own group.
     *
     * @param frame with labels to be met
     * @param predicted labels of the potential
     */
    public void add(Frame frame, Labels predicted) {
        Labels reference = frame.labels();
        double atoms = frame.structure().size();
        if (reference.energy().isPresent() && predicted.energy().isPresent()) {
            add(
                    frame,
                    Quantity.ENERGY,
                    new double[] {reference.energy().getAsDouble() / atoms},
                    new double[] {predicted.energy().getAsDouble() / atoms});
        }
        if (reference.hasForces() && predicted.hasForces()) {
            add(frame, Quantity.FORCE, reference.forces(), predicted.forces());
        }
        if (reference.hasStress() && predicted.hasStress()) {
            add(frame, Quantity.STRESS, reference.stress(), predicted.stress());
        }
    }

    private void add(Frame frame, Quantity quantity, double[] reference, double[] predicted) {
        double f = quantity.factor();
        double[][] pair = {Units.converted(reference, f), Units.converted(predicted, f)};
        if (pair[0].length != pair[1].length) {
            throw new IllegalArgumentException(
                    "reference and prediction must have the same "
                            + quantity.title()
                            + " components: reference="
                            + pair[0].length
                            + ", prediction="
                            + pair[1].length);
        }
        groups.computeIfAbsent(frame.group("-"), g -> new EnumMap<>(Quantity.class))
                .computeIfAbsent(quantity, q -> new ArrayList<>())
                .add(pair);
        Largest most = largest.get(quantity);
        for (int i = 0; i < reference.length; i++) {
            double d = Math.abs(pair[1][i] - pair[0][i]);
            if (most == null || Double.compare(d, most.difference()) > 0) { // NaN above all
                most = new Largest(d, frame.origin(), i);
            }
        }
        if (most != null) {
            largest.put(quantity, most);
        }
    }

    /** The largest difference; empty if there is no value. */
    public Optional<Largest> largest(Quantity quantity) {
        return Optional.ofNullable(largest.get(quantity));
    }

    /** The groups in the order they were first added. */
    public List<String> groups() {
        return List.copyOf(groups.keySet());
    }

    /** Values of one group; empty arrays if it has none. */
    public Pairs pairs(String group, Quantity quantity) {
        return join(groups.getOrDefault(group, Map.of()).getOrDefault(quantity, List.of()));
    }

    /** Values of all groups together. */
    public Pairs pairs(Quantity quantity) {
        List<double[][]> all = new ArrayList<>();
        groups.values().forEach(g -> all.addAll(g.getOrDefault(quantity, List.of())));
        return join(all);
    }

    /** Delta E_avg, equation 6: the mean absolute difference of the energy per atom, meV/atom. */
    public double deltaEnergy() {
        return pairs(Quantity.ENERGY).statistics().mae();
    }

    /** Delta F_avg, equation 7: the mean absolute difference of force components, eV/angstrom. */
    public double deltaForce() {
        return pairs(Quantity.FORCE).statistics().mae();
    }

    private static Pairs join(List<double[][]> pieces) {
        int n = pieces.stream().mapToInt(p -> p[0].length).sum();
        double[] reference = new double[n];
        double[] predicted = new double[n];
        int at = 0;
        for (double[][] piece : pieces) {
            System.arraycopy(piece[0], 0, reference, at, piece[0].length);
            System.arraycopy(piece[1], 0, predicted, at, piece[1].length);
            at += piece[0].length;
        }
        return new Pairs(reference, predicted);
    }
}
