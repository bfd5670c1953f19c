package org.jinn.format.n2p2;

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
 * Training structures of n2p2 and RuNNer, from {@code begin} to {@code end}: {@code lattice},
 * {@code atom x y z element charge (unused) fx fy fz}, {@code energy}, {@code charge}.
 *
 * <p>The file does not know its units. It is written in bohr and hartree, RuNNer's units, with the
 * comment {@code units=bohr,hartree}. It is read in the units its comment names, else in {@link
 * ReadOptions#units}, else in bohr and hartree; {@code units} of the frame's info says which. A
 * comment's other {@code key=value} words are the frame's info. Forces that are all zero are taken
 * as they stand.
 */
public final class InputDataFormat implements StructureFormat {
    @Override
    public FormatFacts facts() {
        return new FormatFacts(
                "n2p2",
                "input.data of n2p2 and RuNNer, bohr and hartree if no comment says otherwise",
                List.of("input.data"),
                EnumSet.of(
                        Holds.CELL, Holds.ENERGY, Holds.FORCES, Holds.SEVERAL_FRAMES, Holds.INFO),
                true,
                "https://compphysvienna.github.io/n2p2");
    }

    @Override
    public boolean detects(String head) {
        return head.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                .limit(1)
                .anyMatch(l -> l.equals("begin"));
    }

    @Override
    public FrameStream read(Lines lines, ReadOptions options) {
        return new InputDataStream(lines, options);
    }

    @Override
    public FrameWriter writer(OutputStream out) {
        return new InputDataWriter(out);
    }
}
