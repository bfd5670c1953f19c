package org.jinn.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jinn.analysis.Plot;
import org.jinn.analysis.Quantity;
import org.jinn.analysis.Report;
import org.jinn.analysis.Trends;
import org.jinn.structure.Element;

/** The report of a study: its tables, figures and conclusions. */
final class StudyReport {
    private final StudyInput input;
    private final List<SetFindings> sets;
    private final StudyOutcome study;
    private final StudyFigures figures;
    private final Map<String, Plot> pictures = new LinkedHashMap<>();

    StudyReport(StudyOutcome study) {
        this.study = study;
        input = study.input();
        sets = study.sets();
        figures = new StudyFigures(input, sets);
    }

    void write(Path folder) throws IOException {
        Report report =
                new Report(
                        "How short may the descriptor be? "
                                + material()
                                + ", "
                                + sets.size()
                                + " sets of symmetry functions");
        report.paragraph(
                String.format(
                        Locale.ROOT,
                        "Every set was trained alike, on %d frames with %d to validate, up to %d epochs"
                                + " for each of the seeds %s, and judged by %d frames%s. Values are"
                                + " means over seeds with the standard deviation of one potential;"
                                + " where one seed was simulated, a bulk modulus has the error of its"
                                + " fit instead.",
                        study.split().training().size(),
                        study.split().test().size(),
                        input.train().fit().epochs(),
                        input.seeds(),
                        study.judged(),
                        input.test().isEmpty()
                                ? " (those that validate: they choose the best epoch)"
                                : " it has never seen"));
        if (!input.shortened().isEmpty()) {
            report.paragraph("This is the quick study. It was shortened:");
            report.list(input.shortened());
        }
        report.section("Conclusions");
        report.table(
                "What was found, beside what the silicon study says. Of its tables the lengths are"
                        + " known; the values of eta and zeta are JINN's",
                List.of("question", "found here", "study", "agrees"),
                study.conclusions().stream()
                        .map(
                                c ->
                                        List.of(
                                                c.question(),
                                                c.answer(),
                                                c.paper(),
                                                c.agrees() == null
                                                        ? "cannot be told"
                                                        : c.agrees() ? "yes" : "no"))
                        .toList(),
                2);
        table(report);
        errors(report);
        structure(report);
        mechanics(report);
        cost(report);
        failures(report);
        report.section("How it was made");
        StringBuilder how = new StringBuilder();
        study.made()
                .forEach((name, value) -> how.append(name).append(": ").append(value).append('\n'));
        report.verbatim(how + md());
        report.write(folder.resolve("report.html"));
        for (Map.Entry<String, Plot> picture : pictures.entrySet()) {
            picture.getValue().save(folder.resolve("figures").resolve(picture.getKey()));
        }
    }

    private String material() {
        return input.train().elements().stream()
                .map(Element::symbol)
                .reduce((a, b) -> a + "-" + b)
                .orElseThrow();
    }

    private void table(Report report) {
        List<String> starts = sets.get(0).moduli().keySet().stream().toList();
        List<String> header =
                new ArrayList<>(
                        List.of(
                                "set",
                                "functions (angular)",
                                "cutoff (\u00c5)",
                                "energy MAE (meV/atom)",
                                "force MAE (eV/\u00c5)",
                                "stress MAE (GPa)",
                                "B, 0 K (GPa)"));
        starts.forEach(start -> header.add("B, " + temperature() + ", " + start + " (GPa)"));
        header.addAll(List.of("training (s)", "atom-step (\u00b5s)"));
        List<List<String>> rows = new ArrayList<>();
        for (SetFindings s : sets) {
            List<String> row =
                    new ArrayList<>(
                            List.of(
                                    s.name(),
                                    s.length() + " (" + s.angular() + ")",
                                    String.format(Locale.ROOT, "%.2f", s.cutoff()),
                                    s.energy().text("%.2f"),
                                    s.force().text("%.4f"),
                                    s.stress().text("%.3f"),
                                    s.coldModulus().text("%.1f")));
            starts.forEach(start -> row.add(s.moduli().get(start).shown().text("%.1f")));
            row.add(s.trainingSeconds().text("%.0f"));
            row.add(s.microseconds().text("%.2f"));
            rows.add(row);
        }
        report.table("The sets", header, rows, -1);
    }

    private String temperature() {
        return String.format(Locale.ROOT, "%.0f K", input.dynamics().temperature());
    }

    /** Adds a picture to the report and to the folder of figures, if there is one. */
    private void figure(Report report, String name, Plot plot, String caption) {
        if (plot != null) {
            report.figure(plot, caption);
            pictures.put(name, plot);
        }
    }

