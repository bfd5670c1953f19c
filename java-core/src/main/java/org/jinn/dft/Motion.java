package org.jinn.dft;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jinn.format.Lines;
import org.jinn.structure.FormatException;
import org.jinn.structure.Structure;
import org.jinn.structure.Units;
import org.jinn.system.WholeFile;

/**
 * Where atoms are and how fast.
 *
 * @param step of the trajectory
 * @param x positions, angstrom
 * @param v velocities, angstrom/fs
 */
record Motion(long step, double[] x, double[] v) {
    /** Velocities of Maxwell and Boltzmann at exactly {@code kelvin}, the whole at rest. */
    static Motion begin(Structure atoms, double kelvin, Random random) {
        double[] v = new double[3 * atoms.size()];
        double[] momentum = new double[3];
        double mass = 0;
        for (int i = 0; i < v.length; i++) {
            double m = atoms.species(i / 3).mass();
            v[i] = random.nextGaussian() / Math.sqrt(m);
            momentum[i % 3] += m * v[i];
            mass += m / 3;
        }
        for (int i = 0; i < v.length; i++) {
            v[i] -= momentum[i % 3] / mass;
        }
        Motion motion = new Motion(0, atoms.positions(), v);
        double k = motion.kinetic(atoms);
        return k > 0 ? motion.scaled(Math.sqrt(aimed(atoms, kelvin) / k)) : motion;
    }

    /**
     * The next velocities of stochastic velocity rescaling after {@code time} fs, which samples the
     * canonical ensemble (Bussi, Donadio and Parrinello, J. Chem. Phys. 126, 014101 (2007), eq.
     * A7).
     */
    Motion thermostatted(Structure atoms, double kelvin, double time, double tau, Random random) {
        int degrees = 3 * atoms.size() - 3;
        double k = kinetic(atoms);
        if (degrees == 0 || k == 0) {
            return this;
        }
        double c = Math.exp(-time / tau);
        double share = (1 - c) * aimed(atoms, kelvin) / degrees / k;
        double first = random.nextGaussian();
        double sum = first * first;
        for (int i = 1; i < degrees; i++) {
            double r = random.nextGaussian();
            sum += r * r;
        }
        return scaled(Math.sqrt(c + share * sum + 2 * first * Math.sqrt(c * share)));
    }

    /**
     * The motion at a later step from the last two positions and the last forces, by velocity
     * Verlet: going on from there repeats what one long run would do.
     *
     * @param forces eV/angstrom
     */
    static Motion of(
            Structure atoms, long step, double[] before, double[] x, double[] forces, double dt) {
        double[] net = new double[3];
        double mass = 0;
        for (int i = 0; i < x.length; i++) {
            net[i % 3] += forces[i];
            mass += atoms.species(i / 3).mass() / 3;
        }
        double[] v = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double a = forces[i] / atoms.species(i / 3).mass() - net[i % 3] / mass;
            v[i] = (x[i] - before[i]) / dt + 0.5 * dt * Units.ACCELERATION * a;
        }
        return new Motion(step, x, v);
    }

    /** Kinetic energy, eV. */
    double kinetic(Structure atoms) {
        double sum = 0;
        for (int i = 0; i < v.length; i++) {
            sum += 0.5 * atoms.species(i / 3).mass() * v[i] * v[i] / Units.ACCELERATION;
        }
        return sum;
    }

    private static double aimed(Structure atoms, double kelvin) {
        return 0.5 * (3 * atoms.size() - 3) * Units.BOLTZMANN * kelvin;
    }

    private Motion scaled(double factor) {
        double[] w = v.clone();
        for (int i = 0; i < w.length; i++) {
            w[i] *= factor;
        }
        return new Motion(step, x, w);
    }

    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("step " + step + "\n");
        for (int i = 0; i < x.length; i++) {
            text.append(x[i]).append(' ').append(v[i]).append('\n');
        }
        WholeFile.write(file, text.toString());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param remedy what to do if it is damaged
     */
    static Motion read(Path file, Structure atoms, String remedy) throws IOException {
        List<String> lines = WholeFile.lines(file);
        int n = 3 * atoms.size();
        try {
            if (lines.size() == n + 1) {
                double[] x = new double[n];
                double[] v = new double[n];
                for (int i = 0; i < n; i++) {
                    String[] words = Lines.words(lines.get(i + 1));
                    x[i] = Double.parseDouble(words[0]);
                    v[i] = Double.parseDouble(words[1]);
                }
                return new Motion(Long.parseLong(lines.get(0).substring(5)), x, v);
            }
        } catch (RuntimeException e) {
            // told below
        }
        throw new FormatException(
                file.toString(), 1, "expected the motion of " + atoms.size() + " atoms; " + remedy);
    }
}
