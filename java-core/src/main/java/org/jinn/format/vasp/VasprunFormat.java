package org.jinn.format.vasp;

import java.util.EnumSet;
import java.util.List;
import org.jinn.format.FormatFacts;
import org.jinn.format.FormatFacts.Holds;
import org.jinn.format.FrameStream;
import org.jinn.format.Lines;
import org.jinn.format.ReadOptions;
import org.jinn.format.StructureFormat;

/**
 * VASP's vasprun.xml: every ionic step is a frame, with the free energy {@code e_fr_energy} (which
 * the forces belong to), forces, and minus the stress in kB. A step that used all NELM electronic
 * iterations counts as not converged: the file does not tell.
 */
public final class VasprunFormat implements StructureFormat {
    @Override
    public FormatFacts facts() {
        return new FormatFacts(
                "vasprun",
                "VASP's vasprun.xml",
                List.of(),
                EnumSet.allOf(Holds.class),
                false,
                "https://www.vasp.at/wiki/Vasprun.xml");
    }

    @Override
    public boolean detects(String head) {
        return head.contains("<modeling>");
    }

    @Override
    public FrameStream read(Lines lines, ReadOptions options) {
        return new VasprunStream(lines);
    }
}
