package org.jinn.format.qe;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jinn.format.FormatFacts;
import org.jinn.format.FormatFacts.Holds;
import org.jinn.format.FrameStream;
import org.jinn.format.Lines;
import org.jinn.format.OneFrame;
import org.jinn.format.ReadOptions;
import org.jinn.format.StructureFormat;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;

/**
 * An input of pw.x (or cp.x): one structure without labels. Every {@code ibrav}; {@code celldm} or
 * {@code A, B, C}; positions in alat, bohr, angstrom or crystal units (not {@code crystal_sg});
 * numbers may be quotients such as 1/3.
 */
public final class PwInputFormat implements StructureFormat {
    @Override
    public FormatFacts facts() {
        return new FormatFacts(
                "pwx-input",
                "input of Quantum ESPRESSO's pw.x or cp.x; one structure",
                List.of("in", "pwi"),
                EnumSet.of(Holds.CELL),
                false,
                "https://www.quantum-espresso.org/Doc/INPUT_PW.html");
    }

    @Override
    public boolean detects(String head) {
        // a script that writes inputs is none
        return head.lines()
                        .map(String::strip)
                        .filter(l -> !l.matches("|[!#].*"))
                        .limit(1)
                        .anyMatch(l -> l.matches("(?i)&(control|system)\\b.*"))
                && head.toUpperCase(Locale.ROOT).contains("ATOMIC_POSITIONS");
    }

    @Override
    public FrameStream read(Lines lines, ReadOptions options) {
        return new OneFrame(lines) {
            @Override
            protected Frame frame() throws IOException {
                PwInput input = new PwInput(lines);
                return new Frame(input.structure(), Labels.NONE, origin(input.line()), Map.of());
            }
        };
    }
}
