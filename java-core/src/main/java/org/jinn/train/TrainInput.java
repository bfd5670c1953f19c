package org.jinn.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jinn.dataset.Dataset;
import org.jinn.dataset.StructureList;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.format.ReadOptions;
import org.jinn.network.Activation;
import org.jinn.structure.Element;

/**
 * What a training run is asked to do: an {@code input.yaml} with SIMPLE-NN's key names where it has
 * them, read and checked.
 *
 * @param elements the elements, in the order of the potential file
 * @param descriptors the functions of each element
 * @param data the frames
 * @param output the potential file to write
 * @param seed of the split, the initial weights and the order of batches
 * @param scaling what happens to descriptors before the network
 * @param network the network of each element
 * @param initial the potential to start from, if not from random weights
 * @param loss what is minimised
 * @param fit how
 * @param showInterval epochs from one entry of the log to the next
 * @param replicas how many potentials to train, from different weights
 * @param threads 0 for all cores
 * @param derivativeBytes memory for derivatives of descriptors; those of frames that do not fit are
 *     worked out again whenever they are needed
 * @param resumes whether to go on from the checkpoint of an earlier run
 * @param tested the potential to compare with the frames; then nothing is trained
 */
public record TrainInput(
        List<Element> elements,
        Map<Element, DescriptorSet> descriptors,
        Data data,
        Path output,
        long seed,
        Scaling scaling,
        Network network,
        Optional<InitialPotential> initial,
        LossTerms loss,
        Fit fit,
        int showInterval,
        int replicas,
        int threads,
        long derivativeBytes,
        boolean resumes,
        Optional<Path> tested) {

    /**
     * The frames.
     *
     * @param files files and folders with labelled frames
     * @param structureList SIMPLE-NN's list of files, if the input names none itself
     * @param weights of the groups' shares of the loss; a group that is not named has 1
     * @param validRate share of frames kept for validation
     * @param atomicWeights how atoms weigh in the force term, if not all alike
     */
    public record Data(
            List<Path> files,
            Optional<Path> structureList,
            Map<String, Double> weights,
            double validRate,
            Optional<AtomicWeights> atomicWeights) {}

    /**
     * Weights by Gaussian density (see {@link GaussianDensity}).
     *
     * @param width of the Gaussians, in units of scaled descriptors; {@code null} to choose it
     * @param steepness b of the modified sigmoid by element; none without
     * @param threshold c of the modified sigmoid by element
     */
    public record AtomicWeights(
            Map<Element, Double> width,
            Map<Element, Double> steepness,
            Map<Element, Double> threshold) {}

    /** How descriptors are brought to a common range before the network. */
    public enum ScaleType {
        /** To -1 ... 1 over the training set. */
        MINMAX,
        /** To mean 0 and standard deviation 1. */
        MEANSTD,
        /** Mean 0, in units of the value in a gas without structure. */
        UNIFORM_GAS
    }

    /**
     * From descriptors to network inputs.
     *
     * @param type of scaling
     * @param width scaled descriptors are multiplied by it
     * @param density of the uniform gas, atoms of each element per angstrom&sup3;
     * @param pca whether scaled descriptors are turned into principal components
     * @param whiten whether components are divided by their standard deviation
     * @param whitenFloor added to the variance before whitening
     */
    public record Scaling(
            ScaleType type,
            double width,
            Map<Element, Double> density,
            boolean pca,
            boolean whiten,
            double whitenFloor) {}

    /**
     * The networks.
     *
     * @param hidden nodes of the hidden layers
     * @param activation of the hidden layers
     * @param initializer the weights to start from
     * @param dropout probability that a hidden node sits out a batch (Adam)
     */
    public record Network(
            int[] hidden, Activation activation, Initializer initializer, double dropout) {}

    /**
     * Loss = energy mean (dE/N)^2 + force mean dF^2 + stress mean dS^2, with E in eV, F in
     * eV/angstrom, S in kbar, as SIMPLE-NN has it. A zero leaves the term out.
     *
     * @param energyPower the square of dE/N is multiplied by N to this power: 0, 1 or 2
     * @param forceByError whether the square of dF is multiplied by its length (Adam)
     */
    public record LossTerms(
            double energy, double force, double stress, int energyPower, boolean forceByError) {}

    /** How the loss is minimised. */
    public enum Method {
        /** Small steps on batches of frames. */
        ADAM,
        /** Limited-memory BFGS on all frames at once; an epoch is one iteration. */
        LBFGS,
        /** Levenberg-Marquardt on all frames at once; an epoch is one damped Gauss-Newton step. */
        LM
    }

    /**
     * The way to the minimum.
     *
     * @param method of optimisation
     * @param epochs most passes over the training frames
     * @param minutes most minutes of training
     * @param batch frames per step of Adam
     * @param learningRate of Adam, at the start
     * @param decayRate of the learning rate, per epoch; 0 for half a cosine down to a hundredth
     * @param l2 coefficient of the squared weights in the loss
     * @param energyCriterion with the other two: training ends when all validation errors (RMSE;
     *     eV/atom, eV/angstrom as the length of a vector, kbar as the length of six components) are
     *     below; infinity for those that do not matter
     */
    public record Fit(
            Method method,
            int epochs,
            double minutes,
            int batch,
            double learningRate,
            double decayRate,
            double l2,
            double energyCriterion,
            double forceCriterion,
            double stressCriterion) {
        /** Minutes of a training that only epochs end. */
        public static final double NO_LIMIT = 1e6;

        private Fit with(int otherEpochs) {
            return new Fit(
                    method,
                    otherEpochs,
                    minutes,
                    batch,
                    learningRate,
                    decayRate,
                    l2,
                    energyCriterion,
                    forceCriterion,
                    stressCriterion);
        }
    }

    /** The same with another number of epochs. */
    public TrainInput withEpochs(int epochs) {
        return new TrainInput(
                elements,
                descriptors,
                data,
                output,
                seed,
                scaling,
                network,
                initial,
                loss,
                fit.with(epochs),
                showInterval,
                replicas,
                threads,
                derivativeBytes,
                resumes,
                tested);
    }

    /** The same for one new potential with another descriptor. */
    public TrainInput withDescriptor(
            Map<Element, DescriptorSet> other, long otherSeed, int otherThreads) {
        return new TrainInput(
                elements,
                other,
                data,
                output,
                otherSeed,
                scaling,
                network,
                initial,
                loss,
                fit,
                showInterval,
                1,
                otherThreads,
                derivativeBytes,
                false,
                Optional.empty());
    }

    /** Reads the frames that {@link #data} names. */
    public Dataset readFrames() throws IOException {
        ReadOptions options = new ReadOptions(false, elements);
        return data.structureList().isPresent()
                ? StructureList.read(data.structureList().get(), options)
                : Dataset.read(data.files(), options);
    }

    /**
     * Reads and checks an input file. Paths in it are relative to its folder.
     *
     * @throws org.jinn.structure.FormatException naming line and key of the first fault
     */
    public static TrainInput read(Path file) throws IOException {
        return new TrainInputReader(file).read();
    }
}
