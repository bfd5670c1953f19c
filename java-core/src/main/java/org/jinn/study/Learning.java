package org.jinn.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jinn.analysis.ColumnFile;
import org.jinn.analysis.Errors;
import org.jinn.dataset.Dataset;
import org.jinn.dft.Labelling;
import org.jinn.format.ReadOptions;
import org.jinn.potential.Committee;
import org.jinn.potential.Evaluator;
import org.jinn.potential.Potential;
import org.jinn.potential.PotentialFile;
import org.jinn.structure.Frame;
import org.jinn.structure.Structure;
import org.jinn.study.LearnInput.Simulation;
import org.jinn.system.FolderLock;
import org.jinn.system.Listener;
import org.jinn.system.Pace;
import org.jinn.system.Settings;
import org.jinn.system.WholeFile;
import org.jinn.train.Epoch;
import org.jinn.train.Trainer;

/**
 * Active learning: trains a committee, simulates with it, labels the frames on which its members
 * differ or whose descriptors lie outside the training range, and begins again with more frames,
 * until they agree on all they meet.
 *
 * <p>May be killed at any time and started again: a training is finished when its file of errors
 * stands, a simulation when its spreads do, a label when pw.x's output does, the labelling of a
 * round when its list of outputs does.
 */
public final class Learning {
    /**
     * One round.
     *
     * @param frames trained and validated on
     * @param validation mean errors of the members on frames not trained on: meV/atom, eV/angstrom;
     *     NaN if there are none
     * @param found what the simulations met
     * @param labelled new frames, and {@code failed} those that pw.x could not label
     * @param surprise errors of the committee's mean on the new frames
     */
    record Round(
            int number,
            int frames,
            double[] validation,
            List<Exploration.Found> found,
            int labelled,
            int failed,
            Optional<Errors> surprise) {}

    private static final String FAILED = "failed ";
    private static final String TRAINED = "trained.dat";

    private final LearnInput input;
    private final Path lammps;
    private final Consumer<String> tell;
    private final List<Round> rounds = new ArrayList<>();

    /** Those to begin with and those labelled since. */
    private final List<Frame> frames = new ArrayList<>();

    private final Set<String> warned = new HashSet<>();

    /**
     * @param lammps the program that runs LAMMPS with pair style jinn
     * @param tell hears what is going on, a line at a time
     */
    public Learning(LearnInput input, Path lammps, Consumer<String> tell) {
        this.input = input;
        this.lammps = lammps;
        this.tell = tell;
    }

    /**
     * Goes through the rounds, trains on all frames at the end, and writes the report.
     *
     * @return the numbers of the report, for a summary
     * @throws IOException if nothing more can be done: no potential, no frame, no pw.x
     */
    public Map<String, Object> run() throws IOException, InterruptedException {
        return FolderLock.within(input.output(), "jinn learn", this::learn);
    }

    private Map<String, Object> learn() throws IOException, InterruptedException {
        Dataset data = input.train().readFrames();
        data.rejected().forEach(r -> tell.accept("refused: " + r.sentence()));
        frames.addAll(data.frames());
        warn();
        boolean agreed = false;
        for (int r = 1; r <= input.rounds() && !agreed; r++) {
            Round round = round(r);
            rounds.add(round);
            agreed = round.found().stream().allMatch(this::settled);
            write(agreed, false);
        }
        Path last = folder(rounds.size());
        if (frames.size() > rounds.get(rounds.size() - 1).frames()) {
            last = folder(rounds.size() + 1);
            tell.accept("training on all frames");
            train(last);
        }
        for (int m = 0; m < input.committee(); m++) {
            Path from = member(last, m);
            PotentialFile.write(
                    input.output().resolve(from.getFileName()), PotentialFile.read(from));
        }
        return write(agreed, true);
    }

    /** Tells what should be looked at in the frames so far, each once. */
    private void warn() {
        for (String warning : new Dataset(frames, List.of()).summary().warnings()) {
            if (warned.add(warning)) {
                tell.accept("warning: " + warning);
            }
        }
    }

