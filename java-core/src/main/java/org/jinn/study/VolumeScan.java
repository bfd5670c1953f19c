package org.jinn.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jinn.analysis.EquationOfState;
import org.jinn.potential.Evaluator;
import org.jinn.potential.Potential;
import org.jinn.structure.Frame;
import org.jinn.structure.Structure;

/**
 * One crystal at several volumes, without temperature: the frames of a group.
 *
 * @param structures the crystal, in the order of the frames
 * @param volumes angstrom&sup3;/atom
 * @param energies labels in eV/atom
 */
record VolumeScan(List<Structure> structures, double[] volumes, double[] energies) {
    /** The frames of {@code group} that have an energy; there may be none. */
    static VolumeScan of(List<Frame> frames, String group) {
        List<Frame> scan =
                frames.stream()
                        .filter(f -> f.group("-").equals(group) && f.labels().energy().isPresent())
                        .toList();
        return of(
                scan.stream().map(Frame::structure).toList(),
                scan.stream().mapToDouble(f -> f.labels().energy().getAsDouble()).toArray());
    }

    private static VolumeScan of(List<Structure> structures, double[] energies) {
        double[] v = new double[energies.length];
        double[] e = new double[energies.length];
        for (int i = 0; i < v.length; i++) {
            Structure s = structures.get(i);
            v[i] = s.cell().volume() / s.size();
            e[i] = energies[i] / s.size();
        }
        return new VolumeScan(structures, v, e);
    }

    /** The same structures with the energies of a potential. */
    VolumeScan with(Potential potential) {
        Evaluator evaluator = new Evaluator(potential);
        List<Double> e = new ArrayList<>();
        structures.forEach(s -> e.add(evaluator.evaluate(s).energy().getAsDouble()));
        return of(structures, e.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Largest change of the edge from the middle of the scan, as a fraction. */
    double range() {
        double edges =
                Math.cbrt(
                        Arrays.stream(volumes).max().orElseThrow()
                                / Arrays.stream(volumes).min().orElseThrow());
        return (edges - 1) / (edges + 1);
    }

    /** The equation of state; empty if the scan gives none. */
    Optional<EquationOfState> fit() {
        try {
            return Optional.of(EquationOfState.fit(volumes, energies));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
