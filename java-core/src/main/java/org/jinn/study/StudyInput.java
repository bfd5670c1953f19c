package org.jinn.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.structure.Element;
import org.jinn.structure.Structure;
import org.jinn.train.TrainInput;

/**
 * What a study is asked to do: a {@code study.yaml}, read and checked.
 *
 * @param train data, network, loss and length of the training; its descriptor only gives the
 *     elements and the cutoff of named sets
 * @param test files with frames that are never trained on; empty for the validation frames
 * @param sets the descriptor sets by name, of each element's functions
 * @param seeds of initial weights: a potential of every set for each
 * @param scanGroup group of the frames that are one crystal at several volumes
 * @param experiment bulk modulus measured, GPa; NaN if not given
 * @param dynamics molecular dynamics
 * @param starts the structures it begins from
 * @param lammps command that starts LAMMPS with pair style jinn; empty for the one JINN built
 * @param jobs steps side by side
 * @param shortened what {@link #quick} took away, in words
 */
public record StudyInput(
        TrainInput train,
        List<Path> test,
        Map<String, Map<Element, DescriptorSet>> sets,
        List<Integer> seeds,
        String scanGroup,
        double experiment,
        Dynamics dynamics,
        List<Start> starts,
        List<String> lammps,
        Path output,
        int jobs,
        List<String> shortened) {
    /** Group of the frames that are one crystal at several volumes, unless another is named. */
    static final String SCAN_GROUP = "volume";

    private static final int QUICK_EPOCHS = 200;
    private static final int QUICK_SEEDS = 2;
    private static final int QUICK_ATOMS = 256;
    private static final double QUICK_EQUILIBRATION = 2;
    private static final double QUICK_TIME = 6;

    /**
     * Molecular dynamics at constant temperature and pressure.
     *
     * @param temperature K
     * @param timestep fs
     * @param equilibrate ps before averages are taken
     * @param time ps averaged at one atmosphere
     * @param pressureTime ps averaged at each other pressure
     * @param seeds how many of the seeds are simulated, from the first
     */
    public record Dynamics(
            double temperature,
            double timestep,
            double equilibrate,
            double time,
            double pressureTime,
            int seeds) {}

    /**
     * A structure that molecular dynamics begins from.
     *
     * @param name such as {@code crystal}
     * @param cell what is repeated
     * @param times how often, along each lattice vector
     * @param pressures GPa, besides one atmosphere; with two or more of all, there is a bulk
     *     modulus
     * @param reference structures whose g(r) is the reference, such as frames of DFT; may be empty
     * @param coupling how the barostat moves the box: LAMMPS's iso, aniso or tri; {@link
     *     NptScript#AUTO}: as the cell is
     */
    public record Start(
            String name,
            Structure cell,
            int[] times,
            List<Double> pressures,
            List<Structure> reference,
            String coupling) {
        Structure structure() {
            return cell.repeated(times);
        }

        /** The same with fewer copies, at most {@code atoms} atoms if one copy has not more. */
        private Start within(int atoms) {
            int[] t = times.clone();
            while (cell.size() * t[0] * t[1] * t[2] > atoms && t[0] * t[1] * t[2] > 1) {
                int longest = 0;
                for (int k = 1; k < 3; k++) {
                    longest = t[k] > t[longest] ? k : longest;
                }
                t[longest]--;
            }
            List<Double> ends =
                    pressures.size() < 3
                            ? pressures
                            : List.of(
                                    pressures.stream().min(Double::compare).orElseThrow(),
                                    pressures.stream().max(Double::compare).orElseThrow());
            return new Start(name, cell, t, ends, reference, coupling);
        }
    }

    /**
     * Reads and checks a study file. Paths in it are relative to its folder.
     *
     * @throws org.jinn.structure.FormatException naming line and key of the first fault
     */
    public static StudyInput read(Path file) throws IOException {
        return new StudyInputReader(file).read();
    }

    /** The same study made short, in a folder of its own. */
    public StudyInput quick() {
        List<String> cut = new ArrayList<>();
        int epochs = Math.min(train.fit().epochs(), QUICK_EPOCHS);
        told(cut, "epochs of training", train.fit().epochs(), epochs, "");
        List<Integer> fewer = seeds.subList(0, Math.min(seeds.size(), QUICK_SEEDS));
        told(cut, "seeds", seeds.size(), fewer.size(), "");
        double equilibrate = Math.min(dynamics.equilibrate, QUICK_EQUILIBRATION);
        double time = Math.min(dynamics.time, QUICK_TIME);
        double pressureTime = Math.min(dynamics.pressureTime, QUICK_TIME);
        if (!starts.isEmpty()) {
            told(cut, "seeds simulated", dynamics.seeds, 1, "");
            told(cut, "equilibration", dynamics.equilibrate, equilibrate, " ps");
            told(cut, "molecular dynamics at one atmosphere", dynamics.time, time, " ps");
            told(cut, "under other pressures", dynamics.pressureTime, pressureTime, " ps");
        }
        List<Start> small = new ArrayList<>();
        for (Start start : starts) {
            Start s = start.within(QUICK_ATOMS);
            told(cut, "atoms of " + s.name, atoms(start), atoms(s), "");
            told(cut, "pressures of " + s.name, start.pressures.size(), s.pressures.size(), "");
            small.add(s);
        }
        return new StudyInput(
                train.withEpochs(epochs),
                test,
                sets,
                fewer,
                scanGroup,
                experiment,
                new Dynamics(
                        dynamics.temperature,
                        dynamics.timestep,
                        equilibrate,
                        time,
                        pressureTime,
                        1),
                small,
                lammps,
                output.resolveSibling(output.getFileName() + "-quick"),
                jobs,
                cut);
    }

    private static int atoms(Start s) {
        return s.cell.size() * s.times[0] * s.times[1] * s.times[2];
    }

    private static void told(List<String> cut, String what, double full, double now, String unit) {
        if (now != full) {
            cut.add(what + ": " + number(now) + unit + " instead of " + number(full));
        }
    }

    /** A number in as few digits as it needs. */
    static String number(double value) {
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(10))
                .stripTrailingZeros()
                .toPlainString();
    }
}
