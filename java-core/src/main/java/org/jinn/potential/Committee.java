package org.jinn.potential;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jinn.structure.Labels;
import org.jinn.structure.Structure;

/**
 * Several potentials for the same elements, trained from different weights: what they agree on, and
 * how far they differ, which grows where the training data say little. To be used from one thread.
 */
public final class Committee {
    /**
     * What the members say of a structure.
     *
     * @param mean of their energies, forces and stress
     * @param energySpread standard deviation of the energy, eV
     * @param forceSpread per atom, eV/angstrom: the root of the mean over members of |F - mean F|^2
     */
    public record Opinion(Labels mean, double energySpread, double[] forceSpread) {}

    /** What the last structure has outside the training range of the first member, if known. */
    public Optional<Extrapolation> extrapolation() {
        return Optional.ofNullable(members.get(0).extrapolation());
    }

    private final List<Evaluator> members;

    /**
     * @throws IllegalArgumentException if there are none
     */
    public Committee(List<Potential> potentials) {
        if (potentials.isEmpty()) {
            throw new IllegalArgumentException("a committee must have members: members=0");
        }
        members = potentials.stream().map(Evaluator::new).toList();
    }

    /**
     * What the members say. With one member its labels are the mean, and nothing spreads.
     *
     * @throws IllegalArgumentException if a member does not know one of the elements
     */
    public Opinion evaluate(Structure structure) {
        int n = members.size();
        Labels[] labels = new Labels[n];
        for (int m = 0; m < n; m++) {
            labels[m] = members.get(m).evaluate(structure);
        }
        double energy = 0;
        double[] forces = new double[3 * structure.size()];
        double[] stress = labels[0].hasStress() ? new double[6] : null;
        for (Labels l : labels) {
            energy += l.energy().getAsDouble() / n;
            addTo(forces, l.forces(), n);
            if (stress != null) {
                addTo(stress, l.stress(), n);
            }
        }
        double variance = 0;
        double[] spread = new double[structure.size()];
        for (Labels l : labels) {
            double d = l.energy().getAsDouble() - energy;
            variance += d * d / n;
            for (int c = 0; c < forces.length; c++) {
                double f = l.forces()[c] - forces[c];
                spread[c / 3] += f * f / n;
            }
        }
        for (int i = 0; i < spread.length; i++) {
            spread[i] = Math.sqrt(spread[i]);
        }
        return new Opinion(
                new Labels(OptionalDouble.of(energy), forces, stress), Math.sqrt(variance), spread);
    }

    private static void addTo(double[] mean, double[] member, int n) {
        for (int i = 0; i < mean.length; i++) {
            mean[i] += member[i] / n;
        }
    }
}
