package org.jinn.dft;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jinn.dataset.Dataset;
import org.jinn.format.ReadOptions;
import org.jinn.structure.Frame;
import org.jinn.structure.Structure;
import org.jinn.structure.Units;
import org.jinn.system.Listener;

/**
 * How far the labels of an input are from converged: some structures at several cutoffs and several
 * densities of k-points, each compared with the densest of its kind.
 */
public final class Convergence {
    /** Multiples of the input's cutoff. */
    private static final double[] CUTOFFS = {0.75, 1, 1.25, 1.5, 2};

    /** Multiples of the input's k-points along each vector; the last is what others err from. */
    private static final double[] DENSITIES = {0.5, 1, 1.5, 2};

    private static final int STRUCTURES = 3;

    /**
     * Root mean square errors against the densest setting.
     *
     * @param setting such as {@code cutoff 25 Ry} or {@code k-points x 1.5, 6x6x6}
     * @param force of components, eV/angstrom
     * @param energy meV/atom
     * @param relativeEnergy meV/atom, after a shift common to all frames: what a training sees;
     *     {@code null} for a single frame
     * @param stress of components, GPa; {@code null} where pw.x has none
     */
    public record Row(
            String setting, double force, double energy, Double relativeEnergy, Double stress) {}

    private final DftInput input;
    private final Listener listener;

    public Convergence(DftInput input, Listener listener) {
        this.input = input;
        this.listener = listener;
    }

    /**
     * Calculates what is not there yet, below {@code converge/} in the output folder.
     *
     * @throws IOException if a frame cannot be labelled: without all of them nothing compares
     */
    public List<Row> run() throws IOException, InterruptedException {
        List<DftInput.Batch> some = structures();
        List<Row> rows = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<List<Frame>> labels = new ArrayList<>();
        for (double factor : CUTOFFS) {
            names.add("cutoff " + plain(input.cutoff() * factor) + " Ry");
            labels.add(label(factor, 1, some));
        }
        compare(names, labels, rows);
        names.clear();
        labels.clear();
        for (double factor : densities(some)) {
            names.add("k-points x " + plain(factor) + ", " + mesh(factor, some));
            labels.add(label(1, factor, some));
        }
        compare(names, labels, rows);
        return rows;
    }

    /**
     * Those that give other meshes: where there is one point, half of it is one. More, if else the
     * input's own would have nothing to be compared with.
     */
    private Collection<Double> densities(List<DftInput.Batch> some) {
        Map<List<String>, Double> byMeshes = new LinkedHashMap<>();
        for (double factor : DENSITIES) {
            byMeshes.merge(
                    meshes(factor, some), factor, (before, now) -> before == 1 ? before : now);
        }
        for (double more = 3; byMeshes.size() < 2; more++) {
            byMeshes.putIfAbsent(meshes(more, some), more);
        }
        return byMeshes.values();
    }

    /** The meshes of all frames, such as 4x4x4. */
    private List<String> meshes(double density, List<DftInput.Batch> some) {
        KMesh mesh = input.kmesh().times(density);
        List<String> all = new ArrayList<>();
        for (DftInput.Batch batch : some) {
            for (Structure s : batch.structures()) {
                int[] n = batch.points(mesh, s);
                all.add(n[0] + "x" + n[1] + "x" + n[2]);
            }
        }
        return all;
    }

    private String mesh(double density, List<DftInput.Batch> some) {
        List<String> all = meshes(density, some);
        return all.get(0) + (all.stream().distinct().count() > 1 ? " and others" : "");
    }

    private static String plain(double v) {
        return new BigDecimal(Float.toString((float) v)).stripTrailingZeros().toPlainString();
    }

    /** The last structures of the sets: of scans and rattled ones the most strained. */
    private List<DftInput.Batch> structures() {
        List<DftInput.Batch> some = new ArrayList<>();
        for (DftInput.Batch b : input.batches()) {
            List<Structure> all = b.structures();
            some.add(
                    new DftInput.Batch(
                            b.name(),
                            all.subList(Math.max(0, all.size() - STRUCTURES), all.size()),
                            b.unstrained()));
        }
        if (some.isEmpty()) {
            throw new IllegalArgumentException(
                    "convergence needs a set of structures beside aimd, such as rattle: {count: 3}");
        }
        return some;
    }

    private List<Frame> label(double denser, double density, List<DftInput.Batch> some)
            throws IOException, InterruptedException {
        double cutoff = input.cutoff() * denser;
        // the input's own setting, in both rows, has one folder and is calculated once
        Path output = input.output().resolve("converge/cutoff_" + cutoff + "_k_" + density);
        DftInput other = input.with(cutoff, input.kmesh().times(density), output, some);
        Labelling labelling = new Labelling(other, listener);
        if (labelling.run().failed() > 0) {
            throw new IOException(
                    output + ": not all frames could be labelled, nothing to compare");
        }
        // by name: an earlier input may have left other sets there
        return Dataset.read(labelling.outputs(), ReadOptions.DEFAULT).frames();
    }

    private static void compare(List<String> names, List<List<Frame>> labels, List<Row> rows) {
        List<Frame> best = labels.get(labels.size() - 1);
        for (int s = 0; s < names.size(); s++) {
            double force = 0;
            double stress = 0;
            boolean stressed = true;
            double sum = 0;
            double squares = 0;
            int components = 0;
            int n = best.size();
            for (int f = 0; f < n; f++) {
                Frame a = labels.get(s).get(f);
                Frame b = best.get(f);
                double e =
                        (a.labels().energy().getAsDouble() - b.labels().energy().getAsDouble())
                                / a.structure().size();
                sum += e;
                squares += e * e;
                force += squares(a.labels().forces(), b.labels().forces());
                components += a.labels().forces().length;
                stressed &= a.labels().hasStress() && b.labels().hasStress();
                if (stressed) {
                    stress += squares(a.labels().stress(), b.labels().stress());
                }
            }
            rows.add(
                    new Row(
                            names.get(s),
                            Math.sqrt(force / components),
                            1e3 * Math.sqrt(squares / n),
                            n > 1 ? (Double) (1e3 * Math.sqrt(spread(sum, squares, n))) : null,
                            stressed
                                    ? (Double)
                                            (Units.EV_PER_A3_IN_GPA * Math.sqrt(stress / (6 * n)))
                                    : null));
        }
    }

    private static double spread(double sum, double squares, int n) {
        return Math.max(0, squares / n - sum / n * (sum / n));
    }

    private static double squares(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }
}
