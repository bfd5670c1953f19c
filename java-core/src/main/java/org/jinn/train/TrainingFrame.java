package org.jinn.train;

import java.util.List;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.kernel.Neighborhood;
import org.jinn.kernel.SymmetryKernel;
import org.jinn.neighbor.NeighborList;
import org.jinn.neighbor.PeriodicImages;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Structure;

/**
 * What training needs of one frame: labels, who is whose neighbour, and the network inputs z of
 * every atom.
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
    float[][] derivatives;

    private final PeriodicImages images;
    private final NeighborList list = new NeighborList();
    private final int[] imageSpecies;

    /**
     * Neighbours within {@code cutoff} angstrom.
     *
     * @throws IllegalArgumentException if the frame has an element that is not among {@code
     *     elements}
     */
    TrainingFrame(Frame frame, List<Element> elements, double cutoff) {
        this.frame = frame;
        Structure structure = frame.structure();
        atoms = structure.size();
        volume = structure.cell().volume();
        images = PeriodicImages.of(structure, cutoff);
        imageSpecies = new int[images.size()];
        species = new int[atoms];
        for (int a = 0; a < images.size(); a++) {
            Element element = structure.species(images.owner()[a]);
            imageSpecies[a] = elements.indexOf(element);
            if (imageSpecies[a] < 0) {
                throw new IllegalArgumentException(
                        "the input names no functions for element " + element.symbol());
            }
            if (a < atoms) {
                species[a] = imageSpecies[a];
            }
        }
        list.build(images.positions(), imageSpecies, atoms, images.size(), cutoff);
    }

    /** Works out the descriptor of every atom. */
    void describe(DescriptorSet[] sets, SymmetryKernel[] kernels) {
        Neighborhood nb = new Neighborhood(sets.length);
        g = new double[atoms][];
        for (int i = 0; i < atoms; i++) {
            gather(nb, i, sets[species[i]].cutoff());
            g[i] = new double[sets[species[i]].size()];
            kernels[species[i]].values(nb, g[i]);
        }
    }

    /** Turns descriptors into network inputs. */
    void prepare(Preprocessing[] preprocessing) {
        z = new double[atoms][];
        for (int i = 0; i < atoms; i++) {
            z[i] = preprocessing[species[i]].apply(g[i]);
        }
        g = null;
    }

    /** Gathers the neighbours of atom i. */
    void gather(Neighborhood nb, int i, double cutoff) {
        nb.gather(
                images.positions(),
                imageSpecies,
                i,
                list.neighbors(),
                list.start(i),
                list.start(i + 1),
                cutoff);
    }

    /** Which atom of the frame a gathered neighbour is (an image of). */
    int owner(int neighbor) {
        return images.owner()[neighbor];
    }
}
