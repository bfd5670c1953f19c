package org.jinn.format.lammps;

import java.util.EnumSet;
import java.util.List;
import org.jinn.format.FormatFacts;
import org.jinn.format.FormatFacts.Holds;
import org.jinn.format.FrameStream;
import org.jinn.format.Lines;
import org.jinn.format.ReadOptions;
import org.jinn.format.StructureFormat;

/**
 * LAMMPS text dumps ({@code dump custom}) in {@code units metal}, orthogonal and triclinic.
 *
 * <p>Columns used: {@code id} (atoms are sorted by it), {@code element} or {@code type} (with
 * {@link ReadOptions#types}), positions {@code x}, {@code xu}, {@code xs} or {@code xsu}, and
 * forces {@code fx fy fz} in eV/angstrom. A dump has no energy. {@code timestep} is kept in the
 * frame's info.
 */
public final class LammpsDumpFormat implements StructureFormat {
    @Override
    public FormatFacts facts() {
        return new FormatFacts(
                "lammps-dump",
                "LAMMPS text dump (dump custom), units metal",
                List.of("dump", "lammpstrj"),
                EnumSet.of(Holds.CELL, Holds.FORCES, Holds.SEVERAL_FRAMES, Holds.INFO),
                false,
                "https://docs.lammps.org/dump.html");
    }

    @Override
    public boolean detects(String head) {
        return head.startsWith("ITEM: ");
    }

    @Override
    public FrameStream read(Lines lines, ReadOptions options) {
        return new DumpStream(lines.completeOnly(), options);
    }
}
