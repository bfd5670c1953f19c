package org.jinn.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The fast kernel does what the scalar one says, and both derivatives belong to the values. */
class KernelTwinsTest {
    private record Case(RadialGroup[] radial, AngularGroup[] angular, Neighborhood nb, int size) {}

    @Property(tries = 30)
    void matrixTwinsAgree(
            @ForAll @IntRange(min = 1, max = 70) int rows,
            @ForAll @IntRange(min = 1, max = 150) int columns) {
        Random random = new Random(31 * rows + columns);
        int stride = PackedMatrix.room(columns);
        float[] a = floats(random, rows * stride);
        PackedMatrix packed = new PackedMatrix(a, rows, columns);
        float[] x = floats(random, PackedMatrix.room(rows));
        float[] v = floats(random, stride);
        float[] expected = new float[stride];
        float[] found = new float[stride];
        Kernels.scalar().matrix().transposeTimes(packed, x, expected);
        Kernels.best().matrix().transposeTimes(packed, x, found);
        assertArrayEquals(expected, found, 1e-5f);
        expected = new float[x.length];
        found = new float[x.length];
        Kernels.scalar().matrix().times(packed, v, expected);
        Kernels.best().matrix().times(packed, v, found);
        assertArrayEquals(expected, found, 1e-5f);
        for (int r = 0; r < rows; r++) {
            double sum = 0;
            for (int c = 0; c < columns; c++) {
                float kept = packed.multiples[r * stride + c] * packed.step[r];
                // half a step, and what floats round on the way
                assertEquals(a[r * stride + c], kept, packed.step[r] * 0.51f);
                sum += (double) kept * v[c];
            }
            assertEquals(sum, found[r], 1e-5);
        }
    }

    @Test
    void aPackedMatrixIsGoodToHalfAStepOfItsRow() {
        float[] a = {3, -1e-3f, 0.5f, -2.5e-9f, 1e-9f, 0, 0, 0, 0};
        float[] rows = new float[3 * 16];
        for (int r = 0; r < 3; r++) {
            System.arraycopy(a, 3 * r, rows, 16 * r, 3);
        }
        rows[5] = 7; // past the last column: not of the matrix
        PackedMatrix packed = new PackedMatrix(rows, 3, 3);
        float[] z = new float[16];
        for (int c = 0; c < 3; c++) {
            float[] unit = new float[16];
            unit[c] = 1;
            Kernels.best().matrix().times(packed, unit, z);
            for (int r = 0; r < 3; r++) {
                float largest = r == 0 ? 3 : r == 1 ? 2.5e-9f : 0;
                assertEquals(a[3 * r + c], z[r], largest / 65534 * 1.001f);
            }
        }
        assertEquals(16 * (2 * 16 + 4), PackedMatrix.bytes(3, 3));
    }

    private static float[] floats(Random random, int n) {
        float[] out = new float[n];
        for (int i = 0; i < n; i++) {
            out[i] = random.nextFloat() - 0.5f;
        }
        return out;
    }

    @Test
    void theFastTwinIsTested() {
        assertEquals(
                "org.jinn.kernel.VectorKernel",
                Kernels.best()
                        .symmetry(new RadialGroup[0], new AngularGroup[0])
                        .getClass()
                        .getName());
    }

    /** From a cold start nearly all goes by the scalar twin, later nothing. */
    @Test
    void aWarmingKernelChangesFromOneTwinToTheOther() {
        int[] calls = {0, 0};
        SymmetryKernel kernel = new WarmingKernel(counting(calls, 0), counting(calls, 1));
        for (int n = 0; n < 2000; n++) {
            kernel.values(null, null);
            kernel.pullBack(null, null);
        }
        assertEquals(1024 - 32, calls[0] / 2);
        assertEquals(2000 - 1024 + 32, calls[1] / 2);
        assertEquals(0, calls[0] % 2);
    }

    private static SymmetryKernel counting(int[] calls, int which) {
        return new SymmetryKernel() {
            @Override
            public void values(Neighborhood neighborhood, double[] g) {
                calls[which]++;
            }

            @Override
            public void pullBack(Neighborhood neighborhood, double[] c) {
                calls[which]++;
            }

            @Override
            public void pushForward(Neighborhood neighborhood, double[] gdot) {
                calls[which]++;
            }
        };
    }

