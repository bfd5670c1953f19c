package org.jinn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jinn.analysis.Errors;
import org.jinn.analysis.Plots;
import org.jinn.analysis.Quantity;
import org.jinn.format.FrameResult;
import org.jinn.potential.Committee;
import org.jinn.potential.Extrapolation;
import org.jinn.potential.Potential;
import org.jinn.potential.PotentialFile;
import org.jinn.structure.Frame;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jinn evaluate}: a potential against labelled frames. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Compares a potential with labelled frames, group by group.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  jinn evaluate --potential potential_saved qe/",
            "  jinn evaluate --potential potential_saved test.extxyz --plot parity --json",
            "  jinn evaluate -p potential_saved -p potential_saved_1 -p potential_saved_2 qe/",
            "",
            "delta E and delta F are the mean absolute differences of the silicon study "
                    + "(equations 6 and 7)."
        })
final class EvaluateCommand implements Callable<Integer> {
    @Option(
            names = {"-p", "--potential"},
            required = true,
            paramLabel = "P",
            description =
                    "Potential file, or folder of n2p2; several of them are a committee: errors are those of their"
                            + " mean, and how far they differ is told too. So are atoms outside the training"
                            + " range, where P.range (or n2p2's scaling.data) has it.")
    List<Path> potentials;

    @Mixin ReadMixin inputs;

    @Option(
            names = "--plot",
            paramLabel = "PREFIX",
            description = "Write parity plots PREFIX-energy, -force, -stress as .png and .svg.")
    Path plot;

