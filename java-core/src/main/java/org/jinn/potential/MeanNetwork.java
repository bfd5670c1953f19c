package org.jinn.potential;

import java.util.Arrays;
import java.util.List;
import org.jinn.network.FrozenNetwork;
import org.jinn.structure.Element;

/** The networks that the members of a committee have for one element: their mean. */
final class MeanNetwork {
    private final FrozenNetwork[] members;
    private final double[][] slopes;

    MeanNetwork(List<Potential> committee, Element element) {
        members = new FrozenNetwork[committee.size()];
        for (int m = 0; m < members.length; m++) {
            AtomicModel model = committee.get(m).models().get(element);
            members[m] = model.network().frozen(model.centre(), model.width());
        }
        int functions = committee.get(0).models().get(element).descriptor().size();
        slopes = new double[members.length][functions];
    }

    /**
     * The mean energy, and its derivative by the descriptor.
     *
     * @param slope output dE/dG
     */
    double value(double[] g, double[] slope) {
        if (members.length == 1) {
            return members[0].value(g, slope);
        }
        double energy = 0;
        Arrays.fill(slope, 0);
        for (int m = 0; m < members.length; m++) {
            energy += members[m].value(g, slopes[m]);
            for (int s = 0; s < slope.length; s++) {
                slope[s] += slopes[m][s];
            }
        }
        for (int s = 0; s < slope.length; s++) {
            slope[s] /= members.length;
        }
        return energy / members.length;
    }

    /** dE/dG of a member, after {@link #value} of a committee. */
    double[] slope(int member) {
        return slopes[member];
    }
}
