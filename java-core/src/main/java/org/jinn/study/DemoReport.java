package org.jinn.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jinn.analysis.Errors;
import org.jinn.analysis.Plot;
import org.jinn.analysis.Plots;
import org.jinn.analysis.Quantity;
import org.jinn.analysis.RadialDistribution;
import org.jinn.analysis.Report;
import org.jinn.train.Epoch;

/** The report of the demo: pictures, each with its number and its reference. */
final class DemoReport {
    /** Hom et al., J. Appl. Cryst. 8, 457 (1975): silicon at 298 K, angstrom. */
    private static final double EXPERIMENT_LATTICE = 5.4310;

    /** McSkimin and Andreatch, J. Appl. Phys. 35, 2161 (1964): (C11 + 2 C12)/3 at 298 K, GPa. */
    private static final double EXPERIMENT_BULK_MODULUS = 97.8;

    private final Demo.Findings f;

    DemoReport(Demo.Findings findings) {
        this.f = findings;
    }

    /** The numbers, by name; the unit is part of the name. */
    Map<String, Object> summary() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("frames", f.data().frames().size());
        out.put("frames_refused", f.data().rejected().size());
        out.put("frames_trained_on", f.training());
        out.put("epochs", f.epochs().size());
        out.put("validation_energy_mae_meV_per_atom", f.validation().deltaEnergy());
        out.put("validation_force_mae_eV_per_A", f.validation().deltaForce());
        out.put("training_energy_mae_meV_per_atom", f.fit().deltaEnergy());
        out.put("training_force_mae_eV_per_A", f.fit().deltaForce());
        out.put("a0_A", f.model().latticeConstant(8));
        out.put("a0_dft_A", f.dft().latticeConstant(8));
        out.put("bulk_modulus_GPa", f.model().bulkModulus());
        out.put("bulk_modulus_dft_GPa", f.dft().bulkModulus());
        out.put("a_300K_A", f.lattice().mean());
        out.put("a_300K_error_A", f.lattice().error());
        out.put("bulk_modulus_300K_GPa", f.hot().bulkModulus());
        out.put("bulk_modulus_300K_error_GPa", f.hot().bulkModulusError());
        out.put("rdf_first_peak_A", f.rdf().firstPeak().r());
        out.put("rdf_coordination", coordination());
        out.put("atom_steps_per_second", f.atomSteps());
        out.put("seconds", f.seconds());
        return out;
    }

    private double coordination() {
        return f.rdf().coordination(f.rdf().firstMinimum().r());
    }

    void write(Path folder) throws IOException {
        Report report = new Report("Silicon: from Quantum ESPRESSO to LAMMPS");
        report.paragraph(
                String.format(
                        Locale.ROOT,
                        "A neural network potential (%d symmetry functions, %s) trained on %d"
                                + " frames of Quantum ESPRESSO calculations (PBE), then run in"
                                + " LAMMPS. DFT means the same pseudopotential and cutoff. The demo"
                                + " is short on purpose: potentials/silicon has a better potential.",
                        Training.length(f.input().descriptors()),
                        Arrays.stream(f.input().network().hidden())
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining("-")),
                        f.training()));
        results(report);
        Plot scan =
                Plots.equationOfState(
                        String.format(
                                Locale.ROOT,
                                "Bulk modulus: %.1f GPa, DFT %.1f GPa",
                                f.model().bulkModulus(),
                                f.dft().bulkModulus()),
                        List.of(
                                new Plots.Scan(
                                        "DFT", f.dftVolumes(), f.dftEnergies(), f.dft(), true),
                                new Plots.Scan(
                                        "potential in LAMMPS",
                                        f.scan().column(0),
                                        f.scan().column(1),
                                        f.model(),
                                        false)));
        Plot rdf =
                Plots.radialDistribution(
                        String.format(
                                Locale.ROOT,
                                "Crystal at 300 K: first peak at %.3f \u00c5, %.2f neighbours",
                                f.rdf().firstPeak().r(),
                                coordination()),
                        List.of(
                                new Plots.Curve("512 atoms, NPT", f.rdf().r(), f.rdf().g(), false),
                                shells(f.rdf())));
        Plot pressure = Plots.pressureVolume("Volume under pressure at 300 K", f.hot());
        Plot energy = Plots.parity(f.validation(), Quantity.ENERGY);
        Plot force = Plots.parity(f.validation(), Quantity.FORCE);
        Plot learning =
                Plots.learningCurve(
                        "Learning curve",
                        "Epoch",
                        "Force RMSE (eV/\u00c5)",
                        List.of(
                                curve("training", e -> e.training().forceRmse()),
                                curve("validation", e -> e.validation().forceRmse())));
        report.section("Mechanics");
        report.figure(
                scan,
                "Energy of the perfect crystal over volume, and third-order Birch-Murnaghan fits.");
        report.figure(
                pressure,
                "Mean volume of 512 atoms at 300 K under three pressures; the slope is the"
                        + " isothermal bulk modulus.");
        report.section("Structure");
        report.figure(
                rdf,
                "Radial distribution function at 300 K and 1 atm. The bars mark the shells of the"
                        + " perfect crystal at the DFT lattice constant.");
        report.section("Errors");
        errors(report);
        report.figure(energy, "Energies of frames the training has not seen.");
        report.figure(force, "Force components of frames the training has not seen.");
        report.figure(learning, "Errors over the training.");
        report.section("How it was made");
        report.verbatim("./jinn demo\n" + timings());
        report.write(folder.resolve("report.html"));
        Map<String, Plot> plots =
                Map.of(
                        "equation-of-state", scan,
                        "rdf", rdf,
                        "pressure-volume", pressure,
                        "parity-energy", energy,
                        "parity-force", force,
                        "learning-curve", learning);
        for (Map.Entry<String, Plot> plot : plots.entrySet()) {
            plot.getValue().save(folder.resolve(plot.getKey()));
        }
    }

    private void results(Report report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                row(
                        "lattice constant, 0 K (\u00c5)",
                        "%.4f",
                        f.model().latticeConstant(8),
                        f.dft().latticeConstant(8),
                        Double.NaN));
        rows.add(
                row(
                        "lattice constant, 300 K (\u00c5)",
                        "%.4f",
                        f.lattice().mean(),
                        Double.NaN,
                        EXPERIMENT_LATTICE));
        rows.add(
                row(
                        "bulk modulus, 0 K (GPa)",
                        "%.1f",
                        f.model().bulkModulus(),
                        f.dft().bulkModulus(),
                        Double.NaN));
        rows.add(
                row(
                        String.format(
                                Locale.ROOT,
                                "bulk modulus, 300 K (GPa), \u00b1%.1f",
                                f.hot().bulkModulusError()),
                        "%.1f",
                        f.hot().bulkModulus(),
                        Double.NaN,
                        EXPERIMENT_BULK_MODULUS));
        rows.add(
                row(
                        "first peak of g(r), 300 K (\u00c5)",
                        "%.3f",
                        f.rdf().firstPeak().r(),
                        f.dft().latticeConstant(8) * Math.sqrt(3) / 4,
                        EXPERIMENT_LATTICE * Math.sqrt(3) / 4));
        report.table(
                "What the potential gives, beside DFT and experiment",
                List.of("", "potential", "DFT", "experiment"),
                rows,
                2);
    }

    private static List<String> row(
            String name, String format, double value, double dft, double experiment) {
        List<String> out = new ArrayList<>(List.of(name));
        for (double v : new double[] {value, dft, experiment}) {
            out.add(Double.isNaN(v) ? "" : String.format(Locale.ROOT, format, v));
        }
        return out;
    }

    private void errors(Report report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(errorRow("training", f.fit()));
        rows.add(errorRow("validation", f.validation()));
        report.table(
                "Mean absolute errors",
                List.of("frames", "energy (meV/atom)", "force (eV/\u00c5)", "stress (GPa)"),
                rows,
                -1);
    }

    private static List<String> errorRow(String name, Errors errors) {
        return List.of(
                name,
                String.format(Locale.ROOT, "%.2f", errors.deltaEnergy()),
                String.format(Locale.ROOT, "%.4f", errors.deltaForce()),
                String.format(
                        Locale.ROOT, "%.3f", errors.pairs(Quantity.STRESS).statistics().mae()));
    }

    /** Bars at the first six shells of diamond at the DFT lattice constant. */
    private Plots.Curve shells(RadialDistribution rdf) {
        double[] shells = {
            Math.sqrt(3) / 4,
            Math.sqrt(2) / 2,
            Math.sqrt(11) / 4,
            1,
            Math.sqrt(19) / 4,
            Math.sqrt(6) / 2
        };
        double a = f.dft().latticeConstant(8);
        double top = rdf.firstPeak().g() / 4;
        double end = rdf.r()[rdf.r().length - 1];
        double[] x = new double[3 * shells.length + 2];
        double[] y = new double[x.length];
        int n = 1;
        for (double shell : shells) {
            for (int k = -1; k <= 1; k++) {
                x[n] = shell * a + 1e-4 * k;
                y[n++] = k == 0 ? top : 0;
            }
        }
        x[n] = Math.max(end, x[n - 1]);
        return new Plots.Curve("shells at the DFT lattice constant", x, y, true);
    }

    private Plots.Curve curve(String name, ToDoubleFunction<Epoch> error) {
        List<Epoch> all = f.epochs();
        return new Plots.Curve(
                name,
                all.stream().mapToDouble(Epoch::epoch).toArray(),
                all.stream().mapToDouble(error).toArray(),
                false);
    }

    private String timings() {
        StringBuilder out = new StringBuilder();
        f.seconds()
                .forEach(
                        (what, s) ->
                                out.append(String.format(Locale.ROOT, "%-10s %6.0f s%n", what, s)));
        out.append(
                String.format(
                        Locale.ROOT, "%.0f atom-steps per second in the NPT run", f.atomSteps()));
        return out.toString();
    }
}
