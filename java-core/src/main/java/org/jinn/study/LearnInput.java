package org.jinn.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jinn.dft.DftInput;
import org.jinn.dft.Schedule;
import org.jinn.structure.Structure;
import org.jinn.system.Digest;
import org.jinn.system.WholeFile;
import org.jinn.train.TrainInput;

/**
 * What {@code jinn learn} is asked to do, read and checked.
 *
 * @param train how to train, and on what to begin with
 * @param dft how to label
 * @param output folder for everything
 * @param committee potentials trained in each round
 * @param rounds at most
 * @param lowest spread of the force on the most uncertain atom of a frame, eV/angstrom, from which
 *     on it is worth labelling
 * @param highest such spread up to which the frame is taken for matter
 * @param outside how far the descriptor of an atom must lie outside its training range, in widths
 *     of the range, that its frame is worth labelling whatever the spread
 * @param frames labelled of each simulation and round, at most
 * @param enough share of a simulation's frames worth labelling at which it needs no more
 */
public record LearnInput(
        TrainInput train,
        DftInput dft,
        Path output,
        int committee,
        int rounds,
        double lowest,
        double highest,
        double outside,
        int frames,
        double enough,
        List<Simulation> simulations) {

    /**
     * One way of moving atoms in LAMMPS.
     *
     * @param name the group of its labelled frames
     * @param start what it begins with, or {@code null}
     * @param after the simulation whose end it begins with, or {@code null}
     * @param pressure in bar; constant volume without
     * @param script the user's own instead of JINN's
     */
    record Simulation(
            String name,
            Structure start,
            String after,
            Schedule schedule,
            Optional<Double> pressure,
            Optional<Path> script,
            int seed) {
        /** What its frames hang on besides the potential, by the names that an input gives. */
        Map<String, String> settings() throws IOException {
            Map<String, String> out = new LinkedHashMap<>();
            out.put("start", start == null ? "none" : digest(MolecularDynamics.data(start)));
            out.put("after", String.valueOf(after));
            out.putAll(schedule.settings());
            out.put("pressure", pressure.map(p -> p + " bar").orElse("none"));
            out.put("script", script.isEmpty() ? "none" : digest(WholeFile.text(script.get())));
            out.put("seed", Integer.toString(seed));
            return out;
        }

        /** A word that is another for another text. */
        private static String digest(String text) {
            return Digest.of("SHA-256", text.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
        }
    }

    /**
     * Reads a YAML file. Paths in it are relative to its folder.
     *
     * @throws org.jinn.structure.FormatException naming the line of the first fault
     */
    public static LearnInput read(Path file) throws IOException {
        return new LearnInputReader(file).read();
    }
}
