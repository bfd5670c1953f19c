package org.jinn.lammps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * JNA's view of the structures against the C compiler's. Where there is no C compiler this test is
 * skipped; the same comparison is made each time that LAMMPS opens a potential.
 */
class AbiTest {
    private static final Path SHIM = Path.of("..", "native-shim");

    @Test
    void fieldsAreWhereTheCompilerPutsThem(@TempDir Path work) throws Exception {
        Path program = work.resolve("abi-layout");
        try {
            run(
                    "cc",
                    "-I" + SHIM.resolve("include"),
                    "-o",
                    program.toString(),
                    SHIM.resolve("tests/abi_layout.c").toString());
        } catch (IOException e) {
            abort("no C compiler: " + e.getMessage());
        }
        String layout = run(program.toString());
        assertTrue(layout.startsWith("jinn_step.size=0;"), layout);
        Abi.check(layout);
    }

    @Test
    void aMovedFieldIsRefused() {
        StringBuilder layout = new StringBuilder();
        Abi.offsets().forEach((name, at) -> layout.append(name).append('=').append(at).append(';'));
        Abi.check(layout.toString());
        String moved = layout.toString().replace("jinn_step.x=32;", "jinn_step.x=40;");
        Exception e = assertThrows(IllegalArgumentException.class, () -> Abi.check(moved));
        assertTrue(e.getMessage().contains("build both again"), e.getMessage());
        String missing = layout.toString().replace("jinn_step.x=32;", "");
        assertThrows(IllegalArgumentException.class, () -> Abi.check(missing));
    }

    @Test
    void constantsAreThoseOfTheHeader() throws IOException {
        String header = Files.readString(SHIM.resolve("include/jinn_abi.h"));
        assertTrue(header.contains("#define JINN_ABI_VERSION " + Abi.VERSION + "\n"));
        assertTrue(header.contains("#define JINN_OK " + Abi.OK + "\n"));
        assertTrue(header.contains("#define JINN_FAILED " + Abi.FAILED + "\n"));
        assertTrue(header.contains("#define JINN_NEW_LIST " + Abi.NEW_LIST + " "));
        assertTrue(header.contains("#define JINN_ATOM_ENERGY " + Abi.ATOM_ENERGY + " "));
        assertTrue(header.contains("#define JINN_ATOM_VIRIAL " + Abi.ATOM_VIRIAL + " "));
        assertTrue(header.contains("#define JINN_OUTSIDE " + Abi.OUTSIDE + " "));
        assertTrue(header.contains("#define JINN_MEMBERS " + Abi.MEMBERS + " "));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
