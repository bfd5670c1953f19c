package org.jinn.potential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.jinn.structure.Element;
import org.jinn.system.WholeFile;

/**
 * The training range beside SIMPLE-NN's {@code potential_saved}, which has no place for it: {@code
 * potential_saved.range}.
 *
 * <pre>
 * INPUTS 1c291ca3            checksum of the functions and scales of the potential it belongs to
 * POT Si 64                  element, number of functions, then a line per function
 * 0.018 2.31                 lowest and highest value in training; the function as a comment
 * </pre>
 */
final class RangeFile {
    private RangeFile() {}

    static Path of(Path potential) {
        return potential.resolveSibling(potential.getFileName() + ".range");
    }

    /**
     * The potential with the range beside its file, if there is one.
     *
     * @throws org.jinn.structure.FormatException if that belongs to another potential
     */
    static Potential add(Path file, Potential potential) throws IOException {
        Path beside = of(file);
        if (!Files.exists(beside)) {
            return potential;
        }
        LineReader in = LineReader.open(beside);
        String[] head = in.next("INPUTS");
        in.count(head, 2, "INPUTS checksum");
        if (!head[1].equals(checksum(potential))) {
            throw in.fault(
                    "the range belongs to another potential than "
                            + file
                            + ": remove it, or train that one again");
        }
        Map<Element, AtomicModel> models = new HashMap<>();
        for (Element element : potential.elements()) {
            AtomicModel model = potential.models().get(element);
            models.put(element, model.with(range(in, element, model.descriptor().size())));
        }
        if (in.more()) {
            in.next("");
            throw in.fault("a line more than the potential has functions");
        }
        return new Potential(potential.elements(), models);
    }

    private static TrainingRange range(LineReader in, Element element, int n) {
        String[] pot = in.next("POT");
        in.count(pot, 3, "POT element number-of-functions");
        if (in.element(pot[1]) != element || in.whole(pot[2], 1, 100_000) != n) {
            throw in.fault("expected 'POT " + element.symbol() + " " + n + "'");
        }
        double[] low = new double[n];
        double[] high = new double[n];
        for (int s = 0; s < n; s++) {
            String[] words = in.next("");
            in.count(words, 2, "lowest highest");
            low[s] = in.number(words[0]);
            high[s] = in.number(words[1]);
            if (low[s] > high[s]) {
                throw in.fault("the lowest value must not be above the highest");
            }
        }
        return new TrainingRange(low, high);
    }

    /**
     * Writes a potential and its range. A range that was there is removed first, unless it is the
     * same: an interrupted write leaves no potential beside another's range.
     */
    static void write(Path file, Potential potential) throws IOException {
        Path beside = of(file);
        String text = potential.hasRange() ? text(file, potential) : null;
        String potentialText = SimpleNnWriter.of(potential); // refused, if it is, before all else
        boolean same = Files.exists(beside) && WholeFile.text(beside).equals(text);
        if (!same) {
            Files.deleteIfExists(beside);
        }
        WholeFile.write(file, potentialText);
        if (text != null && !same) {
            WholeFile.write(beside, text);
        }
    }

    private static String text(Path file, Potential potential) {
        StringBuilder out = new StringBuilder("# lowest and highest value of each function in the");
        out.append(" training of ").append(file.getFileName()).append('\n');
        out.append("INPUTS ").append(checksum(potential)).append('\n');
        for (Element element : potential.elements()) {
            AtomicModel model = potential.models().get(element);
            int n = model.descriptor().size();
            out.append("POT ").append(element.symbol()).append(' ').append(n).append('\n');
            for (int s = 0; s < n; s++) {
                out.append(model.range().low()[s]).append(' ').append(model.range().high()[s]);
                out.append("   # ")
                        .append(SimpleNnWriter.line(model.descriptor().functions().get(s)));
                out.append('\n');
            }
        }
        return out.toString();
    }

    /** Scales come from the training frames: other frames, another checksum. */
    private static String checksum(Potential potential) {
        CRC32 crc = new CRC32();
        for (Element element : potential.elements()) {
            String inputs = SimpleNnWriter.inputs(element, potential.models().get(element));
            crc.update(inputs.getBytes(StandardCharsets.UTF_8));
        }
        return String.format("%08x", crc.getValue());
    }
}
