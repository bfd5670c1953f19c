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
 * VASP's OUTCAR, whole or as SIMPLE-NN compresses it: every ionic step is a frame, with the free
 * energy TOTEN (which the forces belong to), forces, and minus the "in kB" line as stress. A step
 * whose electronic iterations did not converge is refused.
 */
public final class OutcarFormat implements StructureFormat {
    @Override
    public FormatFacts facts() {
        return new FormatFacts(
                "outcar",
                "VASP's OUTCAR",
                List.of(),
                EnumSet.complementOf(EnumSet.of(Holds.INFO)),
                false,
                "https://www.vasp.at/wiki/OUTCAR");
    }

    @Override
    public boolean detects(String head) {
        return head.stripLeading().startsWith("vasp.")
                || head.contains("POTCAR:  ") && !head.contains("<?xml");
    }

    @Override
    public FrameStream read(Lines lines, ReadOptions options) {
        return new OutcarStream(lines.completeOnly());
    }
}