    /** Interpreted or compiled: the same bits, or a run could not be repeated. */
    @Test
    void compilingChangesNothing() {
        compilingChangesNothing(Kernels.best());
        compilingChangesNothing(Kernels.mixed());
    }

    private static void compilingChangesNothing(Kernels kernels) {
        Random random = new Random(5);
        Case c = random(random, 20);
        SymmetryKernel kernel = kernels.symmetry(c.radial, c.angular);
        double[] coefficients = random.doubles(c.size, -1, 1).toArray();
        double[] first = null;
        for (int n = 0; n < 15000; n++) {
            double[] all = new double[c.size + c.nb.size];
            kernel.values(c.nb, all);
            c.nb.clearVectors();
            kernel.pullBack(c.nb, coefficients);
            System.arraycopy(c.nb.gx, 0, all, c.size, c.nb.size);
            first = n == 0 ? all : first;
            assertArrayEquals(first, all, "call " + n);
        }
    }

    @Test
    void compilingChangesNoProduct() {
        Random random = new Random(6);
        MatrixKernel kernel = Kernels.best().matrix();
        PackedMatrix a = new PackedMatrix(floats(random, 64 * 144), 64, 144);
        float[] v = floats(random, 144);
        float[] first = null;
        for (int n = 0; n < 30000; n++) {
            float[] z = new float[64];
            kernel.times(a, v, z);
            first = n == 0 ? z : first;
            assertArrayEquals(first, z, "call " + n);
        }
    }

    @Property(tries = 60)
    void twinsAgree(@ForAll @LongRange(min = 0, max = 1000000) long seed) {
        agree(seed, Kernels.best(), 1e-12, 1e-11);
    }

    /**
     * A float is rounded by u = 6e-8 of its size. A term is a product of some ten, and cos theta
     * enters it zeta times and its derivative once more: 16 u for values and 64 u for derivatives
     * are safe; 3,000 cases came to 4 u and 12 u.
     */
    @Property(tries = 60)
    void mixedPrecisionAgreesToTheRoundingOfFloats(
            @ForAll @LongRange(min = 0, max = 1000000) long seed) {
        agree(seed, Kernels.mixed(), 1e-6, 4e-6);
    }

    private static void agree(long seed, Kernels kernels, double value, double derivative) {
        Random random = new Random(seed);
        Case c = random(random, random.nextInt(30));
        SymmetryKernel scalar = new ScalarKernel(c.radial, c.angular);
        SymmetryKernel fast = kernels.symmetry(c.radial, c.angular);
        // scratch from another neighbourhood must not leak
        fast.values(random(random, 40).nb, new double[c.size]);
        double[] g = new double[c.size];
        double[] h = new double[c.size];
        scalar.values(c.nb, g);
        fast.values(c.nb, h);
        for (int s = 0; s < c.size; s++) {
            assertEquals(g[s], h[s], value * (1 + Math.abs(g[s])));
        }
        double[] coefficients = random.doubles(c.size, -1, 1).toArray();
        c.nb.clearVectors();
        scalar.pullBack(c.nb, coefficients);
        double[][] expected = {c.nb.gx.clone(), c.nb.gy.clone(), c.nb.gz.clone()};
        c.nb.clearVectors();
        fast.pullBack(c.nb, coefficients);
        double[][] found = {c.nb.gx, c.nb.gy, c.nb.gz};
        for (int k = 0; k < 3; k++) {
            for (int n = 0; n < c.nb.size; n++) {
                double size = 1 + Math.abs(expected[k][n]);
                assertEquals(expected[k][n], found[k][n], derivative * size);
            }
        }
    }

