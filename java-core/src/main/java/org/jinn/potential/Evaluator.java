package org.jinn.potential;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.descriptor.Environments;
import org.jinn.kernel.Kernels;
import org.jinn.kernel.Neighborhood;
import org.jinn.kernel.SymmetryKernel;
import org.jinn.neighbor.NeighborList;
import org.jinn.neighbor.PeriodicImages;
import org.jinn.structure.Element;
import org.jinn.structure.Labels;
import org.jinn.structure.Structure;
import org.jinn.structure.Voigt;

/**
 * Evaluates a potential on one thread. Owns its scratch and allocates nothing per call once warm.
 *
 * <p>For each centre: descriptor, network, then the derivative dE_i/dx_j of its energy by each
 * neighbour's position; that is the force on the pair and, with the vector between them, the
 * virial.
 */
public final class Evaluator {
    private static final PerAtom NOTHING = new PerAtom();

    private final Potential potential;
    private final SymmetryKernel[] kernels;
    private final MeanNetwork[] networks;
    private final Extrapolation extrapolation;
    private final Neighborhood neighborhood;
    private final double[][] g;
    private final double[][] slope;
    private final double[] cutoff;
    private final double[] atomVirial = new double[6];

    public Evaluator(Potential potential) {
        this(potential, Kernels.best());
    }

    Evaluator(Potential potential, Kernels twin) {
        this(List.of(potential), twin, potential.hasRange());
    }

    /**
     * The mean of a committee whose members have the same symmetry functions: these are worked out
     * once, and the slope of the mean is pulled back once, so that the mean costs little more than
     * one member.
     *
     * @param watch whether to look for atoms outside the training range of the first member
     * @throws IllegalArgumentException if the functions differ
     */
    Evaluator(List<Potential> committee, Kernels twin, boolean watch) {
        checkSameFunctions(committee);
        potential = committee.get(0);
        extrapolation = watch ? new Extrapolation(potential) : null;
        int species = potential.elements().size();
        kernels = new SymmetryKernel[species];
        networks = new MeanNetwork[species];
        g = new double[species][];
        slope = new double[species][];
        cutoff = new double[species];
        neighborhood =
                DescriptorSet.neighborhood(
                        IntStream.range(0, species)
                                .mapToObj(s -> potential.model(s).descriptor())
                                .toList());
        for (int s = 0; s < species; s++) {
            AtomicModel model = potential.model(s);
            kernels[s] = model.descriptor().kernel(potential.elements(), twin);
            cutoff[s] = model.descriptor().cutoff();
            networks[s] = new MeanNetwork(committee, potential.elements().get(s));
            g[s] = new double[model.descriptor().size()];
            slope[s] = new double[model.descriptor().size()];
        }
    }

    /** Refuses a committee whose members have not the same elements and functions. */
    static void checkSameFunctions(List<Potential> committee) {
        Potential first = committee.get(0);
        for (int m = 1; m < committee.size(); m++) {
            Potential other = committee.get(m);
            for (Element element : first.elements()) {
                AtomicModel model = other.models().get(element);
                if (other.elements().size() != first.elements().size()
                        || model == null
                        || !model.descriptor().equals(first.models().get(element).descriptor())) {
                    throw new IllegalArgumentException(
                            "all members of a committee must have the same elements and symmetry"
                                    + " functions in the same order: member 1 and member "
                                    + (m + 1)
                                    + " differ for "
                                    + element.symbol());
                }
            }
        }
    }

    /** What the last evaluation met outside the training range; {@code null} if none is watched. */
    public Extrapolation extrapolation() {
        return extrapolation;
    }

    /**
     * Energy, forces and virial of the local atoms of a list.
     *
     * @param list neighbours of each local atom, complete to the potential's cutoff
     * @param x coordinates of local and ghost atoms, angstrom
     * @param species species index of each atom in {@link Potential#elements()}, negative for atoms
     *     to ignore
     * @param forces output, x y z per local and ghost atom, eV/angstrom; overwritten
     * @param virial output, sum_i r_i f_i in the order of {@link Voigt}, eV
     * @param wanted outputs beside these
     * @return the energy of the local atoms in eV
     * @throws IllegalArgumentException if atoms coincide or the energy is not finite
     */
    public double evaluate(
            NeighborList list,
            double[] x,
            int[] species,
            double[] forces,
            double[] virial,
            PerAtom wanted) {
        return evaluate(list, 0, list.local(), x, species, forces, virial, wanted);
    }

