package org.jinn.train;

import java.util.Arrays;
import org.jinn.kernel.Neighborhood;
import org.jinn.network.FeedForward;
import org.jinn.network.FrozenNetwork;
import org.jinn.network.ParameterTangent;
import org.jinn.structure.Labels;
import org.jinn.structure.Units;
import org.jinn.structure.Voigt;

/**
 * Predicts one frame and works out the gradient of its share of the loss. One instance per thread.
 *
 * <p>A residual of forces and stress, pushed through the descriptor (a Jacobian-vector product),
 * becomes a direction u in the space of network inputs; the network then needs only the gradient of
 * u . dE/dz by its parameters (no third-order tensors).
 */
final class FrameLoss {
    private final DescriptorDerivatives derivatives;
    private final TrainInput.LossTerms terms;
    private final double[] slope;
    private final double[] direction;
    private FrozenNetwork[] networks;
    private ParameterTangent[] tangents;

    /** Derivatives of the loss by energy, forces and stress times volume. */
    private double byEnergy;

    private double[] byForce = new double[0];
    private final double[] byStress = new double[6];

    /** Predictions of the last frame: energy in eV, forces, stress in {@link Voigt} order. */
    double energy;

    double[] forces = new double[0];
    final double[] stress = new double[6];

    FrameLoss(TrainInput input, Preprocessing[] preprocessing) {
        derivatives = new DescriptorDerivatives(input, preprocessing);
        terms = input.loss();
        slope = derivatives.room();
        direction = derivatives.room();
    }

    /** The networks as they are now are those of the calls that follow. */
    void freeze(FeedForward[] trained) {
        networks = Arrays.stream(trained).map(FeedForward::frozen).toArray(FrozenNetwork[]::new);
    }

    /** The directions in which the parameters of the networks move in {@link #addCurvature}. */
    void direct(FeedForward[] directions) {
        tangents = new ParameterTangent[directions.length];
        for (int s = 0; s < directions.length; s++) {
            tangents[s] = new ParameterTangent(networks[s], directions[s]);
        }
    }

    /** Energy, forces and stress of a frame. */
    void predict(TrainingFrame f) {
        predict(f, false);
    }

    /** The same, or how they change along the directions. */
    private void predict(TrainingFrame f, boolean along) {
        if (forces.length != 3 * f.atoms) {
            forces = new double[3 * f.atoms];
        }
        Arrays.fill(forces, 0);
        Arrays.fill(stress, 0);
        energy = 0;
        for (int i = 0; i < f.atoms; i++) {
            int s = f.species[i];
            energy += along ? tangents[s].value(f.z[i], slope) : networks[s].value(f.z[i], slope);
            derivatives.pullBack(f, i, slope);
            scatter(f, derivatives.neighborhood, i);
        }
        for (int v = 0; v < 6 && f.volume > 0; v++) {
            stress[v] /= f.volume;
        }
    }

    /** dE_i/dx_j of the neighbours of atom i to forces, and to the stress times the volume. */
    private void scatter(TrainingFrame f, Neighborhood nb, int i) {
        double fx = 0;
        double fy = 0;
        double fz = 0;
        for (int n = 0; n < nb.size; n++) {
            int j = 3 * f.owner(nb.atom[n]);
            double gx = nb.gx[n];
            double gy = nb.gy[n];
            double gz = nb.gz[n];
            forces[j] -= gx;
            forces[j + 1] -= gy;
            forces[j + 2] -= gz;
            fx += gx;
            fy += gy;
            fz += gz;
            stress[0] += nb.dx[n] * gx;
            stress[1] += nb.dy[n] * gy;
            stress[2] += nb.dz[n] * gz;
            stress[3] += nb.dy[n] * gz;
            stress[4] += nb.dx[n] * gz;
            stress[5] += nb.dx[n] * gy;
        }
        forces[3 * i] += fx;
        forces[3 * i + 1] += fy;
        forces[3 * i + 2] += fz;
    }

    /**
     * Predicts, and adds the gradient of this frame's share of a batch's loss to {@code gradient},
     * one network after the other.
     *
     * @param batch what the batch has labels of
     * @return the share of the loss
     */
    double addGradient(TrainingFrame f, Loss.Labelled batch, double[] gradient) {
        predict(f);
        double loss = share(f, batch, true);
        addGradient(f, gradient);
        return loss;
    }