    /** Rows of the Jacobian are what pullBack gives of each function alone. */
    @Property(tries = 60)
    void theJacobianIsThatOfTheSpecification(@ForAll @LongRange(min = 0, max = 1000000) long seed) {
        Random random = new Random(seed);
        Case c = random(random, random.nextInt(30));
        Jacobian jacobian = new Jacobian(c.radial, c.angular);
        int stride = c.size + 1;
        double[] rows = new double[3 * 40 * stride];
        // scratch from another neighbourhood must not leak
        jacobian.evaluate(random(random, 40).nb, rows, stride);
        jacobian.evaluate(c.nb, rows, stride);
        SymmetryKernel scalar = new ScalarKernel(c.radial, c.angular);
        scalar.values(c.nb, new double[c.size]);
        for (int s = 0; s < c.size; s++) {
            double[] unit = new double[c.size];
            unit[s] = 1;
            c.nb.clearVectors();
            scalar.pullBack(c.nb, unit);
            double[][] expected = {c.nb.gx, c.nb.gy, c.nb.gz};
            for (int j = 0; j < c.nb.size; j++) {
                for (int axis = 0; axis < 3; axis++) {
                    double size = 1 + Math.abs(expected[axis][j]);
                    assertEquals(
                            expected[axis][j], rows[(3 * j + axis) * stride + s], 1e-12 * size);
                }
            }
        }
    }

    /** c . (J v) = (c J) . v for all kernels. */
    @Property(tries = 30)
    void productsAreAdjoint(@ForAll @LongRange(min = 0, max = 1000000) long seed) {
        Random random = new Random(seed);
        Case c = random(random, 1 + random.nextInt(15));
        SymmetryKernel mixed = Kernels.mixed().symmetry(c.radial, c.angular);
        for (SymmetryKernel kernel :
                new SymmetryKernel[] {
                    new ScalarKernel(c.radial, c.angular),
                    Kernels.best().symmetry(c.radial, c.angular),
                    mixed
                }) {
            double[] coefficients = random.doubles(c.size, -1, 1).toArray();
            double[] v = random.doubles(3L * c.nb.size, -1, 1).toArray();
            double[] g = new double[c.size];
            kernel.values(c.nb, g);
            c.nb.clearVectors();
            kernel.pullBack(c.nb, coefficients);
            double pulled = 0;
            for (int n = 0; n < c.nb.size; n++) {
                pulled += c.nb.gx[n] * v[3 * n];
                pulled += c.nb.gy[n] * v[3 * n + 1];
                pulled += c.nb.gz[n] * v[3 * n + 2];
                c.nb.gx[n] = v[3 * n];
                c.nb.gy[n] = v[3 * n + 1];
                c.nb.gz[n] = v[3 * n + 2];
            }
            kernel.pushForward(c.nb, g);
            double pushed = 0;
            for (int s = 0; s < c.size; s++) {
                pushed += coefficients[s] * g[s];
            }
            // the rounding of floats as above; what is pushed is double always
            double tolerance = kernel == mixed ? 1e-5 : 1e-10;
            assertEquals(pulled, pushed, tolerance * (1 + Math.abs(pulled)));
        }
    }

