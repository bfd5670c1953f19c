package org.jinn.format.vasp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.format.Lines;
import org.jinn.format.ReadOptions;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.junit.jupiter.api.Test;

/** Layouts as VASP 5 and 6 print them. */
public class OutcarFormatTest {
    private static final String HEAD =
            """
             vasp.5.4.4.18Apr17 (build) complex
             POTCAR:    PAW_PBE Si 05Jan2001
             POTCAR:    PAW_PBE O_s 07Sep2000
             POTCAR:    PAW_PBE Si 05Jan2001
             POTCAR:    PAW_PBE O_s 07Sep2000
               ions per type =               1   2
               NELM   =     60;   NELMIN=  4; NELMDL=  0     # of ELM steps
            """;

    /** Step {@code n} after {@code iterations} iterations that end like {@code end}. */
    private static String step(int n, int iterations, String end) {
        return """
        --------------------------------------- Iteration %6d(%4d)  ---------------------------------------
          free energy    TOTEN  =        -1.00000000 eV
        ------------------------ aborting loop %s ----------------------------------------
          FORCE on cell =-STRESS in cart. coord.  units (eV):
          in kB       1.00000   2.00000   3.00000   4.00000   5.00000-1006.00000
          VOLUME and BASIS-vectors are now :
              direct lattice vectors                 reciprocal lattice vectors
             4.000000000  0.000000000  0.000000000     0.250000000  0.000000000  0.000000000
             1.000000000  5.000000000  0.000000000     0.000000000  0.200000000  0.000000000
             0.000000000-10.500000000  6.000000000     0.000000000  0.000000000  0.166666667
         POSITION                                       TOTAL-FORCE (eV/Angst)
         -----------------------------------------------------------------------------------
              0.10000      0.20000      0.30000         1.000000     -2.000000      3.000000
              1.10000      1.20000      1.30000        -0.500000      1.000000     -1.500000
              2.10000      2.20000      2.30000        -0.500000      1.000000     -1.500000
         -----------------------------------------------------------------------------------
            total drift:                                0.000000      0.000000      0.000000
          FREE ENERGIE OF THE ION-ELECTRON SYSTEM (eV)
          ---------------------------------------------------
          free  energy   TOTEN  =       -23.12345678 eV

          energy  without entropy=      -23.00000000  energy(sigma->0) =      -23.05000000
        """
                .formatted(n, iterations, end);
    }

    /** For the fuzzing test. */
    public static String sample() {
        return HEAD
                + step(1, 12, "because EDIFF is reached")
                + step(2, 13, "because EDIFF is reached");
    }

    private static List<FrameResult> read(String text) throws IOException {
        List<FrameResult> results = new ArrayList<>();
        Lines lines =
                Lines.of("OUTCAR", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        new OutcarFormat().read(lines, ReadOptions.DEFAULT).forEachRemaining(results::add);
        return results;
    }

    @Test
    void everyStepIsAFrame() throws IOException {
        assertTrue(new OutcarFormat().detects(sample()));
        List<FrameResult> results = read(sample());
        assertEquals(2, results.size());
        Frame f = ((Accepted) results.get(0)).frame();
        assertEquals(Element.SI, f.structure().species(0));
        assertEquals(Element.O, f.structure().species(2));
        assertEquals(-23.12345678, f.labels().energy().getAsDouble());
        assertArrayEquals(
                new double[] {1, -2, 3, -0.5, 1, -1.5, -0.5, 1, -1.5}, f.labels().forces());
        assertEquals(2.3, f.structure().positions()[8]);
        assertEquals(120, f.structure().cell().volume(), 1e-12);
        assertEquals(8, f.origin().line());
    }

    /** XX YY ZZ XY YZ ZX under compression to xx yy zz yz xz xy under tension. */
    @Test
    void stressIsTurned() throws IOException {
        double[] stress = ((Accepted) read(sample()).get(0)).frame().labels().stress();
        double[] kbar = {-1, -2, -3, -5, 1006, -4};
        for (int v = 0; v < 6; v++) {
            assertEquals(kbar[v] / 1602.1766208, stress[v], 1e-8);
        }
    }

    @Test
    void whatDidNotConvergeIsRefused() throws IOException {
        List<FrameResult> results =
                read(
                        HEAD
                                + step(1, 60, "EDIFF was not reached (unconverged)")
                                + step(2, 12, "because EDIFF is reached")
                                + step(3, 60, "x").replaceFirst(".*aborting loop.*\n", "")
                                + step(4, 60, "because EDIFF is reached"));
        assertTrue(((Rejected) results.get(0)).reason().contains("not converged in 60"));
        assertTrue(results.get(1) instanceof Accepted);
        assertTrue(((Rejected) results.get(2)).reason().contains("not converged in 60"));
        assertTrue(results.get(3) instanceof Accepted);
    }

    @Test
    void aRunBehindAnotherIsOfItsOwnSpecies() throws IOException {
        String other = sample().replace("PAW_PBE Si ", "PAW_PBE Zn ").replace("O_s", "Zr");
        String first = " vasp.6.3.0 20Jan22 complex\n";
        List<FrameResult> results = read(first + sample() + first + other);
        assertEquals("O2Si", ((Accepted) results.get(1)).frame().structure().formula());
        assertEquals("ZnZr2", ((Accepted) results.get(2)).frame().structure().formula());
    }

    /** Only where ions or the cell are relaxed. */
    @Test
    void relaxationsUnderPressureAreRefused() throws IOException {
        String settings = "   PSTRESS=   50.0 pullay stress\n   IBRION =   %d    ionic relax\n";
        String text = HEAD + settings + step(1, 12, "because EDIFF is reached");
        assertTrue(
                ((Rejected) read(text.formatted(2)).get(0)).reason().startsWith("relaxed under"));
        assertTrue(read(text.formatted(0)).get(0) instanceof Accepted);
        String none = text.replace("50.0", " 0.0").formatted(2);
        assertTrue(read(none).get(0) instanceof Accepted);
    }

    /** VASP's field for the step has overflown. */
    @Test
    void stepsBeyondTheirFieldAreCounted() throws IOException {
        String late = step(1, 60, "x").replaceFirst(".*aborting loop.*\n", "");
        late = late.replace("Iteration      1(", "Iteration ****(");
        assertTrue(((Rejected) read(HEAD + late).get(0)).reason().contains("not converged in 60"));
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        String whole = sample();
        int cut = whole.lastIndexOf("  free  energy");
        List<FrameResult> results = read(whole.substring(0, cut));
        assertTrue(results.get(0) instanceof Accepted);
        assertTrue(((Rejected) results.get(1)).reason().contains("truncated"));
        String none = whole.replace("   ions per type", "   ions");
        assertTrue(((Rejected) read(none).get(0)).reason().contains("ions per type"));
        String stars = whole.replaceFirst("1\\.000000     -2\\.000000", "*********** -2.000000");
        assertTrue(((Rejected) read(stars).get(0)).reason().contains("not a number"));
        assertTrue(((Rejected) read(HEAD).get(0)).reason().contains("no frame found"));
        // a step is one, whatever is wrong in it
        assertEquals(2, read(stars).size());
        assertTrue(read(stars).get(1) instanceof Accepted);
        String overflown = whole.replaceFirst("1\\.00000   2\\.00000", "******** 2.00000");
        assertEquals(2, read(overflown).size());
        assertTrue(((Rejected) read(overflown).get(0)).reason().contains("not a number"));
    }
}
