package org.jinn.study;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jinn.analysis.ColumnFile;
import org.jinn.dataset.Dataset;
import org.jinn.format.ReadOptions;
import org.jinn.lammps.LammpsRun;
import org.jinn.potential.Committee;
import org.jinn.potential.Extrapolation;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Structure;
import org.jinn.study.LearnInput.Simulation;
import org.jinn.system.Pace;
import org.jinn.system.Settings;
import org.jinn.system.WholeFile;

/**
 * One simulation of one round: moves the atoms with one potential, and asks a committee how far it
 * differs on what it met. The spread of a frame is that of the force on its most uncertain atom;
 * beside it stands how far the descriptor of one lies outside the training range. Finished when its
 * file of spreads stands; what LAMMPS says of its end is kept beside.
 */
final class Exploration {
    private static final String FRAMES = "frames.dump";

    /**
     * What came of it.
     *
     * @param spread of each frame in the order of time, eV/angstrom
     * @param outside of each frame, in widths of the training range; 0 is inside
     * @param share of the frames after the first, which is the start, that are worth labelling
     * @param chosen the frames to be labelled
     * @param trouble why LAMMPS ended early, or ""
     */
    record Found(
            Simulation simulation,
            double[] spread,
            double[] outside,
            double share,
            List<Structure> chosen,
            String trouble) {}

    private final LearnInput input;
    private final Simulation simulation;
    private final Path folder;
    private final Path spreads;
    private final Path ended;

    /**
     * @param round folder of the round; this works in a folder of its own below
     */
    Exploration(LearnInput input, Simulation simulation, Path round) {
        this.input = input;
        this.simulation = simulation;
        folder = round.resolve(simulation.name());
        spreads = folder.resolve("spread.dat");
        ended = folder.resolve("ended.txt");
    }

    /**
     * Runs LAMMPS and the committee, or reads what they found before.
     *
     * @param lammps the program
     * @param member the potential that moves the atoms
     * @param seed of the velocities
     * @param tell hears how far LAMMPS is
     * @throws IOException if there is no frame at all
     */
    Found run(Path lammps, Path member, Committee committee, int seed, Consumer<String> tell)
            throws IOException, InterruptedException {
        Settings.keep(folder, simulation.settings(), Learning.remedy(folder.getParent()));
        if (!Files.exists(spreads)) {
            WholeFile.write(ended, simulate(lammps, member, seed, tell) + "\n");
        }
        List<Frame> frames = frames();
        if (!Files.exists(spreads)) {
            StringBuilder text = new StringBuilder("# frame spread_eV/A outside_widths\n");
            for (int i = 0; i < frames.size(); i++) {
                double[] atoms = committee.evaluate(frames.get(i).structure()).forceSpread();
                double largest = Arrays.stream(atoms).max().orElse(0);
                double outside = committee.extrapolation().map(Extrapolation::distance).orElse(0.0);
                text.append(i).append(' ').append(largest).append(' ').append(outside).append('\n');
            }
            WholeFile.write(spreads, text.toString());
        }
        ColumnFile columns = ColumnFile.read(spreads);
        double[] spread = columns.column(1);
        double[] outside = columns.column(2);
        double[] worth = new double[spread.length];
        for (int i = 0; i < worth.length; i++) {
            worth[i] = Math.max(spread[i] / input.lowest(), outside[i] / input.outside());
        }
        List<Structure> chosen =
                choose(worth, spread, input.highest(), input.frames()).stream()
                        .map(i -> frames.get(i).structure())
                        .toList();
        return new Found(
                simulation, spread, outside, share(worth), chosen, WholeFile.text(ended).strip());
    }

    /** Of all frames but the first. */
    static double share(double[] worth) {
        long found = Arrays.stream(worth).skip(1).filter(w -> w > 1).count();
        return found / Math.max(1.0, worth.length - 1);
    }