    @Property(tries = 60)
    void layersAgree(
            @ForAll @IntRange(min = 1, max = 70) int inputs,
            @ForAll @IntRange(min = 1, max = 70) int outputs,
            @ForAll long seed) {
        Random random = new Random(seed);
        double[] weights = random.doubles((long) inputs * outputs, -1, 1).toArray();
        double[] bias = random.doubles(outputs, -1, 1).toArray();
        DenseKernel scalar = Kernels.scalar().dense(weights, bias);
        DenseKernel fast = Kernels.best().dense(weights, bias);
        double[] x = random.doubles(DenseKernel.room(inputs), -1, 1).toArray();
        double[] y = random.doubles(DenseKernel.room(outputs), -1, 1).toArray();
        double[] expected = new double[DenseKernel.room(outputs)];
        double[] found = expected.clone();
        scalar.forward(x, expected);
        fast.forward(x, found);
        assertArrayEquals(first(expected, outputs), first(found, outputs), 1e-13);
        scalar.backward(y, expected = new double[x.length]);
        fast.backward(y, found = new double[x.length]);
        assertArrayEquals(first(expected, inputs), first(found, inputs), 1e-13);
        scalar.push(x, expected = new double[y.length]);
        fast.push(x, found = new double[y.length]);
        assertArrayEquals(first(expected, outputs), first(found, outputs), 1e-13);
        double[] v = random.doubles(x.length, -1, 1).toArray();
        double[] w = random.doubles(y.length, -1, 1).toArray();
        scalar.addOuter(y, x, w, v, expected = new double[outputs * x.length]);
        fast.addOuter(y, x, w, v, found = new double[outputs * x.length]);
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                int at = o * x.length + i;
                assertEquals(y[o] * x[i] + w[o] * v[i], expected[at], 1e-15);
                assertEquals(expected[at], found[at], 1e-15);
            }
        }
    }

    @Test
    void hyperbolicTangentsAgree() {
        double[] z = new double[DenseKernel.room(2001)];
        for (int i = 0; i <= 2000; i++) {
            z[i] = (i - 1000) * (i % 7 == 0 ? 1e10 : i % 3 == 0 ? 1e-9 : 0.02);
        }
        DenseKernel scalar = Kernels.scalar().dense(new double[1], new double[1]);
        DenseKernel fast = Kernels.best().dense(new double[1], new double[1]);
        double[][] expected = new double[2][z.length];
        double[][] found = new double[2][z.length];
        scalar.tanh(z, expected[0], expected[1], 2001);
        fast.tanh(z, found[0], found[1], 2001);
        assertArrayEquals(first(expected[0], 2001), first(found[0], 2001), 8e-16);
        assertArrayEquals(first(expected[1], 2001), first(found[1], 2001), 8e-16);
    }

    private static double[] first(double[] a, int n) {
        return Arrays.copyOf(a, n);
    }

    private static Case random(Random random, int neighbours) {
        double rc = 3 + random.nextDouble();
        int size = 0;
        CutoffFunction fc = CutoffFunction.values()[random.nextInt(3)];
        RadialGroup[] radial = new RadialGroup[2];
        for (int g = 0; g < 2; g++) {
            int n = 1 + random.nextInt(4);
            int[] index = new int[n];
            for (int i = 0; i < n; i++) {
                index[i] = size++;
            }
            radial[g] =
                    new RadialGroup(
                            g,
                            g == 0 ? rc : 2.5,
                            fc,
                            random.doubles(n, 0, 3).toArray(),
                            random.doubles(n, 0, 3).toArray(),
                            index);
        }
        AngularGroup[] angular = new AngularGroup[3];
        for (int g = 0; g < 3; g++) {
            int etas = 1 + random.nextInt(7);
            int pairs = 1 + random.nextInt(9);
            double[] lambda = new double[pairs];
            double[] zeta = new double[pairs];
            for (int l = 0; l < pairs; l++) {
                lambda[l] = new double[] {-1, 1, 0.3}[random.nextInt(3)];
                zeta[l] = new double[] {1, 2, 3, 4, 16, 2.5, 7}[random.nextInt(7)];
            }
            int[] index = new int[etas * pairs];
            for (int i = 0; i < index.length; i++) {
                index[i] = random.nextInt(5) == 0 ? -1 : size++;
            }
            angular[g] =
                    new AngularGroup(
                            random.nextBoolean(),
                            g == 0 ? 0 : 1 - g % 2,
                            g == 0 ? 0 : 1,
                            random.nextBoolean() ? rc : 2.8,
                            fc,
                            etas(random, etas),
                            lambda,
                            zeta,
                            index);
        }
        int atoms = neighbours + 1;
        double[] x = new double[3 * atoms];
        int[] species = new int[atoms];
        int[] row = new int[neighbours];
        for (int a = 1; a < atoms; a++) {
            species[a] = 2 * a > neighbours ? 1 : 0;
            row[a - 1] = a;
            double r = 0;
            while (r < 0.8) {
                for (int k = 0; k < 3; k++) {
                    x[3 * a + k] = 6 * random.nextDouble() - 3;
                }
                r = Math.hypot(Math.hypot(x[3 * a], x[3 * a + 1]), x[3 * a + 2]);
            }
        }
        double[] inner = random.nextBoolean() ? new double[] {2.5, 2.8} : new double[0];
        Neighborhood nb = new Neighborhood(2, inner);
        nb.gather(x, species, 0, row, 0, neighbours, rc);
        assertNotNull(nb.dx);
        return new Case(radial, angular, nb, size);
    }

    /** One in three is the double of the one before, whose exponential is then squared. */
    private static double[] etas(Random random, int count) {
        double[] eta = random.doubles(count, 0, 0.8).toArray();
        for (int a = 1; a < count; a++) {
            eta[a] = random.nextInt(3) == 0 ? 2 * eta[a - 1] : eta[a];
        }
        return eta;
    }
}
