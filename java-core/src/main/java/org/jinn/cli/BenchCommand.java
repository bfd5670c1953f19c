package org.jinn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jinn.descriptor.PaperSet;
import org.jinn.study.MdBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jinn bench}: how fast it is on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures speed on this machine.",
        synopsisSubcommandLabel = "WHAT",
        footer = {"", "Through ./jinn also: bench kernels (JMH, scalar and vector twins)."})
final class BenchCommand {
    @Spec CommandSpec spec;

    @Command(
            name = "md",
            mixinStandardHelpOptions = true,
            description = {
                "Molecular dynamics of silicon in LAMMPS with the study's descriptor sets.",
                "Tells atom-steps per second, where the time goes, start-up, memory."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  jinn bench md                               # nine sets, some three minutes",
                "  jinn bench md --set table1-64 --cells 20    # 64,000 atoms",
                "  jinn bench md --set table1-64 --threads 2",
                "  jinn bench md --lammps /opt/lmp --style nn  # another program, same potentials"
            })
    int md(
            @Option(
                            names = "--set",
                            split = ",",
                            paramLabel = "SET",
                            description = "Which sets (default: all nine).")
                    List<String> sets,
            @Option(
                            names = "--cells",
                            defaultValue = "5",
                            description =
                                    "Cubic cells along each edge, eight atoms each (default"
                                            + " ${DEFAULT-VALUE}: 1,000 atoms).")
                    int cells,
            @Option(
                            names = "--cutoff",
                            defaultValue = "6.0",
                            description = "Cutoff radius in angstrom (default ${DEFAULT-VALUE}).")
                    double cutoff,
            @Option(
                            names = "--threads",
                            defaultValue = "1",
                            description = "Java threads of a rank (default ${DEFAULT-VALUE}).")
                    int threads,
            @Option(
                            names = "--ranks",
                            defaultValue = "1",
                            description = "MPI ranks (default ${DEFAULT-VALUE}).")
                    int ranks,
            @Option(
                            names = "--warm",
                            defaultValue = "500000",
                            description =
                                    "Atoms times steps before the clock starts (default"
                                            + " ${DEFAULT-VALUE}).")
                    long warm,
            @Option(
                            names = "--timed",
                            defaultValue = "800000",
                            description =
                                    "Atoms times steps on the clock (default ${DEFAULT-VALUE}).")
                    long timed,
            @Option(names = "--lammps", description = "Another LAMMPS (default: our lmp-jinn).")
                    Path lammps,
            @Option(names = "--style", description = "Its pair_style (default: jinn threads N).")
                    String style,
            @Option(names = "--json", description = "Print JSON.") boolean json)
            throws IOException, InterruptedException {
        positive("--cells", cells);
        positive("--threads", threads);
        positive("--ranks", ranks);
        positive("--warm", warm);
        positive("--timed", timed);
        List<PaperSet> chosen = chosen(sets);
        Path home = Built.home();
        Path program = lammps != null ? lammps : Built.lammps();
        if (!Files.isExecutable(program)) {
            throw new IllegalArgumentException(program + ": no such program");
        }
        List<String> command = new ArrayList<>();
        if (ranks > 1) {
            command.addAll(List.of("mpirun", "-np", Integer.toString(ranks)));
        }
        command.add(program.toAbsolutePath().toString());
        MdBenchmark benchmark =
                new MdBenchmark(
                        new MdBenchmark.Settings(
                                command,
                                home.resolve("lammps-examples/silicon/in.bench"),
                                style != null
                                        ? style
                                        : threads == 1 ? "jinn" : "jinn threads " + threads,
                                cutoff,
                                cells,
                                warm,
                                timed),
                        home.resolve("build/bench"));
        PrintWriter out = spec.commandLine().getOut();
        Account account = new Account(out, json);
        List<MdBenchmark.Result> results = new ArrayList<>();
        account.tell(
                "set         functions  atom-steps/s  us/atom  CPU %  start s  MB  "
                        + " gather descriptor network forces");
        for (PaperSet set : chosen) {
            MdBenchmark.Result result = benchmark.run(set);
            results.add(result);
            account.tell(line(result));
        }
        if (json) {
            out.println(Json.pretty(summary(results)));
        }
        out.flush();
        return 0;
    }

    private static void positive(String option, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " must be 1 or more: given=" + value);
        }
    }

    private static List<PaperSet> chosen(List<String> words) {
        return words != null ? words.stream().map(PaperSet::of).toList() : PaperSet.nine();
    }

    private static String line(MdBenchmark.Result r) {
        StringBuilder line =
                new StringBuilder(
                        String.format(
                                Locale.ROOT,
                                "%-10s %10d %13.0f %8.2f %6.0f %8.2f %4.0f  ",
                                r.set(),
                                r.functions(),
                                r.atomStepsPerSecond(),
                                r.microseconds(),
                                r.cpuUse(),
                                r.startSeconds(),
                                r.memoryMegabytes()));
        r.share()
                .values()
                .forEach(v -> line.append(String.format(Locale.ROOT, "%6.0f %%", 100 * v)));
        return line.toString();
    }

    private static List<Map<String, Object>> summary(List<MdBenchmark.Result> results) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (MdBenchmark.Result r : results) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("set", r.set());
            map.put("functions", r.functions());
            map.put("atom_steps_per_second", r.atomStepsPerSecond());
            map.put("microseconds_per_atom_step", r.microseconds());
            map.put("cpu_use_percent", r.cpuUse());
            map.put("start_to_first_forces_s", r.startSeconds());
            map.put("resident_memory_MB", r.memoryMegabytes());
            map.put("share", r.share());
            list.add(map);
        }
        return list;
    }
}