    private void errors(Report report) {
        report.section("Errors");
        for (Quantity q : List.of(Quantity.ENERGY, Quantity.FORCE)) {
            figure(
                    report,
                    "parity-" + q.title(),
                    figures.parity(q),
                    "As figure 3 of the study: prediction and reference ("
                            + q.title()
                            + ") of the full set and the shortest of each way, first seed.");
        }
        figure(
                report,
                "energy",
                figures.overLength(
                        "Energies", "Energy MAE (meV/atom)", SetFindings::energy, List.of()),
                "As figure 4 of the study: mean absolute difference of energies against length.");
        figure(
                report,
                "force",
                figures.overLength(
                        "Forces", "Force MAE (eV/\u00c5)", SetFindings::force, List.of()),
                "As figure 4 of the study: mean absolute difference of force components against"
                        + " length.");
    }

    private void structure(Report report) {
        if (input.starts().isEmpty()) {
            return;
        }
        report.section("Structure");
        for (StudyInput.Start start : input.starts()) {
            for (String family : figures.families()) {
                figure(
                        report,
                        "rdf-" + start.name() + "-" + family,
                        figures.rdf(start, family),
                        String.format(
                                Locale.ROOT,
                                "As figure 5 of the study: g(r) of %s (%d atoms, %s ps) at %s and"
                                        + " 1 atm, all elements together, first seed.%s",
                                start.name(),
                                start.structure().size(),
                                StudyInput.number(input.dynamics().time()),
                                temperature(),
                                start.reference().isEmpty()
                                        ? ""
                                        : " Black: the "
                                                + start.reference().size()
                                                + " reference structures, in wider bins."));
            }
        }
    }

    private void mechanics(Report report) {
        List<Trends.Level> levels = new ArrayList<>();
        study.reference()
                .ifPresent(
                        e ->
                                levels.add(
                                        new Trends.Level(
                                                String.format(
                                                        Locale.ROOT,
                                                        "reference, 0 K: %.1f GPa",
                                                        e.bulkModulus()),
                                                e.bulkModulus())));
        if (Double.isFinite(input.experiment())) {
            levels.add(
                    new Trends.Level(
                            String.format(Locale.ROOT, "experiment: %.1f GPa", input.experiment()),
                            input.experiment()));
        }
        report.section("Mechanics");
        for (StudyInput.Start start : input.starts()) {
            if (!start.pressures().isEmpty()) {
                figure(
                        report,
                        "bulk-modulus-" + start.name(),
                        figures.overLength(
                                "Bulk modulus of " + start.name() + " at " + temperature(),
                                "Bulk modulus (GPa)",
                                s -> s.moduli().get(start.name()).shown(),
                                start == input.starts().get(0) ? levels : List.of()),
                        "As figure 6 of the study: isothermal bulk modulus against length, from"
                                + " volumes at "
                                + Study.pressures(start).size()
                                + " pressures.");
            }
        }
        figure(
                report,
                "bulk-modulus-0K",
                figures.overLength(
                        "Bulk modulus without temperature",
                        "Bulk modulus (GPa)",
                        SetFindings::coldModulus,
                        levels),
                "Bulk modulus of the very structures of the reference's volume scan, all seeds.");
    }

    private void cost(Report report) {
        report.section("Cost");
        figure(
                report,
                "front",
                figures.front(),
                String.format(
                        Locale.ROOT,
                        "Error of forces against time. The line joins the sets that no other beats"
                                + " in both, where times within %.0f %% of one another count as the"
                                + " same. Times are of one core, one set after the other, first"
                                + " seed.",
                        100 * Families.TIMING));
        figure(
                report,
                "training-time",
                figures.overLength(
                        "Time of training",
                        "Time of training (s, one core)",
                        SetFindings::trainingSeconds,
                        List.of()),
                "Time of training against length.");
        figure(
                report,
                "step-time",
                figures.overLength(
                        "Time of molecular dynamics",
                        "Time of an atom and a step (\u00b5s, one core)",
                        SetFindings::microseconds,
                        List.of()),
                "Time of an atom and a step in LAMMPS against length.");
    }

    private void failures(Report report) {
        List<String> failures = sets.stream().flatMap(s -> s.failures().stream()).toList();
        if (!failures.isEmpty()) {
            report.section("What did not survive, or was too short");
            report.paragraph("A potential that does not hold its atoms together is a result.");
            report.list(failures);
        }
    }

    private String md() {
        StudyInput.Dynamics md = input.dynamics();
        StringBuilder out = new StringBuilder();
        for (StudyInput.Start start : input.starts()) {
            out.append(
                    String.format(
                            Locale.ROOT,
                            "%s: %d atoms, %s fs a step, %s ps to equilibrate, %s ps at 1 atm"
                                    + "%s%n",
                            start.name(),
                            start.structure().size(),
                            StudyInput.number(md.timestep()),
                            StudyInput.number(md.equilibrate()),
                            StudyInput.number(md.time()),
                            start.pressures().isEmpty()
                                    ? ""
                                    : String.format(
                                            Locale.ROOT,
                                            ", %s ps at %s GPa",
                                            StudyInput.number(md.pressureTime()),
                                            start.pressures())));
        }
        return out.toString();
    }
}
