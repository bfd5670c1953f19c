package org.jinn.lammps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import org.jinn.potential.PotentialDerivativesTest;
import org.jinn.potential.PotentialFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plays the C++ side: what crosses the boundary, units, order and errors. */
class LammpsPotentialTest {
    private static final String FILE = "src/test/resources/reference-vectors/b64w.potential_saved";
    private static final int ERROR_SIZE = 80;

    private final Memory session = new Memory(Abi.SESSION.size());
    private final Memory step = new Memory(Abi.STEP.size());
    private final Memory error = new Memory(ERROR_SIZE + 8);
    private final Memory species = new Memory(16);

    /** Three atoms: two in a bond that lies in the xy plane, the third ignored. */
    private final Memory x = doubles(0, 0, 0, 2, 1, 0, 1, 1, 1);

    private final Memory map = new Memory(12);
    private final Memory forces = new Memory(72);

    private static Memory doubles(double... values) {
        Memory memory = new Memory(8L * values.length);
        memory.write(0, values, 0, values.length);
        return memory;
    }

    private static Memory text(String value) {
        Memory memory = new Memory(value.length() + 1L);
        memory.setString(0, value);
        return memory;
    }

    private int open(String file, String elements) {
        session.clear();
        error.clear();
        session.setInt(4, Abi.VERSION);
        session.setInt(Abi.SESSION.offset("error_size"), ERROR_SIZE);
        session.setInt(Abi.SESSION.offset("threads"), 1);
        session.setPointer(Abi.SESSION.offset("error"), error);
        String layout =
                Abi.offsets().entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue() + ";")
                        .collect(Collectors.joining());
        Memory[] texts = {text(layout), text(file), text(elements)};
        session.setPointer(Abi.SESSION.offset("layout"), texts[0]);
        session.setPointer(Abi.SESSION.offset("potential"), texts[1]);
        session.setPointer(Abi.SESSION.offset("elements"), texts[2]);
        session.setPointer(Abi.SESSION.offset("species"), species);
        return LammpsPotential.open(Pointer.nativeValue(session));
    }

    private int evaluate(int flags) {
        step.setInt(Abi.STEP.offset("flags"), flags);
        step.setInt(Abi.STEP.offset("nlocal"), 2);
        step.setInt(Abi.STEP.offset("nghost"), 1);
        step.setInt(Abi.STEP.offset("error_size"), ERROR_SIZE);
        step.setDouble(Abi.STEP.offset("list_cutoff"), 6);
        map.write(0, new int[] {0, 0, -1}, 0, 3);
        step.setPointer(Abi.STEP.offset("x"), x);
        step.setPointer(Abi.STEP.offset("species"), map);
        step.setPointer(Abi.STEP.offset("forces"), forces);
        step.setPointer(Abi.STEP.offset("error"), error);
        Pointer function = session.getPointer(Abi.SESSION.offset("step"));
        return Function.getFunction(function).invokeInt(new Object[] {Pointer.nativeValue(step)});
    }

    @Test
    void aStepGivesForcesAndVirialInLammpsOrder() {
        assertEquals(Abi.OK, open(FILE, "Si"), () -> error.getString(0));
        assertEquals(6.0, session.getDouble(Abi.SESSION.offset("cutoff")));
        assertEquals(0, species.getInt(0));
        Memory energies = new Memory(16);
        Memory virials = new Memory(96);
        step.setPointer(Abi.STEP.offset("atom_energies"), energies);
        step.setPointer(Abi.STEP.offset("atom_virials"), virials);
        int all = Abi.NEW_LIST | Abi.ATOM_ENERGY | Abi.ATOM_VIRIAL;
        assertEquals(Abi.OK, evaluate(all), () -> error.getString(0));
        double[] f = forces.getDoubleArray(0, 9);
        double[] w = step.getDoubleArray(Abi.STEP.offset("virial"), 6);
        // the virial of a pair: r f, with r = (2, 1, 0) and f along r
        assertEquals(f[3] / 2, f[4], 1e-12);
        double[] expected = {2 * f[3], f[4], 0, 2 * f[4], 0, 0};
        for (int v = 0; v < 6; v++) {
            assertEquals(expected[v], w[v], 1e-10, "component " + v);
            assertEquals(w[v], virials.getDouble(8L * v) + virials.getDouble(48 + 8L * v), 1e-12);
        }
        double energy = step.getDouble(Abi.STEP.offset("energy"));
        assertEquals(energy, energies.getDouble(0) + energies.getDouble(8), 1e-12);
        for (int k = 6; k < 9; k++) {
            assertEquals(0, f[k], "an ignored atom feels nothing");
        }
        LammpsPotential.close(session.getLong(Abi.SESSION.offset("handle")));
    }

    /** Atom types have the order of pair_coeff, the potential that of its file. */
    @Test
    void elementsAreFoundByName(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("two");
        PotentialFile.write(file, PotentialDerivativesTest.randomPotential(new Random(1)));
        assertTrue(Files.readString(file).startsWith("ELEM_LIST Si O"));
        assertEquals(Abi.OK, open(file.toString(), "Si O"), () -> error.getString(0));
        assertArrayEquals(new int[] {0, 1}, species.getIntArray(0, 2));
        assertEquals(Abi.OK, open(file.toString(), "O Si O"), () -> error.getString(0));
        assertArrayEquals(new int[] {1, 0, 1}, species.getIntArray(0, 3));
    }

    @Test
    void failuresAreSentencesInTheBuffer() {
        assertEquals(Abi.FAILED, open("nowhere", "Si"));
        assertEquals("nowhere: no such potential file", error.getString(0));
        assertEquals(Abi.FAILED, open(FILE, "Si O"));
        assertTrue(error.getString(0).contains("b64w.potential_saved"), error.getString(0));
        session.setInt(4, Abi.VERSION + 1);
        assertEquals(Abi.FAILED, LammpsPotential.open(Pointer.nativeValue(session)));
    }

    @Test
    void aLongMessageIsCut() {
        error.setByte(ERROR_SIZE, (byte) 7);
        assertEquals(Abi.FAILED, open("x".repeat(300), "Si"));
        assertEquals(ERROR_SIZE - 1, error.getString(0).length());
        assertEquals(0, error.getByte(ERROR_SIZE));
    }

    @Test
    void aFailedStepLeavesTheSessionUsable() {
        assertEquals(Abi.OK, open(FILE, "Si"));
        x.setDouble(8, Double.NaN);
        assertEquals(Abi.FAILED, evaluate(Abi.NEW_LIST));
        assertTrue(error.getString(0).contains("finite"), error.getString(0));
        x.setDouble(8, 0);
        assertEquals(Abi.OK, evaluate(Abi.NEW_LIST));
    }
}