    @Option(names = "--json", description = "Report as one JSON object.")
    boolean json;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<Potential> members = new ArrayList<>();
        for (Path potential : potentials) {
            members.add(PotentialFile.read(potential));
        }
        Committee committee = new Committee(members);
        Errors errors = new Errors();
        Spread spread = new Spread();
        Outside outside = new Outside();
        int[] counts = new int[2];
        inputs.read(
                true,
                result -> {
                    if (result instanceof FrameResult.Accepted accepted) {
                        add(errors, spread, committee, accepted.frame());
                        committee.extrapolation().ifPresent(e -> outside.add(accepted.frame(), e));
                        counts[0]++;
                    } else {
                        counts[1]++;
                    }
                });
        PrintWriter out = spec.commandLine().getOut();
        if (counts[0] == 0) {
            throw new IllegalArgumentException(
                    "no frame could be used, " + counts[1] + " refused; see jinn inspect");
        }
        if (Arrays.stream(Quantity.values())
                .allMatch(q -> errors.pairs(q).reference().length == 0)) {
            throw new IllegalArgumentException(
                    "the frames have no energies, forces or stress to compare with: frames="
                            + counts[0]);
        }
        if (json) {
            out.println(Json.pretty(fields(errors, counts, spread, outside)));
        } else {
            out.print(ErrorTable.text(errors, counts[0], counts[1]));
            inputs.report(out);
            if (members.size() > 1) {
                spread.text(out);
            }
            outside.text(out);
        }
        out.flush();
        if (plot != null) {
            plot(errors);
        }
        return 0;
    }

    private void plot(Errors errors) throws IOException {
        for (Quantity q : Quantity.values()) {
            if (errors.pairs(q).reference().length > 0) {
                String name = plot.getFileName() + "-" + q.name().toLowerCase(Locale.ROOT);
                Plots.parity(errors, q).save(plot.resolveSibling(name));
            }
        }
    }

    private static void add(Errors errors, Spread spread, Committee committee, Frame frame) {
        try {
            Committee.Opinion opinion = committee.evaluate(frame.structure());
            double[] forces = opinion.mean().forces();
            if (!Double.isFinite(
                    opinion.mean().energy().getAsDouble() + Arrays.stream(forces).sum())) {
                throw new IllegalArgumentException("the potential gives no finite numbers here");
            }
            errors.add(frame, opinion.mean());
            spread.add(frame.group("-"), opinion);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(frame.origin() + ": " + e.getMessage(), e);
        }
    }

    /** Atoms outside the training range, where the potential comes with it. */
    private static final class Outside {
        private boolean known;
        private long allAtoms;
        private long atoms;
        private int frames;
        private double distance;
        private String farthest = "";

        void add(Frame frame, Extrapolation seen) {
            known = true;
            allAtoms += frame.structure().size();
            atoms += seen.atoms();
            frames += seen.atoms() > 0 ? 1 : 0;
            if (seen.distance() > distance) {
                distance = seen.distance();
                farthest =
                        String.format(
                                Locale.ROOT,
                                "%s, atom %d: %s (off by %.3g widths)",
                                frame.origin(),
                                seen.farthest() + 1,
                                seen.words(),
                                distance);
            }
        }

        void text(PrintWriter out) {
            if (known) {
                out.printf(
                        Locale.ROOT,
                        "outside the training range: %d of %d atoms, in %d frames%n",
                        atoms,
                        allAtoms,
                        frames);
            }
            if (atoms > 0) {
                out.println("  farthest: " + farthest);
            }
        }

        Map<String, Object> fields() {
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("atoms", atoms);
            out.put("frames", frames);
            out.put("widths", distance);
            out.put("farthest", farthest);
            return out;
        }
    }

    /** How far the members of a committee differ, by group. */
    private static final class Spread {
        private final Map<String, Group> groups = new LinkedHashMap<>();

        private static final class Group {
            private int frames;
            private double energies;
            private long atoms;
            private double forces;
            private double largest;

            /** meV/atom. */
            double energy() {
                return energies / frames;
            }

            /** eV/angstrom. */
            double force() {
                return forces / atoms;
            }
        }

        void add(String group, Committee.Opinion opinion) {
            Group g = groups.computeIfAbsent(group, name -> new Group());
            double[] forces = opinion.forceSpread();
            g.frames++;
            g.energies += 1000 * opinion.energySpread() / forces.length;
            g.atoms += forces.length;
            for (double f : forces) {
                g.forces += f;
                g.largest = Math.max(g.largest, f);
            }
        }

        void text(PrintWriter out) {
            out.println("spread of the committee   meV/atom   force (eV/A): mean     largest");
            groups.forEach(
                    (group, g) ->
                            out.printf(
                                    Locale.ROOT,
                                    "%-24s  %8.3f   %18.4f  %10.4f%n",
                                    group,
                                    g.energy(),
                                    g.force(),
                                    g.largest));
        }

        Map<String, Object> fields() {
            Map<String, Object> out = new LinkedHashMap<>();
            groups.forEach(
                    (group, g) -> {
                        Map<String, Object> one = new LinkedHashMap<>();
                        one.put("energy_meV_per_atom", g.energy());
                        one.put("force_mean_eV_per_A", g.force());
                        one.put("force_largest_eV_per_A", g.largest);
                        out.put(group, one);
                    });
            return out;
        }
    }

    private Map<String, Object> fields(
            Errors errors, int[] counts, Spread spread, Outside outside) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put(
                "potential",
                potentials.stream().map(Path::toString).collect(Collectors.joining(" ")));
        out.put("frames", counts[0]);
        out.put("refused", counts[1]);
        Map<String, Object> groups = new LinkedHashMap<>();
        for (String group : errors.groups()) {
            groups.put(group, ErrorTable.fields(q -> errors.pairs(group, q)));
        }
        out.put("all", ErrorTable.fields(errors::pairs));
        out.put("groups", groups);
        out.put("largest", ErrorTable.largest(errors));
        out.put("delta_energy_meV_per_atom", errors.deltaEnergy());
        out.put("delta_force_eV_per_A", errors.deltaForce());
        if (potentials.size() > 1) {
            out.put("spread", spread.fields());
        }
        if (outside.known) {
            out.put("outside_training_range", outside.fields());
        }
        return out;
    }
}
