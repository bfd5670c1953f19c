package org.jinn.format.extxyz;

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
 * Extended XYZ in ASE's conventions (eV, angstrom, eV/angstrom, eV/angstrom&sup3;): {@code
 * Lattice}, {@code Properties}, {@code pbc}, {@code energy}, {@code stress} (nine numbers, or six
 * in {@link org.jinn.structure.Voigt}'s order; positive under tension) or {@code virial} (minus
 * stress times volume), per-atom {@code species} or {@code Z}, {@code pos}, {@code forces} or
 * {@code force}.
 *
 * <p>Where there is a {@code free_energy}, that is the energy: the one whose gradient forces are,
 * while ASE has VASP's extrapolated to no smearing in {@code energy}. All other keys are kept as
 * text in {@link org.jinn.structure.Frame#info}; {@code config_type} names the group if no {@code
 * group} does. Other per-atom columns are not kept. Plain XYZ (no {@code Properties}) is read too.
 * Numbers are written so that they read back exactly.
 */
public final class ExtxyzFormat implements StructureFormat {
    @Override
    public FormatFacts facts() {
        return new FormatFacts(
                "extxyz",
                "extended XYZ as ASE writes it",
                List.of("xyz", "extxyz"),
                EnumSet.allOf(Holds.class),
                true,
                "https://github.com/libAtoms/extxyz");
    }

    @Override
    public boolean detects(String head) {
        String[] lines = head.split("\n", 4);
        if (lines.length < 2 || !lines[0].strip().matches("\\d{1,9}")) {
            return false;
        }
        return lines[1].contains("Properties=")
                || lines[1].contains("Lattice=")
                || lines.length > 2
                        && lines[2].strip().matches("[A-Z][a-z]?(\\s+[-+.\\dEe]+){3}(\\s.*)?");
    }

    @Override
    public FrameStream read(Lines lines, ReadOptions options) {
        return new ExtxyzStream(lines.completeOnly());
    }

    @Override
    public FrameWriter writer(OutputStream out) {
        return new ExtxyzWriter(out);
    }
}
