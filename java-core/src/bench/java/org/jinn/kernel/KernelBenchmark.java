package org.jinn.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jinn.descriptor.PaperSet;
import org.jinn.structure.Element;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The kernels on one atom of crystalline silicon, displaced by 0.05 A, all twins. Every call takes
 * another of 64 atoms. {@code ./jinn bench kernels} runs it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-XX:+UseSerialGC"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
    private static final double LATTICE = 5.431;
    private static final double CUTOFF = 6.0;
    private static final int NEIGHBORHOODS = 64;

    @Param({"vector", "mixed", "scalar"})
    String twin;

    @Param({"table1-64", "table1-16", "table2-16"})
    String set;

    private SymmetryKernel kernel;
    private DenseKernel layer;
    private final Neighborhood[] atoms = new Neighborhood[NEIGHBORHOODS];
    private double[] g;
    private double[] c;
    private double[] z;
    private double[] slope;
    private int next;

    @Setup
    public void prepare() {
        System.setProperty("jinn.scalar", Boolean.toString(twin.equals("scalar")));
        Kernels kernels = twin.equals("mixed") ? Kernels.mixed() : Kernels.best();
        List<Element> elements = List.of(Element.SI);
        PaperSet paper = PaperSet.of(set);
        kernel = paper.functions(elements, CUTOFF).kernel(elements, kernels);
        Random random = new Random(1);
        for (int i = 0; i < NEIGHBORHOODS; i++) {
            atoms[i] = neighborhood(random);
        }
        int n = paper.length();
        g = new double[DenseKernel.room(n)];
        c = random.doubles(n, -1, 1).toArray();
        z = new double[DenseKernel.room(30)];
        slope = z.clone();
        layer =
                Kernels.best()
                        .dense(
                                random.doubles(30L * n, -1, 1).toArray(),
                                random.doubles(30, -1, 1).toArray());
    }

    private static Neighborhood neighborhood(Random random) {
        int reach = 2;
        double[] x = new double[3 * 8 * (2 * reach + 1) * (2 * reach + 1) * (2 * reach + 1)];
        int[][] corners = {{0, 0, 0}, {0, 2, 2}, {2, 0, 2}, {2, 2, 0}};
        int at = 0;
        for (int cell = 0; cell < x.length / 24; cell++) {
            int side = 2 * reach + 1;
            int[] place = {
                cell % side - reach, cell / side % side - reach, cell / side / side - reach
            };
            for (int basis = 0; basis < 8; basis++) {
                for (int k = 0; k < 3; k++) {
                    double in = 0.25 * (corners[basis / 2][k] + basis % 2);
                    x[at++] = LATTICE * (place[k] + in) + 0.05 * random.nextGaussian();
                }
            }
        }
        int centre = 8 * (x.length / 48);
        int[] row = new int[x.length / 3 - 1];
        for (int i = 0; i < row.length; i++) {
            row[i] = i < centre ? i : i + 1;
        }
        Neighborhood nb = new Neighborhood(1);
        nb.gather(x, new int[x.length / 3], centre, row, 0, row.length, CUTOFF);
        Arrays.setAll(nb.gx, i -> random.nextDouble());
        Arrays.setAll(nb.gy, i -> random.nextDouble());
        Arrays.setAll(nb.gz, i -> random.nextDouble());
        return nb;
    }

    private Neighborhood next() {
        return atoms[next++ % NEIGHBORHOODS];
    }

    /** Descriptor. */
    @Benchmark
    public double[] values() {
        kernel.values(next(), g);
        return g;
    }

    /** Descriptor, then forces from it. */
    @Benchmark
    public double[] valuesAndPullBack() {
        Neighborhood nb = next();
        kernel.values(nb, g);
        nb.clearVectors();
        kernel.pullBack(nb, c);
        return nb.gx;
    }

    /** Descriptor, then its rate of change. */
    @Benchmark
    public double[] valuesAndPushForward() {
        Neighborhood nb = next();
        kernel.values(nb, g);
        kernel.pushForward(nb, g);
        return g;
    }

    /** A layer of 30 nodes on the descriptor, there and back. */
    @Benchmark
    public double[] layer() {
        layer.forward(g, z);
        layer.tanh(z, z, slope, 30);
        layer.backward(slope, g);
        return g;
    }
}
