package org.jinn.potential;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.jinn.kernel.Kernels;
import org.jinn.kernel.Neighborhood;
import org.jinn.kernel.SymmetryKernel;
import org.jinn.neighbor.NeighborList;
import org.jinn.neighbor.PeriodicImages;
import org.jinn.network.FrozenNetwork;
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
    private final Potential potential;
    private final SymmetryKernel[] kernels;
    private final FrozenNetwork[] networks;
    private final Neighborhood neighborhood;
    private final double[][] g;
    private final double[][] slope;
    private final double[] cutoff;
    private final double[] atomVirial = new double[6];

    public Evaluator(Potential potential) {
        this(potential, Kernels.best());
    }

    Evaluator(Potential potential, Kernels twin) {
        this.potential = potential;
        int species = potential.elements().size();
        kernels = new SymmetryKernel[species];
        networks = new FrozenNetwork[species];
        g = new double[species][];
        slope = new double[species][];
        cutoff = new double[species];
        neighborhood = new Neighborhood(species);
        for (int s = 0; s < species; s++) {
            AtomicModel model = potential.model(s);
            kernels[s] = model.descriptor().kernel(potential.elements(), twin);
            cutoff[s] = model.descriptor().cutoff();
            networks[s] = model.network().frozen(model.centre(), model.width());
            g[s] = new double[model.descriptor().size()];
            slope[s] = new double[model.descriptor().size()];
        }
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
     * @param atomEnergies output per local atom, eV, or {@code null}
     * @param atomVirials output, six per local atom in the order of {@link Voigt}, eV, assigned to
     *     the atom whose energy it derives from, or {@code null}
     * @return the energy of the local atoms in eV
     * @throws IllegalArgumentException if atoms coincide or a result is not finite
     */
    public double evaluate(
            NeighborList list,
            double[] x,
            int[] species,
            double[] forces,
            double[] virial,
            double[] atomEnergies,
            double[] atomVirials) {
        return evaluate(
                list, 0, list.local(), x, species, forces, virial, atomEnergies, atomVirials);
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
            double[] atomEnergies,
            double[] atomVirials) {
        Arrays.fill(forces, 0);
        Arrays.fill(virial, 0);
        double energy = 0;
        for (int i = from; i < to; i++) {
            Arrays.fill(atomVirial, 0);
            double atomEnergy = 0;
            if (species[i] >= 0) {
                atomEnergy = centre(list, x, species, i, forces);
            }
            energy += atomEnergy;
            if (atomEnergies != null) {
                atomEnergies[i] = atomEnergy;
            }
            for (int v = 0; v < 6; v++) {
                virial[v] += atomVirial[v];
                if (atomVirials != null) {
                    atomVirials[6 * i + v] = atomVirial[v];
                }
            }
        }
        if (!Double.isFinite(energy)) {
            throw new IllegalArgumentException(
                    "the energy must be finite; atoms are probably too close: energy=" + energy);
        }
        return energy;
    }

    private double centre(NeighborList list, double[] x, int[] species, int i, double[] forces) {
        int s = species[i];
        Neighborhood nb = neighborhood;
        nb.gather(x, species, i, list.neighbors(), list.start(i), list.start(i + 1), cutoff[s]);
        kernels[s].values(nb, g[s]);
        double energy = networks[s].value(g[s], slope[s]);
        nb.clearVectors();
        kernels[s].pullBack(nb, slope[s]);
        scatter(nb, i, forces);
        return energy;
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
        PeriodicImages images = PeriodicImages.of(structure, potential.cutoff());
        int[] species = new int[images.size()];
        for (int a = 0; a < species.length; a++) {
            species[a] = potential.species(structure.species(images.owner()[a]));
        }
        NeighborList list = new NeighborList();
        list.build(images.positions(), species, images.local(), images.size(), potential.cutoff());
        double[] forces = new double[3 * images.size()];
        double[] virial = new double[6];
        double energy = evaluate(list, images.positions(), species, forces, virial, null, null);
        images.foldInto(forces);
        double[] stress = null;
        if (structure.cell().periodic(0)
                && structure.cell().periodic(1)
                && structure.cell().periodic(2)) {
            stress = new double[6];
            for (int v = 0; v < 6; v++) {
                stress[v] = -virial[v] / structure.cell().volume();
            }
        }
        return new Labels(
                OptionalDouble.of(energy), Arrays.copyOf(forces, 3 * images.local()), stress);
    }
}
