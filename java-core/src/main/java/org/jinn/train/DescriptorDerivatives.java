package org.jinn.train;

import java.util.Arrays;
import java.util.List;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.kernel.DenseKernel;
import org.jinn.kernel.Jacobian;
import org.jinn.kernel.Kernels;
import org.jinn.kernel.MatrixKernel;
import org.jinn.kernel.Neighborhood;
import org.jinn.kernel.PackedMatrix;
import org.jinn.kernel.SymmetryKernel;
import org.jinn.structure.Element;

/**
 * The products of dz/dx, the derivatives of the network inputs of an atom by the positions of its
 * neighbours, with vectors. Frames that keep dz/dx in memory read it back, which is several times
 * faster; for the others the kernels work it out again. One instance per thread.
 */
final class DescriptorDerivatives {
    private final double[] cutoff;
    private final SymmetryKernel[] kernels;
    private final Jacobian[] jacobians;
    private final Preprocessing[] preprocessing;
    private final MatrixKernel matrix = Kernels.best().matrix();
    private final double[] g;
    private final float[] inputs;
    private float[] neighbors = new float[0];

    /** dG/dx and dz/dx of an atom, to be kept. */
    private double[] functions = new double[0];

    private float[] own = new float[0];

    /** The neighbours of the atom last worked on; their vectors are in- and output. */
    final Neighborhood neighborhood;

    DescriptorDerivatives(TrainInput input, Preprocessing[] preprocessing) {
        List<Element> elements = input.elements();
        DescriptorSet[] sets =
                elements.stream().map(input.descriptors()::get).toArray(DescriptorSet[]::new);
        cutoff = Arrays.stream(sets).mapToDouble(DescriptorSet::cutoff).toArray();
        kernels =
                Arrays.stream(sets)
                        .map(s -> s.kernel(elements, Kernels.best()))
                        .toArray(SymmetryKernel[]::new);
        jacobians = Arrays.stream(sets).map(s -> s.jacobian(elements)).toArray(Jacobian[]::new);
        this.preprocessing = preprocessing;
        neighborhood = DescriptorSet.neighborhood(List.of(sets));
        int longest = Arrays.stream(sets).mapToInt(DescriptorSet::size).max().orElseThrow();
        g = new double[DenseKernel.room(longest)];
        inputs = new float[PackedMatrix.room(longest)];
    }

    /** The inputs of a {@link DenseKernel} of any element: room for values or their derivatives. */
    double[] room() {
        return new double[g.length];
    }

    /** The derivative of an energy by the neighbours' positions from that by the inputs. */
    void pullBack(TrainingFrame f, int i, double[] slope) {
        Neighborhood nb = neighborhood;
        int s = f.species[i];
        f.gather(nb, i, cutoff[s]);
        if (f.derivatives == null) {
            kernels[s].values(nb, g);
            preprocessing[s].map().backward(slope, g);
            nb.clearVectors();
            kernels[s].pullBack(nb, g);
            return;
        }
        for (int k = 0; k < preprocessing[s].size(); k++) {
            inputs[k] = (float) slope[k];
        }
        reserve();
        matrix.transposeTimes(f.derivatives[i], inputs, neighbors);
        for (int n = 0; n < nb.size; n++) {
            nb.gx[n] = neighbors[n];
            nb.gy[n] = neighbors[nb.size + n];
            nb.gz[n] = neighbors[2 * nb.size + n];
        }
    }

    /** Gathers the neighbours, for their velocities to be set before {@link #pushForward}. */
    void gather(TrainingFrame f, int i) {
        f.gather(neighborhood, i, cutoff[f.species[i]]);
    }

    /** How the inputs change when the neighbours move with the velocities in their vectors. */
    void pushForward(TrainingFrame f, int i, double[] direction) {
        Neighborhood nb = neighborhood;
        int s = f.species[i];
        if (f.derivatives == null) {
            kernels[s].values(nb, g);
            kernels[s].pushForward(nb, g);
            preprocessing[s].map().forward(g, direction);
            return;
        }
        int room = reserve();
        for (int n = 0; n < nb.size; n++) {
            neighbors[n] = (float) nb.gx[n];
            neighbors[nb.size + n] = (float) nb.gy[n];
            neighbors[2 * nb.size + n] = (float) nb.gz[n];
        }
        Arrays.fill(neighbors, 3 * nb.size, room, 0);
        matrix.times(f.derivatives[i], neighbors, inputs);
        for (int k = 0; k < preprocessing[s].size(); k++) {
            direction[k] = inputs[k];
        }
    }

    /** Makes room for the places of all neighbours, and tells how much of it is read. */
    private int reserve() {
        int room = PackedMatrix.room(3 * neighborhood.size);
        if (neighbors.length < room) {
            neighbors = new float[2 * room];
        }
        return room;
    }

    /** Bytes that {@link #keep} takes for a frame. */
    long bytes(TrainingFrame f) {
        long bytes = 0;
        for (int i = 0; i < f.atoms; i++) {
            gather(f, i);
            bytes += PackedMatrix.bytes(preprocessing[f.species[i]].size(), 3 * neighborhood.size);
        }
        return bytes;
    }

    /** Works out dz/dx of all atoms of a frame and leaves it there. */
    void keep(TrainingFrame f) {
        PackedMatrix[] kept = new PackedMatrix[f.atoms];
        Neighborhood nb = neighborhood;
        double[] direction = room();
        for (int i = 0; i < f.atoms; i++) {
            int s = f.species[i];
            int size = preprocessing[s].size();
            gather(f, i);
            int stride = PackedMatrix.room(3 * nb.size);
            if (functions.length < stride * size) {
                functions = new double[2 * stride * size];
                own = new float[2 * stride * size];
            }
            jacobians[s].evaluate(nb, functions, size);
            for (int row = 0; row < 3 * nb.size; row++) {
                System.arraycopy(functions, row * size, g, 0, size);
                preprocessing[s].map().forward(g, direction);
                int column = row % 3 * nb.size + row / 3;
                for (int k = 0; k < size; k++) {
                    own[k * stride + column] = (float) direction[k];
                }
            }
            kept[i] = new PackedMatrix(own, size, 3 * nb.size);
        }
        f.derivatives = kept;
    }
}
