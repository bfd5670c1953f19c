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
 * What pw.x prints: scf, relax, vc-relax, md and vc-md; whole, several runs in one file, or cut
 * off.
 *
 * <p>A frame is one self-consistent calculation that converged, with the cell and positions printed
 * before it. Its energy is the one marked {@code !} (or {@code !!} with exact exchange), in eV:
 * with smearing the free energy E - TS, the one the forces are the gradient of; {@code
 * internal_energy_eV} in {@link org.jinn.structure.Frame#info} is E where pw.x prints it. Forces
 * are the totals in eV/angstrom. The stress is the total stress with its sign turned ({@link
 * org.jinn.structure.Voigt}), from the Ry/bohr&sup3; columns; {@code null} if not printed.
 *
 * <p>Refused, with a reason: SCFs that did not converge, band calculations, frames without forces
 * (unless allowed), frames whose cell or positions the file does not show, the last SCF of a
 * vc-relax (its plane waves are others than those of the steps before), and cut off frames: one
 * counts as whole when the line after its last table has been seen.
 */
public final class PwxFormat implements StructureFormat {
    @Override
    public FormatFacts facts() {
        return new FormatFacts(
                "pwx",
                "text output of Quantum ESPRESSO's pw.x, versions 4 to 7",
                List.of("out", "pwo"),
                EnumSet.allOf(Holds.class),
                false,
                "https://www.quantum-espresso.org/Doc/INPUT_PW.html");
    }

    @Override
    public boolean detects(String head) {
        return head.contains("Program PWSCF")
                || !head.contains("     Program ") // ph.x prints much that looks the same
                        && (head.contains("\n!    total energy  ")
                                || head.contains("     iteration #  1     ecut="));
    }

    @Override
    public FrameStream read(Lines lines, ReadOptions options) {
        return new PwxStream(lines.completeOnly(), options);
    }
}