    /**
     * Which frames to label: of all but the first, which is the start and the same in every round,
     * those worth more than 1 whose spread is at most the highest, in equal parts of their order,
     * the worthiest of each part, so that they do not all come from one moment.
     */
    static List<Integer> choose(double[] worth, double[] spread, double highest, int most) {
        List<Integer> candidates = new ArrayList<>();
        for (int i = 1; i < spread.length; i++) {
            if (worth[i] > 1 && spread[i] <= highest) {
                candidates.add(i);
            }
        }
        int parts = Math.min(most, candidates.size());
        List<Integer> chosen = new ArrayList<>();
        for (int p = 0; p < parts; p++) {
            int from = (int) ((long) p * candidates.size() / parts);
            int to = (int) ((p + 1L) * candidates.size() / parts);
            int best = candidates.get(from);
            for (int i : candidates.subList(from, to)) {
                best = worth[i] > worth[best] ? i : best;
            }
            chosen.add(best);
        }
        return chosen;
    }

    /**
     * Returns why LAMMPS ended early, or "".
     *
     * @throws IOException if that says nothing of the potential: it did not begin, or was killed
     */
    private String simulate(Path lammps, Path member, int seed, Consumer<String> tell)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve(FRAMES)); // an old one must not pass for this one's
        Path script = folder.resolve("in.explore");
        if (simulation.script().isPresent()) {
            Files.copy(simulation.script().get(), script, StandardCopyOption.REPLACE_EXISTING);
        } else {
            try (InputStream own = Exploration.class.getResourceAsStream("in.explore")) {
                byte[] text = own.readAllBytes();
                WholeFile.write(script, out -> out.write(text));
            }
        }
        Structure start = start();
        WholeFile.write(folder.resolve("start.data"), MolecularDynamics.data(start));
        int threads = Runtime.getRuntime().availableProcessors();
        LammpsRun run =
                new LammpsRun(List.of(lammps.toString()), folder)
                        // relative: LAMMPS splits a variable at blanks, and the user's folder may
                        // hold some
                        .variable("potential", folder.relativize(member).toString())
                        .variable("elements", MolecularDynamics.symbols(start))
                        .variable("pair", "jinn threads " + threads)
                        .variable("start", "start.data")
                        .variable("temperature", Double.toString(simulation.schedule().from()))
                        .variable("to", Double.toString(simulation.schedule().to()))
                        .variable("dt", Double.toString(simulation.schedule().dt() / 1000))
                        .variable("steps", Long.toString(simulation.schedule().steps()))
                        .variable("every", Integer.toString(simulation.schedule().every()))
                        .variable("seed", Integer.toString(seed));
        simulation.pressure().ifPresent(p -> run.variable("pressure", Double.toString(p)));
        Pace pace = new Pace();
        LammpsRun.Outcome outcome =
                run.run(
                        "in.explore",
                        (number, step, end) -> {
                            boolean known = end > 0; // a minimisation ends when it does
                            String left = known ? pace.left((double) step / end) : "";
                            if (pace.due()) {
                                String of = known ? " of " + end : "";
                                tell.accept(
                                        "  " + simulation.name() + ": step " + step + of + left);
                            }
                        });
        return outcome.succeeded() ? "" : MolecularDynamics.failure(folder, outcome);
    }

    private Structure start() throws IOException {
        if (simulation.after() == null) {
            return simulation.start();
        }
        // the last frame of the other, whether LAMMPS came to its end or not
        List<Frame> frames = before().frames();
        return frames.get(frames.size() - 1).structure();
    }

    private Exploration before() {
        Simulation before =
                input.simulations().stream()
                        .filter(s -> s.name().equals(simulation.after()))
                        .findFirst()
                        .orElseThrow();
        return new Exploration(input, before, folder.getParent());
    }

    /** In the order of LAMMPS's types, for a script that does not dump their names. */
    private List<Element> elements() {
        return simulation.after() == null ? simulation.start().elements() : before().elements();
    }

    private List<Frame> frames() throws IOException {
        Path dump = folder.resolve(FRAMES);
        Optional<String> trouble =
                Files.exists(ended)
                        ? Optional.of(WholeFile.text(ended).strip()).filter(t -> !t.isEmpty())
                        : Optional.empty();
        List<Frame> frames =
                Files.exists(dump)
                        ? Dataset.read(List.of(dump), new ReadOptions(true, elements())).frames()
                        : List.of();
        if (frames.isEmpty()) {
            throw new IOException(
                    dump
                            + ": LAMMPS wrote no frame"
                            + trouble.map(t -> ": " + t).orElse("; see log.lammps beside"));
        }
        return frames;
    }
}
