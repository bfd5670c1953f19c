package org.jinn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.jinn.analysis.Errors;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Origin;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.Test;

class ErrorTableTest {
    @Test
    void theLargestErrorsAreToldWithTheirPlaces() {
        Errors errors = new Errors();
        Structure pair =
                new Structure(Cell.NONE, new Element[] {Element.SI, Element.SI}, new double[6]);
        errors.add(
                new Frame(
                        pair,
                        Labels.of(-10, new double[] {1, 0, 0, -1, 0, 0}, null),
                        new Origin("Si.out", 3, 81),
                        Map.of(Frame.GROUP, "dimer")),
                Labels.of(-10.02, new double[] {1.1, 0, 0, -1, 0, 0.25}, null));
        String text = ErrorTable.text(errors, 1, 2);
        assertTrue(text.startsWith("1 frames, 2 refused\n"), text);
        String largest = text.substring(text.indexOf("largest errors"));
        assertEquals(
                "largest errors:\n"
                        + "  energy     10.00 meV/atom  Si.out:81 (frame 3)\n"
                        + "  force     0.2500 eV/A      Si.out:81 (frame 3), atom 2\n",
                largest);
    }
}
