package org.jinn.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jinn.analysis.Errors;
import org.jinn.analysis.Plots;
import org.jinn.analysis.Report;

/** What active learning went through, round by round. */
final class LearnReport {
    private final LearnInput input;
    private final List<Learning.Round> rounds;
    private final boolean agreed;
    private final boolean over;

    /**
     * @param agreed whether the last round met nothing new
     * @param over whether all is done
     */
    LearnReport(LearnInput input, List<Learning.Round> rounds, boolean agreed, boolean over) {
        this.input = input;
        this.rounds = rounds;
        this.agreed = agreed;
        this.over = over;
    }

    /** One sentence: how it ended. */
    private String conclusion() {
        Learning.Round last = rounds.get(rounds.size() - 1);
        int labelled = rounds.stream().mapToInt(Learning.Round::labelled).sum();
        String most =
                String.format(
                        Locale.ROOT,
                        "%d rounds labelled %d frames; in the last %.1f %% of the worst"
                                + " simulation's frames lay above %s eV/A or %s widths outside the"
                                + " training range",
                        rounds.size(),
                        labelled,
                        100
                                * last.found().stream()
                                        .mapToDouble(Exploration.Found::share)
                                        .max()
                                        .orElse(0),
                        input.lowest(),
                        input.outside());
        if (agreed) {
            return most + ": the committee agrees.";
        }
        String early =
                last.found().stream()
                        .filter(f -> !f.trouble().isEmpty())
                        .map(f -> f.simulation().name())
                        .collect(Collectors.joining(", "));
        return most
                + (early.isEmpty() ? "" : "; ended early: " + early)
                + (over ? ": more rounds would help." : "; it goes on.");
    }

    void write(Path file) throws IOException {
        Report report = new Report("Active learning");
        report.paragraph(conclusion());
        report.section("Rounds");
        report.paragraph(
                String.format(
                        Locale.ROOT,
                        "A committee of %d potentials is trained on all frames; the first one moves"
                                + " the atoms. The spread of a frame is that of the force on its most"
                                + " uncertain atom, the root mean square distance of the members from"
                                + " their mean. Frames between %s and %s eV/A are labelled, at most %d"
                                + " of a simulation, and up to that spread those with an atom whose"
                                + " descriptor lies more than %s widths outside its training range. The error is that of the committee's mean on the"
                                + " frames labelled next, which no member has seen.",
                        input.committee(),
                        input.lowest(),
                        input.highest(),
                        input.frames(),
                        input.outside()));
        report.table(
                "Trainings and labels",
                List.of(
                        "Round",
                        "Frames",
                        "Validation, meV/atom",
                        "Validation, eV/A",
                        "New labels",
                        "Failed",
                        "Error on them, meV/atom",
                        "Error on them, eV/A"),
                rounds.stream().map(LearnReport::row).toList(),
                -1);
        List<List<String>> explored = new ArrayList<>();
        for (Learning.Round round : rounds) {
            for (Exploration.Found f : round.found()) {
                explored.add(
                        List.of(
                                round.number() + ", " + f.simulation().name(),
                                Integer.toString(f.spread().length),
                                text(Arrays.stream(f.spread()).average().orElse(0)),
                                text(Arrays.stream(f.spread()).max().orElse(0)),
                                text(Arrays.stream(f.outside()).max().orElse(0)),
                                String.format(Locale.ROOT, "%.1f", 100 * f.share()),
                                Integer.toString(f.chosen().size()),
                                f.trouble().isEmpty() ? "-" : f.trouble()));
            }
        }
        report.table(
                "Simulations",
                List.of(
                        "Round, simulation",
                        "Frames",
                        "Mean spread, eV/A",
                        "Largest",
                        "Farthest outside, widths",
                        "Worth labelling, %",
                        "Chosen",
                        "Ended early"),
                explored,
                -1);
        report.figure(
                Plots.learningCurve(
                        "Mean spread of each simulation", "round", "eV/\u00c5", curves()),
                "Mean spread of the committee over the rounds, for each simulation");
        report.write(file);
    }

    Map<String, Object> summary() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("agreed", agreed);
        out.put("conclusion", conclusion());
        List<Map<String, Object>> all = new ArrayList<>();
        for (Learning.Round r : rounds) {
            Map<String, Object> round = new LinkedHashMap<>();
            round.put("round", r.number());
            round.put("frames", r.frames());
            round.put("validation_meV_per_atom", r.validation()[0]);
            round.put("validation_eV_per_A", r.validation()[1]);
            round.put("labelled", r.labelled());
            round.put("failed", r.failed());
            r.surprise().ifPresent(e -> round.put("new_frames_meV_per_atom", e.deltaEnergy()));
            r.surprise().ifPresent(e -> round.put("new_frames_eV_per_A", e.deltaForce()));
            Map<String, Object> shares = new LinkedHashMap<>();
            r.found().forEach(f -> shares.put(f.simulation().name(), f.share()));
            round.put("share_worth_labelling", shares);
            all.add(round);
        }
        out.put("rounds", all);
        return out;
    }

    private List<Plots.Curve> curves() {
        double[] number = rounds.stream().mapToDouble(Learning.Round::number).toArray();
        List<Plots.Curve> curves = new ArrayList<>();
        for (int s = 0; s < input.simulations().size(); s++) {
            int at = s;
            double[] mean =
                    rounds.stream()
                            .mapToDouble(
                                    r ->
                                            Arrays.stream(r.found().get(at).spread())
                                                    .average()
                                                    .orElse(Double.NaN))
                            .toArray();
            curves.add(new Plots.Curve(input.simulations().get(s).name(), number, mean, false));
        }
        return curves;
    }

    private static List<String> row(Learning.Round r) {
        boolean known = r.surprise().isPresent() && r.labelled() > 0;
        Errors e = r.surprise().orElse(null);
        return List.of(
                Integer.toString(r.number()),
                Integer.toString(r.frames()),
                text(r.validation()[0]),
                text(r.validation()[1]),
                Integer.toString(r.labelled()),
                Integer.toString(r.failed()),
                known ? text(e.deltaEnergy()) : "-",
                known ? text(e.deltaForce()) : "-");
    }

    private static String text(double v) {
        return Double.isNaN(v) ? "-" : String.format(Locale.ROOT, "%.3g", v);
    }
}