    /**
     * Adds this frame's share of the product of the Gauss-Newton matrix of the loss (its second
     * derivative, as if predictions were linear in the parameters) with the directions.
     */
    void addCurvature(TrainingFrame f, Loss.Labelled batch, double[] product) {
        predict(f, true);
        weigh(f, batch, true, true);
        addGradient(f, product);
    }

    /** The derivatives by the predictions, carried on to the parameters. */
    private void addGradient(TrainingFrame f, double[] gradient) {
        for (int i = 0; i < f.atoms; i++) {
            addAtom(f, i);
        }
        int at = 0;
        for (FrozenNetwork network : networks) {
            at = network.drain(gradient, at);
        }
    }

    /**
     * The share of the loss of the frame just predicted, and its derivatives by the predictions.
     *
     * @param weighted whether frames and atoms have their weights, or all the same
     */
    double share(TrainingFrame f, Loss.Labelled batch, boolean weighted) {
        return weigh(f, batch, weighted, false);
    }

    /**
     * @param along whether predictions are changes along directions, which have no labels to be
     *     compared with
     */
    private double weigh(TrainingFrame f, Loss.Labelled batch, boolean weighted, boolean along) {
        Labels labels = f.frame.labels();
        double weight = weighted ? f.weight : 1;
        double loss = 0;
        byEnergy = 0;
        if (labels.energy().isPresent()) {
            double d = (energy - (along ? 0 : labels.energy().getAsDouble())) / f.atoms;
            double factor = weight * terms.energy() * Math.pow(f.atoms, terms.energyPower());
            loss += factor * d * d / batch.energies();
            byEnergy = 2 * factor * d / (f.atoms * (double) batch.energies());
        }
        if (byForce.length != forces.length) {
            byForce = new double[forces.length];
        }
        Arrays.fill(byForce, 0);
        if (labels.hasForces() && terms.force() > 0) {
            for (int i = 0; i < f.atoms; i++) {
                double factor = atomWeight(f, i, weighted) * terms.force() / batch.components();
                loss += forceShare(along ? null : labels.forces(), i, factor);
            }
        }
        Arrays.fill(byStress, 0);
        if (f.hasStress() && terms.stress() > 0) {
            double factor = weight * terms.stress() / (6.0 * batch.stresses());
            for (int v = 0; v < 6; v++) {
                double d = (stress[v] - (along ? 0 : labels.stress()[v])) * Units.EV_PER_A3_IN_KBAR;
                loss += factor * d * d;
                byStress[v] = 2 * factor * d * Units.EV_PER_A3_IN_KBAR / f.volume;
            }
        }
        return loss;
    }

    /** As SIMPLE-NN has it, weights of atoms stand in for those of frames. */
    private static double atomWeight(TrainingFrame f, int i, boolean weighted) {
        if (!weighted) {
            return 1;
        }
        return f.atomWeights == null ? f.weight : f.atomWeights[i];
    }

    private double forceShare(double[] labels, int i, double factor) {
        double square = 0;
        for (int c = 3 * i; c < 3 * i + 3; c++) {
            byForce[c] = forces[c] - (labels == null ? 0 : labels[c]);
            square += byForce[c] * byForce[c];
        }
        // the length counts as a weight, not as a part of the function: it has no derivative
        double scaled = terms.forceByError() ? factor * Math.sqrt(square) : factor;
        for (int c = 3 * i; c < 3 * i + 3; c++) {
            byForce[c] *= 2 * scaled;
        }
        return scaled * square;
    }

    /** The residual as a velocity of each neighbour of atom i, pushed to its network inputs. */
    private void addAtom(TrainingFrame f, int i) {
        derivatives.gather(f, i);
        Neighborhood nb = derivatives.neighborhood;
        double[] b = byStress;
        for (int n = 0; n < nb.size; n++) {
            int j = 3 * f.owner(nb.atom[n]);
            double dx = nb.dx[n];
            double dy = nb.dy[n];
            double dz = nb.dz[n];
            nb.gx[n] = byForce[3 * i] - byForce[j] + b[0] * dx;
            nb.gy[n] = byForce[3 * i + 1] - byForce[j + 1] + b[1] * dy + b[5] * dx;
            nb.gz[n] = byForce[3 * i + 2] - byForce[j + 2] + b[2] * dz + b[3] * dy + b[4] * dx;
        }
        derivatives.pushForward(f, i, direction);
        networks[f.species[i]].addParameterGradient(f.z[i], direction, byEnergy);
    }
}
