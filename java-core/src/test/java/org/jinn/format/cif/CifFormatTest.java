package org.jinn.format.cif;

import static org.jinn.format.Reading.accepted;
import static org.jinn.format.Reading.reasons;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jinn.format.Reading;
import org.jinn.structure.Frame;
import org.junit.jupiter.api.Test;

public class CifFormatTest {
    private static final CifFormat FORMAT = new CifFormat();

    /** A rhombohedral-looking cell with an inversion and a screw axis; for the fuzzing test too. */
    public static final String SAMPLE =
            """
            data_test
            _cell_length_a 5.0(1)
            _cell_length_b 6.0
            _cell_length_c 7.0
            _cell_angle_alpha 90
            _cell_angle_beta 100.5
            _cell_angle_gamma 90.00
            _symmetry_space_group_name_H-M 'P 21/c'
            _publ_section_title
            ;
             loop_ of 'words'
            ;
            loop_
            _symmetry_equiv_pos_site_id
            _symmetry_equiv_pos_as_xyz
            1 'x, y, z'
            2 '-x, y+1/2, -z+1/2'
            3 '-x,-y,-z'
            4 'x, 1/2-y, 0.5+z'
            loop_
            _atom_site_label
            _atom_site_type_symbol
            _atom_site_fract_x
            _atom_site_fract_y
            _atom_site_fract_z
            _atom_site_occupancy
            Si1 Si4+ 0.10(2) 0.2 0.3 1.0
            O1 O2- 0.0 0.0 0.0 1
            # a comment
            """;

    @Test
    void symmetryMultipliesTheSites() {
        assertTrue(FORMAT.detects(SAMPLE));
        Frame frame = accepted(Reading.read(FORMAT, SAMPLE)).get(0);
        assertEquals("O2Si4", frame.structure().formula());
        double beta = Math.toRadians(100.5);
        double[] h = frame.structure().cell().vectors();
        assertEquals(5, h[0], 1e-12);
        assertEquals(6, h[4], 1e-12);
        assertEquals(7 * Math.cos(beta), h[6], 1e-12);
        assertEquals(7 * Math.sin(beta), h[8], 1e-12);
        // (-x, y+1/2, -z+1/2) of (0.1, 0.2, 0.3) is (0.9, 0.7, 0.2)
        assertEquals(0.9 * h[0] + 0.2 * h[6], frame.structure().position(1, 0), 1e-12);
        assertEquals(0.7 * 6, frame.structure().position(1, 1), 1e-12);
        assertEquals(0.2 * h[8], frame.structure().position(1, 2), 1e-12);
        assertEquals(0.3 * 6, frame.structure().position(3, 1), 1e-12);
    }

    @Test
    void blocksAreFrames() {
        List<Frame> frames = accepted(Reading.read(FORMAT, SAMPLE + "\n" + SAMPLE));
        assertEquals(2, frames.size());
        assertEquals("O2Si4", frames.get(1).structure().formula());
    }

    @Test
    void whatCannotBeKnownIsRefused() {
        String noOperations =
                SAMPLE.replaceAll("(?s)loop_\n_symmetry_equiv_pos_site.*?loop_\n", "loop_\n");
        assertTrue(
                reasons(Reading.read(FORMAT, noOperations))
                        .get(0)
                        .startsWith("space group P 21/c without its symmetry operations"));
        String hall =
                noOperations.replace(
                        "_symmetry_space_group_name_H-M 'P 21/c'",
                        "_symmetry_space_group_name_Hall '-P 2ybc'");
        assertRefused("space group -P 2ybc without its symmetry operations", hall);
        String p1 = noOperations.replace("P 21/c", "P 1");
        assertEquals("OSi", accepted(Reading.read(FORMAT, p1)).get(0).structure().formula());
        assertRefused("partly occupied site: Si4+", SAMPLE.replace("0.3 1.0", "0.3 0.5"));
        assertRefused("symmetry operation not read", SAMPLE.replace("'-x,-y,-z'", "'-x,-w,-z'"));
        assertRefused("_cell_length_b must be a number: ?", SAMPLE.replace("b 6.0", "b ?"));
        assertRefused("two sites at one place", SAMPLE.replace("0.0 0.0 0.0 1", "0.9 0.7 0.2 1"));
        assertRefused("cell unusable", SAMPLE.replace("beta 100.5", "beta 180"));
    }

    private static void assertRefused(String reason, String text) {
        var results = Reading.read(FORMAT, text);
        assertEquals(List.of(), accepted(results));
        assertTrue(reasons(results).get(0).startsWith(reason), reasons(results).get(0));
    }
}
