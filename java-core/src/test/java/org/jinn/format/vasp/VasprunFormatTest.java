package org.jinn.format.vasp;

import static org.jinn.format.Reading.accepted;
import static org.jinn.format.Reading.reasons;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jinn.format.FrameResult;
import org.jinn.format.Reading;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.junit.jupiter.api.Test;

/** The layout of VASP 5 and 6. */
public class VasprunFormatTest {
    private static final VasprunFormat FORMAT = new VasprunFormat();

    private static final String HEAD =
            """
            <?xml version="1.0" encoding="ISO-8859-1"?>
            <modeling>
             <generator><i name="version" type="string">5.4.4</i></generator>
             <parameters>
               <i type="int" name="NELM">    4</i>
               <i name="ENMAX">    400.0</i>
               <separator name="linear response"><i type="int" name="NELM">    1</i></separator>
             </parameters>
             <atominfo>
              <array name="atoms"><set>
                <rc><c>Si</c><c>   1</c></rc>
                <rc><c>O </c><c>   2</c></rc>
              </set></array>
              <array name="atomtypes"><set>
                <rc><c> 1</c><c>Si</c><c> 28.085</c><c> 4.0</c><c> PAW_PBE Si 05Jan2001</c></rc>
              </set></array>
             </atominfo>
            """;

    private static final String ITERATION =
            "<scstep><energy><i name=\"e_fr_energy\"> -7.0 </i></energy></scstep>\n";

    private static String step(int iterations) {
        return "<calculation>\n"
                + ITERATION.repeat(iterations)
                + """
                <structure><crystal>
                 <varray name="basis">
                  <v> 2.0 0.0 1.0 </v><v> 0.0 4.0 0.0 </v><v> -1.0 0.0 3.0 </v>
                 </varray></crystal>
                 <varray name="positions"><v> 0.0 0.0 0.0 </v><v> 0.5 0.25 0.5 </v></varray>
                </structure>
                <varray name="forces"><v> 1.0 2.0 3.0 </v><v> -1.0 -2.0 -3.0 </v></varray>
                <varray name="stress">
                 <v> 1.0 4.0 6.0 </v><v> 4.0 2.0 5.0 </v><v> 6.0 5.0 -3.0 </v>
                </varray>
                <energy><i name="e_fr_energy"> -8.5 </i><i name="e_wo_entrp"> -8.0 </i></energy>
                </calculation>
                """;
    }

    /** For the fuzzing test. */
    public static final String SAMPLE = HEAD + step(3) + step(2) + "</modeling>\n";

    @Test
    void everyStepIsAFrame() {
        assertTrue(FORMAT.detects(SAMPLE));
        List<Frame> frames = accepted(Reading.read(FORMAT, SAMPLE));
        assertEquals(2, frames.size());
        Frame frame = frames.get(0);
        assertEquals(Element.O, frame.structure().species(1));
        assertEquals(-8.5, frame.labels().energy().getAsDouble());
        assertArrayEquals(new double[] {0, 0, 0, 0.5, 1, 2}, frame.structure().positions(), 1e-12);
        assertArrayEquals(new double[] {1, 2, 3, -1, -2, -3}, frame.labels().forces());
        double[] kbar = {-1, -2, 3, -5, -6, -4};
        for (int v = 0; v < 6; v++) {
            assertEquals(kbar[v] / 1602.1766208, frame.labels().stress()[v], 1e-8);
        }
        assertEquals("PAW_PBE Si 05Jan2001", frame.info().get("pseudopotential_Si"));
        assertEquals("400.0000", frame.info().get("encut_eV"));
    }

    @Test
    void stepsThatMayNotHaveConvergedAreRefused() {
        List<FrameResult> results =
                Reading.read(FORMAT, HEAD + step(4) + step(3) + step(0) + "</modeling>");
        assertEquals(1, accepted(results).size());
        assertTrue(reasons(results).get(0).contains("all NELM iterations: 4"));
        assertTrue(reasons(results).get(1).startsWith("no electronic iterations"));
    }

    @Test
    void cutOffFilesGiveTheStepsBefore() {
        String cut = SAMPLE.substring(0, SAMPLE.lastIndexOf("</calculation>"));
        List<FrameResult> results = Reading.read(FORMAT, cut);
        assertEquals(1, accepted(results).size());
        assertTrue(reasons(results).get(0).startsWith("cut off"), reasons(results).get(0));
        String stars = SAMPLE.replaceFirst("<v> 1.0 2.0 3.0", "<v> ***** 2.0 3.0");
        assertEquals(1, accepted(Reading.read(FORMAT, stars)).size());
        assertTrue(reasons(Reading.read(FORMAT, stars)).get(0).startsWith("not a number"));
    }
}
