package org.jinn.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Structure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MolecularDynamicsTest {
    /** As LAMMPS has the cell, whatever way its vectors point. */
    @ParameterizedTest
    @CsvSource({
        "iso, 5 0 0 0 5 0 0 0 5",
        "iso, 0 5 0 0 0 5 5 0 0",
        "aniso, 0 5 0 0 0 6 7 0 0",
        "tri, 0 2.7 2.7 2.7 0 2.7 2.7 2.7 0",
        "tri, 5 0 0 1 5 0 0 0 5"
    })
    void theBarostatFollowsTheCell(String coupling, String vectors) {
        double[] h =
                java.util.Arrays.stream(vectors.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
        Structure s = new Structure(Cell.of(h), new Element[] {Element.SI}, new double[3]);
        assertEquals(coupling, MolecularDynamics.coupling(s));
    }
}
