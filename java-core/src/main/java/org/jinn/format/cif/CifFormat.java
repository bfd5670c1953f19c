package org.jinn.format.cif;

import java.util.EnumSet;
import java.util.List;
import org.jinn.format.FormatFacts;
import org.jinn.format.FormatFacts.Holds;
import org.jinn.format.FrameStream;
import org.jinn.format.Lines;
import org.jinn.format.ReadOptions;
import org.jinn.format.StructureFormat;

/**
 * CIF (Hall, Allen and Brown, Acta Cryst. A 47, 655 (1991)): a structure a data block, its atoms
 * multiplied by the symmetry operations the file lists. Refused: space groups named without their
 * operations, sites that are partly occupied, atoms without fractional coordinates.
 */
public final class CifFormat implements StructureFormat {
    @Override
    public FormatFacts facts() {
        return new FormatFacts(
                "cif",
                "CIF, P1 or with its symmetry operations listed",
                List.of("cif"),
                EnumSet.of(Holds.CELL, Holds.SEVERAL_FRAMES),
                false,
                "Acta Cryst. A 47, 655 (1991), https://www.iucr.org/resources/cif");
    }

    @Override
    public boolean detects(String head) {
        return head.contains("_cell_length_a") && head.contains("data_");
    }

    @Override
    public FrameStream read(Lines lines, ReadOptions options) {
        return new CifStream(lines);
    }
}
