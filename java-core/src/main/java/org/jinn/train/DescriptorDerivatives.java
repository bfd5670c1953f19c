package org.jinn.train;

import java.util.Arrays;
import java.util.List;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.kernel.DenseKernel;
import org.jinn.kernel.Kernels;
import org.jinn.kernel.MatrixKernel;
import org.jinn.kernel.Neighborhood;
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
    private final Preprocessing[] preprocessing;
    private final MatrixKernel matrix = Kernels.best().matrix();
    private final double[] g;
    private final float[] inputs;
    private float[] neighbors = new float[0];

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
        this.preprocessing = preprocessing;
        neighborhood = new Neighborhood(sets.length);
        int longest = Arrays.stream(sets).mapToInt(DescriptorSet::size).max().orElseThrow();
        g = new double[DenseKernel.room(longest)];
        inputs = new float[MatrixKernel.room(longest)];
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
        int stride = reserve();
        matrix.transposeTimes(f.derivatives[i], stride, inputs, neighbors);
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
        int stride = reserve();
        for (int n = 0; n < nb.size; n++) {
            neighbors[n] = (float) nb.gx[n];
            neighbors[nb.size + n] = (float) nb.gy[n];
            neighbors[2 * nb.size + n] = (float) nb.gz[n];
        }
        Arrays.fill(neighbors, 3 * nb.size, stride, 0);
        matrix.times(f.derivatives[i], stride, neighbors, inputs);
        for (int k = 0; k < preprocessing[s].size(); k++) {
            direction[k] = inputs[k];
        }
    }

    private int reserve() {
        int stride = stride();
        if (neighbors.length < stride) {
            neighbors = new float[2 * stride];
        }
        return stride;
    }

    /** How long a row is; that of an atom without neighbours is not empty either. */
    private int stride() {
        return MatrixKernel.room(Math.max(1, 3 * neighborhood.size));
    }

    /** Bytes that {@link #keep} takes for a frame. */
    long bytes(TrainingFrame f) {
        long bytes = 0;
        for (int i = 0; i < f.atoms; i++) {
            gather(f, i);
            bytes += 4L * MatrixKernel.room(preprocessing[f.species[i]].size()) * stride();
        }
        return bytes;
    }

    /** Works out dz/dx of all atoms of a frame and leaves it there. */
    void keep(TrainingFrame f) {
        float[][] kept = new float[f.atoms][];
        Neighborhood nb = neighborhood;
        double[] unit = room();
        for (int i = 0; i < f.atoms; i++) {
            int s = f.species[i];
            int size = preprocessing[s].size();
            gather(f, i);
            int stride = stride();
            kept[i] = new float[MatrixKernel.room(size) * stride];
            kernels[s].values(nb, g);
            for (int k = 0; k < size; k++) {
                unit[k] = 1;
                preprocessing[s].map().backward(unit, g);
                unit[k] = 0;
                nb.clearVectors();
                kernels[s].pullBack(nb, g);
                for (int n = 0; n < nb.size; n++) {
                    kept[i][k * stride + n] = (float) nb.gx[n];
                    kept[i][k * stride + nb.size + n] = (float) nb.gy[n];
                    kept[i][k * stride + 2 * nb.size + n] = (float) nb.gz[n];
                }
            }
        }
        f.derivatives = kept;
    }
}
