package org.jinn.format.lammps;

import java.io.OutputStream;
import java.util.EnumSet;
import java.util.List;
import org.jinn.format.FormatFacts;
import org.jinn.format.FormatFacts.Holds;
import org.jinn.format.FrameStream;
import org.jinn.format.FrameWriter;
import org.jinn.format.Lines;
import org.jinn.format.ReadOptions;
import org.jinn.format.StructureFormat;

/**
 * LAMMPS data files in {@code units metal}: one structure. Written with {@code atom_style atomic};
 * read with any style, which the title of the section names ({@code Atoms # full}; atomic if none):
 * id, type and position are taken.
 *
 * <p>Types are numbered by atomic number of the elements present. The first line of a written file
 * and a comment below state the rotation of the cell (see {@link LammpsBox}). Read elements come
 * from comments in the Masses section ({@code 1 28.085 # Si}), else from the masses (the one
 * element within 0.1 u), else from {@link ReadOptions#types}.
 */
public final class LammpsDataFormat implements StructureFormat {
    @Override
    public FormatFacts facts() {
        return new FormatFacts(
                "lammps-data",
                "LAMMPS data file, any atom style, units metal; one structure",
                List.of("data", "lmp"),
                EnumSet.of(Holds.CELL),
                true,
                "https://docs.lammps.org/read_data.html");
    }

    @Override
    public boolean detects(String head) {
        return head.lines().limit(40).anyMatch(l -> l.strip().matches("\\d+\\s+atoms(\\s.*)?"))
                && head.lines().limit(60).anyMatch(l -> l.matches(".*\\sxlo\\s+xhi.*"));
    }

    @Override
    public FrameStream read(Lines lines, ReadOptions options) {
        return new DataStream(lines, options);
    }

    @Override
    public FrameWriter writer(OutputStream out) {
        return new DataWriter(out);
    }
}
