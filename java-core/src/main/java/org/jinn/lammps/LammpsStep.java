package org.jinn.lammps;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jinn.kernel.Kernels;
import org.jinn.neighbor.NeighborList;
import org.jinn.potential.ParallelEvaluator;
import org.jinn.potential.Potential;

/**
 * The callback of one session: copies LAMMPS's arrays into Java's own, evaluates, copies back. Its
 * arrays only grow and the views are rebuilt only when an address changes, so that a step allocates
 * nothing here (JNA itself boxes the argument and the result: some 90 bytes a step).
 */
final class LammpsStep implements LammpsPotential.StepFunction, AutoCloseable {
    private static final int FLAGS = Abi.STEP.offset("flags");
    private static final int NLOCAL = Abi.STEP.offset("nlocal");
    private static final int NGHOST = Abi.STEP.offset("nghost");
    private static final int LIST_CUTOFF = Abi.STEP.offset("list_cutoff");
    private static final int X = Abi.STEP.offset("x");
    private static final int SPECIES = Abi.STEP.offset("species");
    private static final int FORCES = Abi.STEP.offset("forces");
    private static final int ATOM_ENERGIES = Abi.STEP.offset("atom_energies");
    private static final int ATOM_VIRIALS = Abi.STEP.offset("atom_virials");
    private static final int ENERGY = Abi.STEP.offset("energy");
    private static final int VIRIAL = Abi.STEP.offset("virial");
    private static final int ERROR = Abi.STEP.offset("error");
    private static final int ERROR_SIZE = Abi.STEP.offset("error_size");

    /** Where LAMMPS's component (xx yy zz xy xz yz) is in JINN's order (xx yy zz yz xz xy). */
    private static final int[] FROM_VOIGT = {0, 1, 2, 5, 4, 3};

    private final ParallelEvaluator evaluator;
    private final NeighborList list = new NeighborList();
    private final double[] virial = new double[6];

    /** For tests: the call that fails on purpose, counted from 1; 0 for none. */
    private final long failAtCall = Long.parseLong(environment("JINN_TEST_FAIL_AT_STEP", "0"));

    private long calls;

    private long stepAddress;
    private Pointer step;
    private ByteBuffer fields;
    private final View xView = new View();
    private final View speciesView = new View();
    private final View forcesView = new View();
    private final View atomEnergiesView = new View();
    private final View atomVirialsView = new View();

    private double[] x = {};
    private double[] forces = {};
    private int[] species = {};
    private double[] atomEnergies = {};
    private double[] atomVirials = {};

    LammpsStep(Potential potential, int threads, Kernels kernels) {
        evaluator = new ParallelEvaluator(potential, threads, kernels);
    }

    @Override
    public void close() {
        evaluator.close();
    }

    @Override
    public int invoke(long address) {
        try {
            if (address != stepAddress) {
                step = new Pointer(address);
                fields = step.getByteBuffer(0, Abi.STEP.size()).order(ByteOrder.nativeOrder());
                stepAddress = address;
            }
            evaluate();
            return Abi.OK;
        } catch (Throwable e) {
            return LammpsPotential.fail(new Pointer(address), ERROR, ERROR_SIZE, e);
        }
    }

    private void evaluate() {
        int flags = fields.getInt(FLAGS);
        int nlocal = fields.getInt(NLOCAL);
        int nall = nlocal + fields.getInt(NGHOST);
        if (++calls == failAtCall) {
            throw new IllegalStateException("failure asked for by JINN_TEST_FAIL_AT_STEP");
        }
        grow(nall);
        if (nall > 0) {
            xView.at(fields.getLong(X)).read(0, x, 0, 3 * nall);
        }
        if ((flags & Abi.NEW_LIST) != 0) {
            if (nall > 0) {
                speciesView.at(fields.getLong(SPECIES)).read(0, species, 0, nall);
            }
            list.build(x, species, nlocal, nall, fields.getDouble(LIST_CUTOFF));
        }
        double[] energies = (flags & Abi.ATOM_ENERGY) != 0 ? atomEnergies(nlocal) : null;
        double[] virials = (flags & Abi.ATOM_VIRIAL) != 0 ? atomVirials(nlocal) : null;
        double energy =
                evaluator.evaluate(list, nall, x, species, forces, virial, energies, virials);
        fields.putDouble(ENERGY, energy);
        for (int v = 0; v < 6; v++) {
            fields.putDouble(VIRIAL + 8 * v, virial[FROM_VOIGT[v]]);
        }
        if (nall > 0) {
            forcesView.at(fields.getLong(FORCES)).write(0, forces, 0, 3 * nall);
        }
        if (energies != null && nlocal > 0) {
            atomEnergiesView.at(fields.getLong(ATOM_ENERGIES)).write(0, energies, 0, nlocal);
        }
        if (virials != null && nlocal > 0) {
            toLammpsOrder(virials, nlocal);
            atomVirialsView.at(fields.getLong(ATOM_VIRIALS)).write(0, virials, 0, 6 * nlocal);
        }
    }

    /** The number of ghosts changes with every list: grow by more than is asked for. */
    private void grow(int nall) {
        if (species.length < nall) {
            int capacity = nall + nall / 4;
            species = new int[capacity];
            x = new double[3 * capacity];
            forces = new double[3 * capacity];
        }
    }

    private double[] atomEnergies(int nlocal) {
        if (atomEnergies.length < nlocal) {
            atomEnergies = new double[nlocal + nlocal / 4];
        }
        return atomEnergies;
    }

    private double[] atomVirials(int nlocal) {
        if (atomVirials.length < 6 * nlocal) {
            atomVirials = new double[6 * (nlocal + nlocal / 4)];
        }
        return atomVirials;
    }

    private static void toLammpsOrder(double[] virials, int atoms) {
        for (int i = 0; i < 6 * atoms; i += 6) {
            double yz = virials[i + 3];
            virials[i + 3] = virials[i + 5];
            virials[i + 5] = yz;
        }
    }

    private static String environment(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null ? otherwise : value;
    }

    /** A pointer that is made anew only when its address changes. */
    private static final class View {
        private long address;
        private Pointer pointer;

        Pointer at(long newAddress) {
            if (newAddress != address) {
                address = newAddress;
                pointer = new Pointer(newAddress);
            }
            return pointer;
        }
    }
}
