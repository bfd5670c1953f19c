package org.jinn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jinn.dft.Convergence;
import org.jinn.dft.DftInput;
import org.jinn.dft.Labelling;
import org.jinn.system.Listener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jinn dft}: makes structures and labels them with pw.x. */
@Command(
        name = "dft",
        mixinStandardHelpOptions = true,
        description = {
            "Labels structures, made or read, with Quantum ESPRESSO's pw.x.",
            "Stopped or killed, the same command goes on where it was."
        },
        footerHeading = "%nA whole dft.yaml:%n",
        footer = {
            "  structure: {prototype: diamond, element: Si, a: 5.47}   # or {file: start.xyz}",
            "  pseudopotentials: {Si: Si.pbe-rrkj.UPF}   # the functional is theirs",
            "  pseudo_dir: /usr/share/espresso/pseudo    # default, unless ESPRESSO_PSEUDO",
            "  cutoff: 20                                # Ry",
            "  kpoints: {mesh: 4x4x4, shift: true}       # for 'structure', others alike;",
            "                                            # or {spacing: 0.3} in 1/A",
            "  smearing: {type: gaussian, width: 0.005}  # Ry; mp, mv, fd; or none",
            "  threshold: 1.0e-8                         # Ry per atom",
            "  system: {nosym: true}                     # more keys of pw.x's &SYSTEM;",
            "                                            # (1) is the first pseudopotential",
            "  output: dft",
            "  run: {jobs: 2, nice: 10}                  # default: a job a processor",
            "  # run: {launch: 'srun -n 8 pw.x -in {input}'}  # then jobs is 1, unless given",
            "  sets:                                     # a set's name is its frames' group",
            "    given: {protocol: label, files: [md_*.dump], every: 10}  # every tenth",
            "    volume: {protocol: strain, kinds: [volume], points: 13}  # equation of state",
            "    strain: {strain: 0.05, points: 7, kinds: [volume, uniaxial, shear]}",
            "    rattle: {cell: 2x1x1, count: 20, displacement: [0.03, 0.1], strain: 0.02,",
            "             seed: 1}",
            "    vacancy: {cell: 2x2x2, count: 10, displacement: 0.05, volume: 1.02}",
            "    melt: {protocol: aimd, cell: 2x2x2, temperature: 4000, to: 2000, time: 3,",
            "           every: 0}",
            "    quench: {protocol: aimd, after: melt, temperature: 2000, to: 300,",
            "             rate: 70, every: 20}",
            "    # time in ps, rate in K/ps; of aimd every, dt, chunk, tau (thermostat)",
            "    # in fs, seed",
            "    # frames that LAMMPS proposes with a potential: jinn learn",
            "",
            "Debian: apt-get install quantum-espresso quantum-espresso-data",
            "libopenblas0-pthread, for pw.x, some pseudopotentials and OpenBLAS: with the",
            "plain BLAS 64 atoms take four times as long.",
            "",
            "Then: jinn inspect dft/frames, and 'data: {files: [dft/frames]}' for jinn train.",
            "Exit code: 0 if every frame is labelled, 1 otherwise."
        })
final class DftCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "INPUT",
            defaultValue = "dft.yaml",
            description = "What to label, and how (default ${DEFAULT-VALUE}).")
    Path file;

    @Option(names = "--json", description = "Print the outcome as one JSON object.")
    boolean json;

    @Option(
            names = "--converge",
            description =
                    "Instead: the last structures of each set at other cutoffs and k-meshes, and a"
                            + " table of errors against the densest, which are the noise of the"
                            + " labels.")
    boolean converge;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (converge) {
            return converge(out);
        }
        Labelling labelling;
        Labelling.Outcome outcome;
        try (Progress progress = new Progress(spec, "pw.x", json)) {
            labelling = new Labelling(DftInput.read(file), progress);
            outcome = labelling.run();
        }
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("frames", labelling.frames().toString());
            fields.put("finished_before", outcome.before());
            fields.put("labelled", outcome.labelled());
            fields.put("failed", outcome.failed());
            out.println(Json.pretty(fields));
        } else {
            out.printf(
                    Locale.ROOT,
                    "%d frames labelled, %d were there already, %d failed: %s%n",
                    outcome.labelled(),
                    outcome.before(),
                    outcome.failed(),
                    labelling.frames());
        }
        out.flush();
        return outcome.failed() == 0 ? 0 : 1;
    }

    private int converge(PrintWriter out) throws IOException, InterruptedException {
        Listener silent = // many short labellings: a bar each would say nothing
                new Listener() {
                    @Override
                    public void tell(String sentence) {
                        spec.commandLine().getErr().println("jinn: " + sentence);
                        spec.commandLine().getErr().flush();
                    }

                    @Override
                    public void at(String message, double share) {
                        if (!json && share > 1 - 1e-9) {
                            out.println(message);
                            out.flush();
                        }
                    }
                };
        List<Convergence.Row> rows = new Convergence(DftInput.read(file), silent).run();
        if (json) {
            out.println(Json.pretty(rows));
        } else {
            out.println("RMS errors                   force   energy  shifted   stress");
            out.println("                              eV/A    meV/atom          GPa");
            for (Convergence.Row r : rows) {
                out.printf(
                        Locale.ROOT,
                        "%-26s %8.4f %8.2f %8s %8s%n",
                        r.setting(),
                        r.force(),
                        r.energy(),
                        known("%.2f", r.relativeEnergy()),
                        known("%.3f", r.stress()));
            }
        }
        out.flush();
        return 0;
    }

    private static String known(String format, Double number) {
        return number == null ? "-" : String.format(Locale.ROOT, format, number);
    }
}