    /** A simulation that ended early has not met what it was to meet. */
    private boolean settled(Exploration.Found f) {
        return f.share() <= input.enough() && f.trouble().isEmpty();
    }

    private Map<String, Object> write(boolean agreed, boolean over) throws IOException {
        LearnReport report = new LearnReport(input, rounds, agreed, over);
        report.write(input.output().resolve("report.html"));
        return report.summary();
    }

    private Round round(int r) throws IOException, InterruptedException {
        Path folder = folder(r);
        int known = frames.size();
        tell.accept(
                String.format(
                        Locale.ROOT,
                        "round %d of %d: %d potentials of %d frames",
                        r,
                        input.rounds(),
                        input.committee(),
                        known));
        double[] validation = train(folder);
        if (!Double.isNaN(validation[0])) {
            tell.accept(errors("validation, mean of the members", validation[0], validation[1]));
        }
        List<Potential> members = new ArrayList<>();
        for (int m = 0; m < input.committee(); m++) {
            members.add(PotentialFile.read(member(folder, m)));
        }
        Committee committee = new Committee(members);
        List<Exploration.Found> found = new ArrayList<>();
        Map<String, List<Structure>> chosen = new LinkedHashMap<>();
        for (Simulation s : input.simulations()) {
            Exploration.Found f =
                    new Exploration(input, s, folder)
                            .run(lammps, member(folder, 0), committee, s.seed() + r, tell);
            tell.accept(sentence(f));
            found.add(f);
            chosen.put(s.name(), f.chosen());
        }
        chosen.values().removeIf(List::isEmpty);
        if (chosen.isEmpty() && !Files.exists(labelled(folder))) {
            return new Round(r, known, validation, found, 0, 0, Optional.empty());
        }
        List<String> lines = label(chosen, folder);
        List<Path> outputs =
                lines.stream().filter(l -> !l.startsWith(FAILED)).map(folder::resolve).toList();
        int failed = lines.size() - outputs.size();
        List<Frame> fresh =
                outputs.isEmpty() ? List.of() : Dataset.read(outputs, ReadOptions.DEFAULT).frames();
        frames.addAll(fresh);
        warn();
        Errors surprise = Errors.of(s -> committee.evaluate(s).mean(), fresh);
        if (!fresh.isEmpty()) {
            tell.accept(errors("on the new frames", surprise.deltaEnergy(), surprise.deltaForce()));
        }
        return new Round(r, known, validation, found, fresh.size(), failed, Optional.of(surprise));
    }

    /** Stands when the labelling of a round is over: what later rounds were trained on. */
    private static Path labelled(Path round) {
        return round.resolve("labelled.txt");
    }

    /**
     * Labels frames, if that is not over; returns their outputs as noted, those that failed too.
     */
    private List<String> label(Map<String, List<Structure>> chosen, Path round)
            throws IOException, InterruptedException {
        Path done = labelled(round);
        Path dft = round.resolve("dft");
        Settings.keep(dft, input.dft().labelSettings(), remedy(round));
        if (!Files.exists(done)) {
            Labelling labelling = new Labelling(input.dft().of(chosen, dft), labels());
            labelling.run();
            if (labelling.undecided() > 0) {
                throw new IOException(
                        dft
                                + ": pw.x was killed or never began on "
                                + labelling.undecided()
                                + " of "
                                + labelling.outputs().size()
                                + " frames (the first reason is above); mend that and start again");
            }
            StringBuilder text = new StringBuilder();
            for (Path output : labelling.outputs()) {
                text.append(Files.exists(output) ? "" : FAILED).append(round.relativize(output));
                text.append('\n');
            }
            WholeFile.write(done, text.toString());
        }
        return WholeFile.lines(done);
    }

    private static String errors(String where, double energy, double force) {
        return String.format(Locale.ROOT, "  %s: %.2f meV/atom, %.4f eV/A", where, energy, force);
    }

