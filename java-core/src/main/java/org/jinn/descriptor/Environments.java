package org.jinn.descriptor;

import java.util.function.IntUnaryOperator;
import org.jinn.kernel.Neighborhood;
import org.jinn.neighbor.NeighborList;
import org.jinn.neighbor.PeriodicImages;
import org.jinn.structure.Structure;

/**
 * The atomic environments of a structure: every atom with its neighbours within a cutoff.
 *
 * @param images the atoms and their periodic images
 * @param species species index of each image
 * @param list who is near whom
 */
public record Environments(PeriodicImages images, int[] species, NeighborList list) {
    /**
     * Finds the neighbours.
     *
     * @param cutoff largest distance of a neighbour, angstrom
     * @param speciesOf the species index of an atom; one with a negative index is ignored
     * @throws IllegalArgumentException if the cell is so small that the images have no end
     */
    public static Environments of(Structure structure, double cutoff, IntUnaryOperator speciesOf) {
        PeriodicImages images = PeriodicImages.of(structure, cutoff);
        int[] species = new int[images.size()];
        for (int a = 0; a < species.length; a++) {
            species[a] = speciesOf.applyAsInt(images.owner()[a]);
        }
        NeighborList list = new NeighborList();
        list.build(images.positions(), species, images.local(), images.size(), cutoff);
        return new Environments(images, species, list);
    }

    /** Number of atoms, without their images. */
    public int size() {
        return images.local();
    }

    /** Gathers the neighbours of atom i within {@code cutoff}, not above that of the search. */
    public void gather(Neighborhood nb, int i, double cutoff) {
        nb.gather(
                images.positions(),
                species,
                i,
                list.neighbors(),
                list.start(i),
                list.start(i + 1),
                cutoff);
    }

    /** Which atom of the structure a gathered neighbour is (an image of). */
    public int owner(int neighbor) {
        return images.owner()[neighbor];
    }
}
