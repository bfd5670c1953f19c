package org.jinn.lammps;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jinn.kernel.Kernels;
import org.jinn.neighbor.NeighborList;
import org.jinn.potential.Extrapolation;
import org.jinn.potential.ParallelEvaluator;
import org.jinn.potential.PerAtom;
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
    private static final int ATOM_OUTSIDE = Abi.STEP.offset("atom_outside");
    private static final int MEMBER_FORCES = Abi.STEP.offset("member_forces");
    private static final int OUTSIDE = Abi.STEP.offset("outside");
    private static final int FARTHEST = Abi.STEP.offset("farthest");
    private static final int FARTHEST_ATOM = Abi.STEP.offset("farthest_atom");
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
    private final View atomOutsideView = new View();
    private final View memberForcesView = new View();

    private double[] x = {};
    private double[] forces = {};
    private int[] species = {};
    private double[] atomEnergies = {};
    private double[] atomVirials = {};
    private double[] atomOutside = {};
    private final double[][] memberForces;
    private final PerAtom wanted = new PerAtom();

    LammpsStep(List<Potential> committee, int threads, boolean watch, Kernels kernels) {
        evaluator = new ParallelEvaluator(committee, threads, watch, kernels);
        memberForces = new double[committee.size()][0];
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
        want(flags, nlocal, nall);
        double energy = evaluator.evaluate(list, nall, x, species, forces, virial, wanted);
        fields.putDouble(ENERGY, energy);
        for (int v = 0; v < 6; v++) {
            fields.putDouble(VIRIAL + 8 * v, virial[FROM_VOIGT[v]]);
        }
        if (nall > 0) {
            forcesView.at(fields.getLong(FORCES)).write(0, forces, 0, 3 * nall);
        }
        if (nlocal > 0) {
            writePerAtom(nlocal);
        }
        if (wanted.memberForces != null && nall > 0) {
            Pointer to = memberForcesView.at(fields.getLong(MEMBER_FORCES));
            for (int m = 0; m < memberForces.length; m++) {
                to.write(24L * nall * m, memberForces[m], 0, 3 * nall);
            }
        }
        if (evaluator.extrapolation() != null) {
            tell(evaluator.extrapolation());
        }
    }

    private void want(int flags, int nlocal, int nall) {
        if ((flags & Abi.ATOM_ENERGY) != 0) {
            atomEnergies = grown(atomEnergies, nlocal);
        }
        if ((flags & Abi.ATOM_VIRIAL) != 0) {
            atomVirials = grown(atomVirials, 6 * nlocal);
        }
        if ((flags & Abi.OUTSIDE) != 0) {
            atomOutside = grown(atomOutside, nlocal);
        }
        for (int m = 0; m < memberForces.length && (flags & Abi.MEMBERS) != 0; m++) {
            memberForces[m] = grown(memberForces[m], 3 * nall);
        }
        wanted.energies = (flags & Abi.ATOM_ENERGY) != 0 ? atomEnergies : null;
        wanted.virials = (flags & Abi.ATOM_VIRIAL) != 0 ? atomVirials : null;
        wanted.outside = (flags & Abi.OUTSIDE) != 0 ? atomOutside : null;
        wanted.memberForces = (flags & Abi.MEMBERS) != 0 ? memberForces : null;
    }

    private void writePerAtom(int nlocal) {
        if (wanted.energies != null) {
            atomEnergiesView.at(fields.getLong(ATOM_ENERGIES)).write(0, atomEnergies, 0, nlocal);
        }
        if (wanted.virials != null) {
            toLammpsOrder(atomVirials, nlocal);
            atomVirialsView.at(fields.getLong(ATOM_VIRIALS)).write(0, atomVirials, 0, 6 * nlocal);
        }
        if (wanted.outside != null) {
            atomOutsideView.at(fields.getLong(ATOM_OUTSIDE)).write(0, atomOutside, 0, nlocal);
        }
    }

    private void tell(Extrapolation extrapolation) {
        fields.putInt(OUTSIDE, extrapolation.atoms());
        fields.putDouble(FARTHEST, extrapolation.distance());
        fields.putInt(FARTHEST_ATOM, extrapolation.farthest());
        if (extrapolation.atoms() > 0) {
            LammpsPotential.write(step, ERROR, ERROR_SIZE, extrapolation.words());
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

    private static double[] grown(double[] array, int size) {
        return array.length < size ? new double[size + size / 4] : array;
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
