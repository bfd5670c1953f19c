package org.jinn.lammps;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import java.util.Map;
import java.util.TreeMap;

/**
 * Java's view of {@code jinn_abi.h}. The structures are never copied as a whole: they only say
 * where the fields are, and {@link #check} compares that with what the C++ compiler says.
 */
final class Abi {
    static final int VERSION = 4;
    static final int OK = 0;
    static final int FAILED = 1;

    static final int NEW_LIST = 1;
    static final int ATOM_ENERGY = 2;
    static final int ATOM_VIRIAL = 4;
    static final int OUTSIDE = 8;
    static final int MEMBERS = 16;

    /** {@code jinn_step}: one force evaluation. */
    @FieldOrder({
        "size",
        "version",
        "flags",
        "nlocal",
        "nghost",
        "error_size",
        "list_cutoff",
        "x",
        "species",
        "forces",
        "atom_energies",
        "atom_virials",
        "atom_outside",
        "member_forces",
        "energy",
        "virial",
        "farthest",
        "outside",
        "farthest_atom",
        "error"
    })
    public static final class Step extends Structure {
        public int size;
        public int version;
        public int flags;
        public int nlocal;
        public int nghost;
        public int error_size;
        public double list_cutoff;
        public Pointer x;
        public Pointer species;
        public Pointer forces;
        public Pointer atom_energies;
        public Pointer atom_virials;
        public Pointer atom_outside;
        public Pointer member_forces;
        public double energy;
        public double[] virial = new double[6];
        public double farthest;
        public int outside;
        public int farthest_atom;
        public Pointer error;

        int offset(String field) {
            return fieldOffset(field);
        }
    }

    /** {@code jinn_session}: the opening of a potential. */
    @FieldOrder({
        "size",
        "version",
        "element_count",
        "error_size",
        "threads",
        "mixed",
        "watch",
        "layout",
        "potential",
        "elements",
        "species",
        "cutoff",
        "step",
        "handle",
        "error"
    })
    public static final class Session extends Structure {
        public int size;
        public int version;
        public int element_count;
        public int error_size;
        public int threads;
        public int mixed;
        public int watch;
        public Pointer layout;
        public Pointer potential;
        public Pointer elements;
        public Pointer species;
        public double cutoff;
        public Pointer step;
        public long handle;
        public Pointer error;

        int offset(String field) {
            return fieldOffset(field);
        }
    }

    static final Step STEP = new Step();
    static final Session SESSION = new Session();

    private Abi() {}

    /** Every field with its offset, as JNA lays the structures out. */
    static Map<String, Integer> offsets() {
        Map<String, Integer> offsets = new TreeMap<>();
        for (String field : Step.class.getAnnotation(FieldOrder.class).value()) {
            offsets.put("jinn_step." + field, STEP.offset(field));
        }
        for (String field : Session.class.getAnnotation(FieldOrder.class).value()) {
            offsets.put("jinn_session." + field, SESSION.offset(field));
        }
        return offsets;
    }

    /**
     * Compares both sides.
     *
     * @param layout the offsets as C has them, {@code name=offset;} for each field
     * @throws IllegalArgumentException if a field is missing or elsewhere
     */
    static void check(String layout) {
        Map<String, Integer> c = new TreeMap<>();
        for (String entry : layout.split(";")) {
            int equals = entry.indexOf('=');
            c.put(entry.substring(0, equals), Integer.valueOf(entry.substring(equals + 1)));
        }
        Map<String, Integer> java = offsets();
        if (!java.equals(c)) {
            throw new IllegalArgumentException(
                    "the shim and jinn.jar do not belong together: the fields are at "
                            + c
                            + " in the shim and at "
                            + java
                            + " in jinn.jar; build both again");
        }
    }
}
