package org.jinn.train;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.jinn.potential.AtomicModel;
import org.jinn.structure.Cell;
import org.jinn.structure.FormatException;
import org.jinn.structure.Frame;
import org.jinn.structure.Structure;
import org.jinn.system.WholeFile;

/**
 * Where a run stands after an epoch, to the last bit: a run that goes on from here ends as if it
 * had never stopped.
 *
 * @param epoch the last one done
 * @param seconds of training so far
 * @param bestRoots least validation {@link FitErrors#roots} so far
 * @param best the parameters it belongs to
 */
record Checkpoint(int epoch, double seconds, double bestRoots, double[] best) {
    private static final String MAGIC = "JINN checkpoint 4\n";

    /** Writes this and the state of the optimiser. */
    void write(Path file, long fingerprint, Optimizer optimizer) throws IOException {
        WholeFile.write(
                file,
                stream -> {
                    CRC32 crc = new CRC32();
                    var checked = new java.util.zip.CheckedOutputStream(stream, crc);
                    DataOutputStream out =
                            new DataOutputStream(new BufferedOutputStream(checked, 1 << 16));
                    out.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
                    out.writeLong(fingerprint);
                    out.writeInt(epoch);
                    out.writeDouble(seconds);
                    out.writeDouble(bestRoots);
                    Optimizer.write(out, best);
                    optimizer.save(out);
                    out.flush();
                    long sum = crc.getValue();
                    out.writeLong(sum);
                    out.flush();
                });
    }

    /**
     * Reads a checkpoint and gives the optimiser its state.
     *
     * @param parameters how many there must be
     * @throws FormatException if it is none, is damaged, or belongs to another input or other data
     */
    static Checkpoint read(Path file, long fingerprint, int parameters, Optimizer optimizer)
            throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] magic = MAGIC.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length < magic.length + 16
                || !Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length)) {
            throw new FormatException(file.toString(), 0, "not a checkpoint of this version");
        }
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, bytes.length - 8);
        DataInputStream sum =
                new DataInputStream(new ByteArrayInputStream(bytes, bytes.length - 8, 8));
        if (sum.readLong() != crc.getValue()) {
            throw new FormatException(file.toString(), 0, "the checkpoint is damaged");
        }
        DataInputStream in =
                new DataInputStream(
                        new ByteArrayInputStream(bytes, magic.length, bytes.length - magic.length));
        if (in.readLong() != fingerprint) {
            throw new FormatException(
                    file.toString(),
                    0,
                    "the checkpoint belongs to another input or other data; train without"
                            + " --continue to start anew");
        }
        int epoch = in.readInt();
        double seconds = in.readDouble();
        double bestRoots = in.readDouble();
        double[] best = Optimizer.read(in, parameters);
        optimizer.restore(in);
        return new Checkpoint(epoch, seconds, bestRoots, best);
    }

    /**
     * A number that changes with anything the result hangs on but the length of the run.
     *
     * @param training number of frames to train on; those behind them validate
     */
    static long fingerprint(TrainInput input, int replica, int training, List<Frame> frames) {
        CRC32 crc = new CRC32();
        String settings =
                input.elements()
                        + "|"
                        + input.descriptors()
                        + "|"
                        + input.scaling()
                        + "|"
                        + Arrays.toString(input.network().hidden())
                        + input.network().activation()
                        + input.network().initializer()
                        + input.network().dropout()
                        + "|"
                        + input.loss()
                        + "|"
                        + input.fit().method()
                        + input.fit().batch()
                        + input.fit().learningRate()
                        + input.fit().decayRate()
                        + input.fit().l2()
                        + "|"
                        + input.data().weights()
                        + input.data().atomicWeights()
                        + "|"
                        + input.seed()
                        + "|"
                        + replica
                        + "|"
                        + training
                        + "|"
                        + input.derivativeBytes();
        crc.update(settings.getBytes(StandardCharsets.UTF_8));
        for (AtomicModel model : input.initial().map(InitialPotential::models).orElse(List.of())) {
            update(crc, model.centre());
            update(crc, model.width());
            update(crc, model.network().parameters());
        }
        for (Frame frame : frames) {
            Cell cell = frame.structure().cell();
            update(crc, cell.vectors());
            for (int i = 0; !cell.allPeriodic() && i < 3; i++) {
                crc.update(cell.periodic(i) ? 1 : 0);
            }
            update(crc, frame.structure().positions());
            update(crc, frame.labels().energy().orElse(Double.NaN));
            update(crc, frame.labels().hasForces() ? frame.labels().forces() : new double[1]);
            update(crc, frame.labels().hasStress() ? frame.labels().stress() : new double[1]);
            String words = species(frame.structure()) + frame.group("") + "|" + weight(frame);
            crc.update(words.getBytes(StandardCharsets.UTF_8));
        }
        return crc.getValue();
    }

    private static String species(Structure structure) {
        StringBuilder symbols = new StringBuilder();
        for (int i = 0; i < structure.size(); i++) {
            symbols.append(structure.species(i).symbol());
        }
        return symbols.append('|').toString();
    }

    private static String weight(Frame frame) {
        return frame.info().getOrDefault(Frame.WEIGHT, "");
    }

    private static void update(CRC32 crc, double... values) {
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocate(8 * values.length);
        buffer.asDoubleBuffer().put(values);
        crc.update(buffer.array());
    }
}
