package org.jinn.train;

import java.util.Arrays;
import java.util.List;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.descriptor.Environments;
import org.jinn.kernel.Neighborhood;
import org.jinn.kernel.PackedMatrix;
import org.jinn.kernel.SymmetryKernel;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Structure;

/**
 * What training needs of one frame: labels, who is whose neighbour, and the network inputs z of
 * every atom. The last two are there only on the rank that works on the frame.
 */
final class TrainingFrame {
    final Frame frame;
    final int atoms;

    /** In angstrom&sup3;; 0 without a cell. */
    final double volume;

    /** Of the frame in the loss. */
    double weight = 1;

    /** Of each atom in the force term; {@code null} if they all weigh as the frame does. */
    double[] atomWeights;

    /** Species index of each atom. */
    final int[] species;

    /** Descriptor values per atom, before scaling; {@code null} once z is known. */
    double[][] g;

    /** Network inputs per atom. */
    double[][] z;

    /**
     * Per atom dz/dx: a row for each input, in it x, y and z of all neighbours; or {@code null}.
     */
    PackedMatrix[] derivatives;

    private Environments environments;

    /**
     * A frame without neighbours.
     *
     * @throws IllegalArgumentException if the frame has an element that is not among {@code
     *     elements}
     */
    TrainingFrame(Frame frame, List<Element> elements) {
        this.frame = frame;
        Structure structure = frame.structure();
        atoms = structure.size();
        volume = structure.cell().volume();
        species = new int[atoms];
        for (int i = 0; i < atoms; i++) {
            species[i] = elements.indexOf(structure.species(i));
            if (species[i] < 0) {
                throw new IllegalArgumentException(
                        frame.origin()
                                + ": the input names no functions for element "
                                + structure.species(i).symbol());
            }
        }
    }

    /** Finds the neighbours within {@code cutoff} angstrom: this rank works on the frame. */
    void surround(double cutoff) {
        environments = Environments.of(frame.structure(), cutoff, a -> species[a]);
    }

    /** Whether this rank works on the frame. */
    boolean mine() {
        return environments != null;
    }

    /** Whether there is a stress to compare with, which takes a volume. */
    boolean hasStress() {
        return frame.labels().hasStress() && volume > 0;
    }

    /** Works out the descriptor of every atom. */
    void describe(DescriptorSet[] sets, SymmetryKernel[] kernels) {
        Neighborhood nb = DescriptorSet.neighborhood(List.of(sets));
        g = new double[atoms][];
        for (int i = 0; i < atoms; i++) {
            gather(nb, i, sets[species[i]].cutoff());
            g[i] = new double[sets[species[i]].size()];
            kernels[species[i]].values(nb, g[i]);
        }
    }

    /** Gives all ranks the descriptors that one of them has worked out. */
    void share(Ranks ranks, DescriptorSet[] sets) {
        double[] flat = new double[Arrays.stream(species).map(s -> sets[s].size()).sum()];
        int at = 0;
        for (int i = 0; mine() && i < atoms; i++) {
            System.arraycopy(g[i], 0, flat, at, g[i].length);
            at += g[i].length;
        }
        ranks.sum(flat); // all others have zeros
        g = new double[atoms][];
        at = 0;
        for (int i = 0; i < atoms; i++) {
            g[i] = Arrays.copyOfRange(flat, at, at + sets[species[i]].size());
            at += g[i].length;
        }
    }

    /** Turns descriptors into network inputs. */
    void prepare(Preprocessing[] preprocessing) {
        z = new double[atoms][];
        for (int i = 0; mine() && i < atoms; i++) {
            z[i] = preprocessing[species[i]].apply(g[i]);
        }
        g = null;
    }

    /** Gathers the neighbours of atom i. */
    void gather(Neighborhood nb, int i, double cutoff) {
        environments.gather(nb, i, cutoff);
    }

    /** Which atom of the frame a gathered neighbour is (an image of). */
    int owner(int neighbor) {
        return environments.owner(neighbor);
    }
}
