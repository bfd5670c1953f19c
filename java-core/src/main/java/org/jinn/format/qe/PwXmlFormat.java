package org.jinn.format.qe;

import java.util.EnumSet;
import java.util.List;
import org.jinn.format.FormatFacts;
import org.jinn.format.FormatFacts.Holds;
import org.jinn.format.FrameStream;
import org.jinn.format.Lines;
import org.jinn.format.ReadOptions;
import org.jinn.format.StructureFormat;

/**
 * The XML file pw.x leaves in its {@code prefix.save} and beside it (versions 6.3 to 7; atomic
 * units with the Hartree as energy).
 *
 * <p>A frame is a step of a relaxation or dynamics, or the only SCF. The energy is {@code etot}:
 * with smearing the free energy E - TS, the one the forces are the gradient of; {@code
 * internal_energy_eV} is E, which is etot minus {@code demet}. Stress has the sign of the text
 * output, and is turned alike.
 *
 * <p>After steps the {@code output} element repeats the last SCF's energy, forces and stress, but
 * pw.x has moved its atoms on (dynamics, unfinished relaxations): it is never a frame of its own.
 * Versions before 7 write the stress only there, so that of steps only the last has one; in a vc-md
 * it is in other units there and is not taken. Forces on fixed coordinates are zero in the file:
 * such frames are refused. The other SCF at the end of a finished vc-relax is refused as in the
 * text output.
 */
public final class PwXmlFormat implements StructureFormat {
    @Override
    public FormatFacts facts() {
        return new FormatFacts(
                "pwx-xml",
                "XML output of Quantum ESPRESSO's pw.x (data-file-schema.xml), versions 6.3 to 7",
                List.of("xml"),
                EnumSet.allOf(Holds.class),
                false,
                "https://www.quantum-espresso.org/ns/qes");
    }

    @Override
    public boolean detects(String head) {
        return head.contains("<qes:espresso") && !head.contains("NAME=\"CP\"");
    }

    @Override
    public FrameStream read(Lines lines, ReadOptions options) {
        return new PwXmlStream(lines, options);
    }
}
