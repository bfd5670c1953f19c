package org.jinn.format.n2p2;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import org.jinn.format.FrameWriter;
import org.jinn.structure.CalculationKeys;
import org.jinn.structure.Cell;
import org.jinn.structure.Frame;
import org.jinn.structure.Structure;
import org.jinn.structure.Units;

/** Writes structures in bohr and hartree. */
final class InputDataWriter implements FrameWriter {
    private final Writer out;

    InputDataWriter(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    @Override
    public void write(Frame frame) throws IOException {
        Structure structure = frame.structure();
        OptionalDouble energy = frame.labels().energy();
        double[] f = frame.labels().forces();
        if (energy.isEmpty() || f == null) {
            throw new IllegalArgumentException(
                    frame.origin() + ": input.data needs energies and forces, this frame has none");
        }
        Cell cell = structure.cell();
        boolean periodic = cell.anyPeriodic();
        if (periodic && !cell.allPeriodic()) {
            throw new IllegalArgumentException(
                    frame.origin() + ": input.data knows three periodic directions or none");
        }
        out.append("begin\ncomment ").append(comment(frame)).append('\n');
        for (int i = 0; periodic && i < 3; i++) {
            out.append("lattice");
            for (int j = 0; j < 3; j++) {
                out.append(' ').append(Double.toString(cell.get(i, j) / Units.BOHR));
            }
            out.append('\n');
        }
        for (int i = 0; i < structure.size(); i++) {
            out.append("atom");
            for (int j = 0; j < 3; j++) {
                out.append(' ').append(Double.toString(structure.position(i, j) / Units.BOHR));
            }
            out.append(' ').append(structure.species(i).symbol()).append(" 0.0 0.0");
            for (int j = 0; j < 3; j++) {
                double force = f[3 * i + j] * (Units.BOHR / Units.HARTREE);
                out.append(' ').append(Double.toString(force));
            }
            out.append('\n');
        }
        out.append("energy " + energy.getAsDouble() / Units.HARTREE + "\ncharge 0.0\nend\n");
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }

    /** The info as {@code key=value}; blanks, which the comment cannot hold, become underscores. */
    private static String comment(Frame frame) {
        StringBuilder text = new StringBuilder("units=" + InputDataStream.ATOMIC);
        frame.info()
                .forEach(
                        (key, value) -> {
                            if (!key.equals(CalculationKeys.UNITS)) {
                                String pair = key.replace('=', '_') + "=" + value;
                                text.append(' ').append(pair.replaceAll("\\s", "_"));
                            }
                        });
        return text.toString();
    }
}