    /** The same for the local atoms from {@code from} to before {@code to} alone. */
    double evaluate(
            NeighborList list,
            int from,
            int to,
            double[] x,
            int[] species,
            double[] forces,
            double[] virial,
            PerAtom wanted) {
        Arrays.fill(forces, 0);
        Arrays.fill(virial, 0);
        if (wanted.memberForces != null) {
            for (double[] member : wanted.memberForces) {
                Arrays.fill(member, 0);
            }
        }
        if (extrapolation != null) {
            extrapolation.clear();
        }
        double energy = 0;
        for (int i = from; i < to; i++) {
            Arrays.fill(atomVirial, 0);
            double atomEnergy = 0;
            if (species[i] >= 0) {
                atomEnergy = centre(list, x, species, i, forces, wanted);
            } else if (wanted.outside != null) {
                wanted.outside[i] = 0;
            }
            energy += atomEnergy;
            if (wanted.energies != null) {
                wanted.energies[i] = atomEnergy;
            }
            for (int v = 0; v < 6; v++) {
                virial[v] += atomVirial[v];
                if (wanted.virials != null) {
                    wanted.virials[6 * i + v] = atomVirial[v];
                }
            }
        }
        if (!Double.isFinite(energy)) {
            throw new IllegalArgumentException(
                    "the energy must be finite; atoms are probably too close: energy=" + energy);
        }
        return energy;
    }

    private double centre(
            NeighborList list, double[] x, int[] species, int i, double[] forces, PerAtom wanted) {
        int s = species[i];
        Neighborhood nb = neighborhood;
        nb.gather(x, species, i, list.neighbors(), list.start(i), list.start(i + 1), cutoff[s]);
        kernels[s].values(nb, g[s]);
        if (extrapolation != null) {
            double outside = extrapolation.look(i, s, g[s]);
            if (wanted.outside != null) {
                wanted.outside[i] = outside;
            }
        }
        double energy = networks[s].value(g[s], slope[s]);
        if (wanted.memberForces != null) {
            memberForces(nb, s, i, wanted.memberForces);
        }
        nb.clearVectors();
        kernels[s].pullBack(nb, slope[s]);
        scatter(nb, i, forces);
        return energy;
    }

    /** What the energy of the atom means to each member of a committee of two or more. */
    private void memberForces(Neighborhood nb, int s, int i, double[][] forces) {
        for (int m = 0; m < forces.length; m++) {
            nb.clearVectors();
            kernels[s].pullBack(nb, networks[s].slope(m));
            scatter(nb, i, forces[m]);
        }
    }

    /** f_j -= dE_i/dx_j, f_i gets the opposite; W_i = -sum_j (x_j - x_i) dE_i/dx_j. */
    private void scatter(Neighborhood nb, int i, double[] forces) {
        double fx = 0;
        double fy = 0;
        double fz = 0;
        double xx = 0;
        double yy = 0;
        double zz = 0;
        double yz = 0;
        double xz = 0;
        double xy = 0;
        for (int n = 0; n < nb.size; n++) {
            double gx = nb.gx[n];
            double gy = nb.gy[n];
            double gz = nb.gz[n];
            int j = 3 * nb.atom[n];
            forces[j] -= gx;
            forces[j + 1] -= gy;
            forces[j + 2] -= gz;
            fx += gx;
            fy += gy;
            fz += gz;
            xx -= nb.dx[n] * gx;
            yy -= nb.dy[n] * gy;
            zz -= nb.dz[n] * gz;
            // E_i is invariant under rotation, so the tensor is symmetric
            yz -= nb.dy[n] * gz;
            xz -= nb.dx[n] * gz;
            xy -= nb.dx[n] * gy;
        }
        forces[3 * i] += fx;
        forces[3 * i + 1] += fy;
        forces[3 * i + 2] += fz;
        atomVirial[0] = xx;
        atomVirial[1] = yy;
        atomVirial[2] = zz;
        atomVirial[3] = yz;
        atomVirial[4] = xz;
        atomVirial[5] = xy;
    }

    /**
     * Energy, forces and (for a cell periodic in all directions) stress of a structure.
     *
     * @throws IllegalArgumentException if the potential does not know one of its elements
     */
    public Labels evaluate(Structure structure) {
        Environments atoms =
                Environments.of(
                        structure,
                        potential.cutoff(),
                        a -> potential.species(structure.species(a)));
        PeriodicImages images = atoms.images();
        double[] forces = new double[3 * images.size()];
        double[] virial = new double[6];
        double energy =
                evaluate(
                        atoms.list(), images.positions(), atoms.species(), forces, virial, NOTHING);
        images.foldInto(forces);
        double[] stress = null;
        if (structure.cell().allPeriodic()) {
            stress = new double[6];
            for (int v = 0; v < 6; v++) {
                stress[v] = -virial[v] / structure.cell().volume();
            }
        }
        return new Labels(
                OptionalDouble.of(energy), Arrays.copyOf(forces, 3 * images.local()), stress);
    }
}