    private String sentence(Exploration.Found f) {
        return String.format(
                Locale.ROOT,
                "  %s: %d frames, spread up to %.3f eV/A, outside the training range by up to %.2f"
                        + " widths; %.0f %% worth labelling, %d to label%s",
                f.simulation().name(),
                f.spread().length,
                Arrays.stream(f.spread()).max().orElse(0),
                Arrays.stream(f.outside()).max().orElse(0),
                100 * f.share(),
                f.chosen().size(),
                f.trouble().isEmpty() ? "" : "; LAMMPS ended early: " + f.trouble());
    }

    private Listener labels() {
        Pace pace = new Pace();
        return new Listener() {
            @Override
            public void tell(String sentence) {
                tell.accept("  " + sentence);
            }

            @Override
            public void at(String message, double share) {
                String left = pace.left(share);
                if (pace.due() || share >= 1) {
                    tell.accept("  pw.x: " + message + left);
                }
            }
        };
    }

    private Path folder(int r) {
        return input.output().resolve(String.format(Locale.ROOT, "round_%02d", r));
    }

    private static Path member(Path folder, int m) {
        return folder.resolve("potential_" + (m + 1));
    }

    /** Trains the committee; returns the mean errors of its members in validation. */
    private double[] train(Path folder) throws IOException {
        Dataset.Split split =
                new Dataset(frames, List.of())
                        .split(input.train().data().validRate(), input.train().seed());
        Settings.keep(folder, settings(split), remedy(folder));
        Path done = folder.resolve(TRAINED);
        if (!Files.exists(done) && !rounds.isEmpty()) {
            copy(folder(rounds.size()), folder);
        }
        if (!Files.exists(done)) {
            tell.accept("  training");
            Trainer trainer =
                    new Trainer(input.train(), split.training(), split.test(), share -> {});
            StringBuilder text = new StringBuilder("# energy_meV/atom force_eV/A\n");
            for (int m = 0; m < input.committee(); m++) {
                Potential potential =
                        trainer.run(m, member(folder, m), true, progress("potential " + (m + 1)));
                Errors errors = Errors.of(new Evaluator(potential)::evaluate, split.test());
                text.append(errors.deltaEnergy()).append(' ');
                text.append(errors.deltaForce()).append('\n');
            }
            WholeFile.write(done, text.toString());
            for (int m = 0; m < input.committee(); m++) {
                Files.deleteIfExists(Trainer.checkpoint(member(folder, m)));
            }
        }
        ColumnFile errors = ColumnFile.read(done);
        return new double[] {
            Arrays.stream(errors.column(0)).average().orElse(Double.NaN),
            Arrays.stream(errors.column(1)).average().orElse(Double.NaN)
        };
    }

    /** Takes the committee of the round before, if nothing was labelled since. */
    private void copy(Path before, Path folder) throws IOException {
        String settings = Files.readString(folder.resolve(Settings.FILE));
        if (!settings.equals(Files.readString(before.resolve(Settings.FILE)))) {
            return;
        }
        for (int m = 0; m < input.committee(); m++) {
            PotentialFile.write(member(folder, m), PotentialFile.read(member(before, m)));
        }
        WholeFile.write(folder.resolve(TRAINED), WholeFile.text(before.resolve(TRAINED)));
    }

    /** What the trainings of a round hang on. */
    private Map<String, String> settings(Dataset.Split split) {
        long fingerprint = Trainer.fingerprint(input.train(), split.training(), split.test());
        Map<String, String> out = new LinkedHashMap<>();
        out.put("committee", Integer.toString(input.committee()));
        out.put("frames", Integer.toString(frames.size()));
        out.put("training", input.train().fit().toString());
        out.put("number that stands for frames and input", Long.toHexString(fingerprint));
        return out;
    }

    /** What to do where a round was begun with other settings. */
    static String remedy(Path round) {
        return "choose another output folder, or remove " + round + " and the rounds after it";
    }

    private Consumer<Epoch> progress(String name) {
        Pace pace = new Pace();
        return epoch -> {
            if (pace.due()) {
                tell.accept("  " + name + ": " + epoch.line());
            }
        };
    }
}
