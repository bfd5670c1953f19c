package org.jinn.format.qe;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jinn.format.FormatFacts;
import org.jinn.format.FormatFacts.Holds;
import org.jinn.format.FrameStream;
import org.jinn.format.Lines;
import org.jinn.format.ReadOptions;
import org.jinn.format.StructureFormat;

/**
 * A trajectory of cp.x: {@code prefix.pos} with {@code .for}, {@code .cel}, {@code .evp}, {@code
 * .str} and {@code .vel} beside it, joined on the number of the step (hartree atomic units, stress
 * in GPa).
 *
 * <p>The energy is {@code etot}; electrons of a Car-Parrinello step are not in their ground state,
 * {@code ekinc_eV} says how far. The {@code .str} file holds the pressure of the moving ions too:
 * it is taken off with the velocities and masses (without {@code .vel} there is no stress), and the
 * sign is turned. Lattice vectors are the columns of {@code .cel}; without it the cell is the
 * input's.
 *
 * <p>Species come from an input of cp.x beside the files or one folder above, with their name or
 * their prefix. cp.x 6.5 and older sort atoms by species, newer ones keep the input's order: where
 * the two differ, the version is looked for in outputs of cp.x in the same folders and in the XML
 * of {@code prefix_NN.save}; a file whose order of atoms is not known is refused.
 */
public final class CpFormat implements StructureFormat {
    private static final Pattern BEGIN =
            Pattern.compile(
                    "\\s*\\d+\\s+[\\d.Ee+-]+\\s*\\n(\\s+-?\\d*\\.\\d+([EeDd][-+]?\\d+)?){3}\\s*\\n[^#]*",
                    Pattern.DOTALL);

    @Override
    public FormatFacts facts() {
        return new FormatFacts(
                "cp",
                "trajectory of Quantum ESPRESSO's cp.x: prefix.pos and the files beside it",
                List.of("pos"),
                EnumSet.allOf(Holds.class),
                false,
                "https://www.quantum-espresso.org/Doc/INPUT_CP.html");
    }

    @Override
    public boolean detects(String head) {
        String[] lines = head.split("\n", 3);
        return lines.length == 3 && BEGIN.matcher(lines[0] + "\n" + lines[1] + "\n").matches();
    }

    /** The forces, cells and velocities look the same: the name tells. */
    @Override
    public boolean fits(Path file) {
        return file.getFileName().toString().matches(".*\\.pos(\\.gz)?");
    }

    @Override
    public FrameStream read(Lines lines, ReadOptions options) {
        return new CpStream(lines.completeOnly(), options);
    }
}
