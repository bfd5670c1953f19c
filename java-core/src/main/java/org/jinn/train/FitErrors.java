package org.jinn.train;

/**
 * Errors over a set of frames.
 *
 * @param loss the loss without its L2 term
 * @param roots sum over frames of a frame's weight times the square root of its share of the loss:
 *     what the best potential is chosen by. In the loss itself one frame that is far off, outside
 *     the range of the others, outweighs all of them
 * @param energyMae eV/atom
 * @param energyRmse eV/atom
 * @param forceMae eV/angstrom, per component
 * @param forceRmse eV/angstrom, per component
 * @param stressRmse eV/angstrom&sup3;, per component
 */
public record FitErrors(
        double loss,
        double roots,
        double energyMae,
        double energyRmse,
        double forceMae,
        double forceRmse,
        double stressRmse) {

    /** Sums over frames. */
    static final class Sum {
        private double loss;
        private double roots;
        private double energy;
        private double energy2;
        private double force;
        private double force2;
        private double stress2;
        private int frames;
        private long components;
        private int stresses;

        /**
         * Adds a frame.
         *
         * @param share its share of the loss
         * @param weighted whether that has the weight of the frame in it
         */
        void add(TrainingFrame f, FrameLoss p, double share, boolean weighted) {
            loss += share;
            roots += f.weight * Math.sqrt(weighted && f.weight > 0 ? share / f.weight : share);
            var labels = f.frame.labels();
            if (labels.energy().isPresent()) {
                double d = (p.energy - labels.energy().getAsDouble()) / f.atoms;
                energy += Math.abs(d);
                energy2 += d * d;
                frames++;
            }
            if (labels.hasForces()) {
                for (int c = 0; c < 3 * f.atoms; c++) {
                    double d = p.forces[c] - labels.forces()[c];
                    force += Math.abs(d);
                    force2 += d * d;
                }
                components += 3L * f.atoms;
            }
            if (f.hasStress()) {
                for (int v = 0; v < 6; v++) {
                    double d = p.stress[v] - labels.stress()[v];
                    stress2 += d * d;
                }
                stresses += 6;
            }
        }

        /** The sum of what frames gave here and on all other ranks. */
        static Sum of(Sum[] frames, Ranks ranks) {
            FrameSum all = new FrameSum(10);
            for (Sum f : frames) {
                all.add(
                        new double[] {
                            f.loss,
                            f.roots,
                            f.energy,
                            f.energy2,
                            f.force,
                            f.force2,
                            f.stress2,
                            f.frames,
                            f.components,
                            f.stresses
                        });
            }
            double[] total = new double[10];
            all.total(ranks, total);
            Sum sum = new Sum();
            sum.loss = total[0];
            sum.roots = total[1];
            sum.energy = total[2];
            sum.energy2 = total[3];
            sum.force = total[4];
            sum.force2 = total[5];
            sum.stress2 = total[6];
            sum.frames = (int) total[7];
            sum.components = (long) total[8];
            sum.stresses = (int) total[9];
            return sum;
        }

        void add(Sum other) {
            loss += other.loss;
            roots += other.roots;
            energy += other.energy;
            energy2 += other.energy2;
            force += other.force;
            force2 += other.force2;
            stress2 += other.stress2;
            frames += other.frames;
            components += other.components;
            stresses += other.stresses;
        }

        /** The sum of the shares of the loss. */
        double loss() {
            return loss;
        }

        FitErrors errors(double lossDivisor) {
            return new FitErrors(
                    loss / lossDivisor,
                    roots,
                    energy / frames,
                    Math.sqrt(energy2 / frames),
                    force / components,
                    Math.sqrt(force2 / components),
                    Math.sqrt(stress2 / stresses));
        }
    }
}
