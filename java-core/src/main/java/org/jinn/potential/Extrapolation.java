package org.jinn.potential;

import java.util.Locale;
import org.jinn.structure.Element;

/**
 * Which atoms of one evaluation have a descriptor outside its {@link TrainingRange}, and which of
 * them lies farthest out.
 */
public final class Extrapolation {
    /**
     * As near to the range, in its widths, a value is still inside: kernels round in different
     * ways, and the atoms at the very edges are those of the training.
     */
    private static final double ROUNDING = 1e-6;

    private final Potential potential;

    /** By species: the range, and where its outside begins. */
    private final TrainingRange[] ranges;

    private final double[][] low;
    private final double[][] high;

    private int atoms;
    private int farthest = -1;
    private int species;
    private int function;
    private double value;
    private double distance;

    /**
     * @throws IllegalArgumentException if the range of an element is not known
     */
    Extrapolation(Potential potential) {
        if (!potential.hasRange()) {
            throw new IllegalArgumentException("the potential comes without its training range");
        }
        this.potential = potential;
        int n = potential.elements().size();
        ranges = new TrainingRange[n];
        low = new double[n][];
        high = new double[n][];
        for (int s = 0; s < n; s++) {
            TrainingRange range = potential.model(s).range();
            ranges[s] = range;
            low[s] = range.low().clone();
            high[s] = range.high().clone();
            for (int f = 0; f < low[s].length; f++) {
                low[s][f] -= ROUNDING * range.width(f);
                high[s][f] += ROUNDING * range.width(f);
            }
        }
    }

    /** Forgets the last evaluation. */
    void clear() {
        atoms = 0;
        farthest = -1;
        distance = 0;
    }

    /**
     * Takes the descriptor of an atom.
     *
     * @return how far it lies outside, in widths of the range: that of its worst function
     */
    double look(int atom, int s, double[] g) {
        double[] least = low[s];
        double[] most = high[s];
        for (int f = 0; f < g.length; f++) {
            if (g[f] < least[f] || g[f] > most[f]) {
                return outside(atom, s, g);
            }
        }
        return 0;
    }

    private double outside(int atom, int s, double[] g) {
        int worst = 0;
        double far = 0;
        for (int f = 0; f < g.length; f++) {
            double d = ranges[s].outside(f, g[f]);
            if (d > far) {
                far = d;
                worst = f;
            }
        }
        atoms++;
        if (far > distance) {
            distance = far;
            farthest = atom;
            species = s;
            function = worst;
            value = g[worst];
        }
        return far;
    }

    /** Takes what another one of the same potential found in other atoms. */
    void add(Extrapolation other) {
        atoms += other.atoms;
        if (other.distance > distance) {
            distance = other.distance;
            farthest = other.farthest;
            species = other.species;
            function = other.function;
            value = other.value;
        }
    }

    /** Number of atoms outside. */
    public int atoms() {
        return atoms;
    }

    /**
     * The atom farthest out, counted from 0 in the list of the evaluation; -1 if all are inside.
     */
    public int farthest() {
        return farthest;
    }

    /** How far that atom is out, in widths of the range of its worst function. */
    public double distance() {
        return distance;
    }

    /** That function, its value and range in words; empty if all atoms are inside. */
    public String words() {
        if (farthest < 0) {
            return "";
        }
        Element element = potential.elements().get(species);
        return String.format(
                Locale.ROOT,
                "function %d of %s (%s) is %.6g, in training %.6g to %.6g",
                function + 1,
                element.symbol(),
                SimpleNnWriter.line(
                        potential.model(species).descriptor().functions().get(function)),
                value,
                ranges[species].low()[function],
                ranges[species].high()[function]);
    }
}
