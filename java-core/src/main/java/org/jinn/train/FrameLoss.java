package org.jinn.train;

import java.util.Arrays;
import org.jinn.network.FeedForward;
import org.jinn.structure.Labels;
import org.jinn.structure.Units;
import org.jinn.structure.Voigt;

/**
 * Predicts one frame and adds the gradient of its share of the loss. One instance per thread.
 *
 * <p>A residual of forces and stress, pulled through the descriptor by a Jacobian-vector product,
 * becomes a direction u in the space of network inputs; the network then needs only the gradient of
 * u . dE/dz by its parameters (no third-order tensors).
 */
final class FrameLoss {
    private final FeedForward.Workspace[] workspaces;
    private final TrainInput.Coefficients coefficients;
    private double[] slope = new double[0];
    private float[] pair = new float[0];

    /** Derivatives of the loss by energy, forces and stress times volume. */
    private double alpha;

    private double[] byForce = new double[0];
    private final double[] byStress = new double[6];

    /** Predictions of the last frame: energy in eV, forces, stress in {@link Voigt} order. */
    double energy;

    double[] forces = new double[0];
    final double[] stress = new double[6];

    FrameLoss(FeedForward[] networks, TrainInput.Coefficients coefficients) {
        this.coefficients = coefficients;
        workspaces = new FeedForward.Workspace[networks.length];
        for (int s = 0; s < networks.length; s++) {
            workspaces[s] = networks[s].workspace();
        }
    }

    /** Energy, forces and stress of a frame. */
    void predict(FrameFeatures f) {
        if (forces.length != 3 * f.atoms) {
            forces = new double[3 * f.atoms];
        }
        Arrays.fill(forces, 0);
        Arrays.fill(stress, 0);
        energy = 0;
        for (int i = 0; i < f.atoms; i++) {
            int inputs = f.z[i].length;
            if (slope.length < inputs) {
                slope = new double[inputs];
            }
            energy += workspaces[f.species[i]].value(f.z[i], slope);
            int m = 3 * f.neighbor[i].length;
            if (pair.length < m) {
                pair = new float[m + m / 4];
            }
            Arrays.fill(pair, 0, m, 0);
            for (int k = 0; k < inputs; k++) {
                addScaled(pair, f.jacobian[i], k * m, (float) slope[k], m);
            }
            spread(f, i);
        }
        if (f.volume > 0) {
            for (int v = 0; v < 6; v++) {
                stress[v] /= f.volume;
            }
        }
    }

    private static void addScaled(float[] target, float[] a, int at, float factor, int n) {
        for (int i = 0; i < n; i++) {
            target[i] += factor * a[at + i];
        }
    }

    /** Pair derivatives of atom i to forces, and to the stress times the volume. */
    private void spread(FrameFeatures f, int i) {
        for (int n = 0; n < f.neighbor[i].length; n++) {
            int j = f.neighbor[i][n];
            for (int k = 0; k < 3; k++) {
                forces[3 * j + k] -= pair[3 * n + k];
                forces[3 * i + k] += pair[3 * n + k];
            }
            for (int v = 0; v < 6; v++) {
                stress[v] +=
                        (double) f.vector[i][3 * n + Voigt.row(v)] * pair[3 * n + Voigt.column(v)];
            }
        }
    }

    /**
     * Predicts, and adds the gradient of this frame's share of a batch's loss to {@code gradient}
     * (one array per species).
     *
     * @param frames frames in the batch
     * @param components force components in the batch
     * @return the share of the loss
     */
    double addGradient(FrameFeatures f, int frames, int components, double[][] gradient) {
        predict(f);
        double loss = share(f, frames, components);
        for (int i = 0; i < f.atoms; i++) {
            addAtom(f, i, gradient[f.species[i]]);
        }
        return loss;
    }

    /**
     * The share of the loss of the frame just predicted, and its derivatives by the predictions.
     */
    double share(FrameFeatures f, int frames, int components) {
        Labels labels = f.frame.labels();
        double loss = 0;
        alpha = 0;
        if (labels.energy().isPresent()) {
            double d = (energy - labels.energy().getAsDouble()) / f.atoms;
            loss += coefficients.energy() * d * d / frames;
            alpha = 2 * coefficients.energy() * d / (f.atoms * (double) frames);
        }
        if (byForce.length != forces.length) {
            byForce = new double[forces.length];
        }
        Arrays.fill(byForce, 0);
        if (labels.hasForces() && coefficients.force() > 0) {
            double factor = coefficients.force() / components;
            for (int c = 0; c < byForce.length; c++) {
                double d = forces[c] - labels.forces()[c];
                loss += factor * d * d;
                byForce[c] = 2 * factor * d;
            }
        }
        Arrays.fill(byStress, 0);
        if (labels.hasStress() && coefficients.stress() > 0 && f.volume > 0) {
            double factor = coefficients.stress() / (6.0 * frames);
            for (int v = 0; v < 6; v++) {
                double d = (stress[v] - labels.stress()[v]) * Units.EV_PER_A3_IN_KBAR;
                loss += factor * d * d;
                byStress[v] = 2 * factor * d * Units.EV_PER_A3_IN_KBAR / f.volume;
            }
        }
        return loss;
    }

    private void addAtom(FrameFeatures f, int i, double[] gradient) {
        int m = 3 * f.neighbor[i].length;
        for (int n = 0; n < f.neighbor[i].length; n++) {
            int j = f.neighbor[i][n];
            for (int k = 0; k < 3; k++) {
                pair[3 * n + k] = (float) (byForce[3 * i + k] - byForce[3 * j + k]);
            }
            for (int v = 0; v < 6; v++) {
                pair[3 * n + Voigt.column(v)] +=
                        (float) byStress[v] * f.vector[i][3 * n + Voigt.row(v)];
            }
        }
        int inputs = f.z[i].length;
        for (int k = 0; k < inputs; k++) {
            slope[k] = dot(f.jacobian[i], k * m, pair, m);
        }
        workspaces[f.species[i]].addParameterGradient(f.z[i], slope, alpha, gradient);
    }

    private static float dot(float[] a, int at, float[] b, int n) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        int i = 0;
        for (; i + 5 < n; i += 6) {
            s0 += a[at + i] * b[i];
            s1 += a[at + i + 1] * b[i + 1];
            s2 += a[at + i + 2] * b[i + 2];
            s3 += a[at + i + 3] * b[i + 3];
            s4 += a[at + i + 4] * b[i + 4];
            s5 += a[at + i + 5] * b[i + 5];
        }
        for (; i < n; i++) {
            s0 += a[at + i] * b[i];
        }
        return s0 + s1 + (s2 + s3) + (s4 + s5);
    }
}
