package org.jinn.format.extxyz;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jinn.format.FrameWriter;
import org.jinn.structure.Cell;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Structure;
import org.jinn.structure.Voigt;

/** Writes frames with all digits. */
final class ExtxyzWriter implements FrameWriter {
    private final Writer out;

    ExtxyzWriter(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    @Override
    public void write(Frame frame) throws IOException {
        Structure structure = frame.structure();
        double[] forces = frame.labels().forces();
        out.append(Integer.toString(structure.size())).append('\n').append(comment(frame));
        out.append('\n');
        for (int i = 0; i < structure.size(); i++) {
            out.append(structure.species(i).symbol());
            for (int j = 0; j < 3; j++) {
                out.append(' ').append(Double.toString(structure.position(i, j)));
            }
            for (int j = 0; forces != null && j < 3; j++) {
                out.append(' ').append(Double.toString(forces[3 * i + j]));
            }
            out.append('\n');
        }
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }

    private static String comment(Frame frame) {
        Labels labels = frame.labels();
        Cell cell = frame.structure().cell();
        StringBuilder line = new StringBuilder();
        if (cell != Cell.NONE) {
            line.append("Lattice=\"").append(numbers(cell.vectors())).append("\" ");
        }
        line.append("Properties=species:S:1:pos:R:3")
                .append(labels.hasForces() ? ":forces:R:3" : "");
        labels.energy().ifPresent(e -> line.append(" energy=").append(e));
        if (labels.hasStress()) {
            line.append(" stress=\"");
            line.append(numbers(Voigt.toTensor(labels.stress()))).append('"');
        }
        frame.info()
                .forEach(
                        (key, value) -> {
                            if (!ExtxyzStream.RESERVED.contains(key)) {
                                line.append(' ').append(KeyValues.format(key, value));
                            }
                        });
        line.append(" pbc=\"");
        for (int i = 0; i < 3; i++) {
            line.append(i > 0 ? " " : "").append(cell.periodic(i) ? 'T' : 'F');
        }
        return line.append('"').toString();
    }

    private static String numbers(double[] values) {
        return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }
}
