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
 * What training needs of one frame: labels, and per atom the descriptor, the network inputs z, and
 * dz/dx of every neighbour, in single precision (they enter the gradient of the loss only, and a
 * reported error agrees with the potential's own to 1e-5 eV/angstrom).
 */
final class FrameFeatures {
    final Frame frame;
    final int atoms;
    final double volume;

    /** Species index of each atom. */
    final int[] species;

    /** Descriptor values per atom, before scaling. */
    final double[][] g;

    /** Network inputs per atom. */
    final double[][] z;

    /** Per atom: which atom of the frame each neighbour is (an image of). */
    final int[][] neighbor;

    /** Per atom: x, y, z of each neighbour relative to the atom. */
    final float[][] vector;

    /** Per atom: dz_k/dx_m at {@code k * 3 * neighbours + m}. */
    final float[][] jacobian;

    private final PeriodicImages images;
    private final NeighborList list = new NeighborList();
    private final int[] imageSpecies;

    /** Descriptor values; the rest comes with {@link #derive}. */
    FrameFeatures(
            Frame frame, List<Element> elements, DescriptorSet[] sets, SymmetryKernel[] kernels) {
        this.frame = frame;
        Structure structure = frame.structure();
        atoms = structure.size();
        volume = structure.cell().volume();
        double cutoff = 0;
        for (DescriptorSet set : sets) {
            cutoff = Math.max(cutoff, set.cutoff());
        }
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
        g = new double[atoms][];
        z = new double[atoms][];
        neighbor = new int[atoms][];
        vector = new float[atoms][];
        jacobian = new float[atoms][];
        Neighborhood nb = new Neighborhood(elements.size());
        for (int i = 0; i < atoms; i++) {
            DescriptorSet set = sets[species[i]];
            gather(nb, i, set);
            g[i] = new double[set.size()];
            kernels[species[i]].values(nb, g[i]);
            neighbor[i] = new int[nb.size];
            vector[i] = new float[3 * nb.size];
            for (int n = 0; n < nb.size; n++) {
                neighbor[i][n] = images.owner()[nb.atom[n]];
                vector[i][3 * n] = (float) nb.dx[n];
                vector[i][3 * n + 1] = (float) nb.dy[n];
                vector[i][3 * n + 2] = (float) nb.dz[n];
            }
        }
    }

    /** Network inputs and their derivatives. */
    void derive(
            List<Element> elements,
            DescriptorSet[] sets,
            SymmetryKernel[] kernels,
            Preprocessing[] preprocessing) {
        Neighborhood nb = new Neighborhood(elements.size());
        for (int i = 0; i < atoms; i++) {
            Preprocessing p = preprocessing[species[i]];
            z[i] = p.apply(g[i]);
            gather(nb, i, sets[species[i]]);
            double[] c = new double[p.size()];
            kernels[species[i]].values(nb, c);
            jacobian[i] = new float[p.size() * 3 * nb.size];
            int at = 0;
            for (int k = 0; k < p.size(); k++) {
                p.slope(k, c);
                nb.clearVectors();
                kernels[species[i]].pullBack(nb, c);
                for (int n = 0; n < nb.size; n++) {
                    jacobian[i][at++] = (float) nb.gx[n];
                    jacobian[i][at++] = (float) nb.gy[n];
                    jacobian[i][at++] = (float) nb.gz[n];
                }
            }
        }
    }

    private void gather(Neighborhood nb, int i, DescriptorSet set) {
        nb.gather(
                images.positions(),
                imageSpecies,
                i,
                list.neighbors(),
                list.start(i),
                list.start(i + 1),
                set.cutoff());
    }

    /** Bytes that the derivatives of this frame take. */
    long derivativeBytes() {
        long bytes = 0;
        for (int i = 0; i < atoms; i++) {
            bytes += 4L * g[i].length * 3 * neighbor[i].length;
        }
        return bytes;
    }
}
