package org.jinn.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jinn.study.LearnInput;
import org.jinn.study.Learning;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jinn learn}: active learning. */
@Command(
        name = "learn",
        mixinStandardHelpOptions = true,
        description = {
            "Active learning: finds and labels the frames that a potential is missing.",
            "Trains a committee, runs LAMMPS with its first member, labels with pw.x the "
                    + "frames on which its members differ or leave the training range, and begins again, "
                    + "until they agree.",
            "Stopped or killed, the same command goes on where it was."
        },
        footerHeading = "%nA whole learn.yaml:%n",
        footer = {
            "  train: input.yaml          # of jinn train: what to begin with, how to train",
            "  dft: dft.yaml              # of jinn dft: how to label; its sets are not used",
            "  output: learn",
            "  committee: 4               # potentials of each round",
            "  rounds: 5                  # at most",
            "  spread: {from: 0.1, to: 1} # eV/A, of the most uncertain atom: such frames",
            "                             # are labelled",
            "  outside: 0.1               # widths of the training range that a descriptor",
            "                             # is outside; such frames too",
            "  frames: 10                 # at most, of each simulation and round",
            "  enough: 0.02               # share of such frames below which a simulation",
            "                             # is done",
            "  simulations:               # a simulation's name is its frames' group",
            "    crystal: {start: crystal.xyz, temperature: 500, time: 2}",
            "    liquid: {start: liquid.xyz, temperature: 2000, time: 2, every: 20}",
            "    quench: {after: liquid, temperature: 2000, to: 300, rate: 500}",
            "    pressed: {start: crystal.xyz, temperature: 300, time: 1, pressure: 10}",
            "    # time in ps, rate in K/ps, dt and every in fs, pressure in GPa, seed;",
            "    # script: a LAMMPS script of your own; it gets the variables potential,",
            "    # elements, pair, start, temperature, to, pressure (in bar, if set),",
            "    # dt (ps), steps, every, seed, and must dump id element x y z to frames.dump",
            "",
            "One round is a sampling: rounds: 1. Then: learn/report.html, "
                    + "learn/potential_1 ... of all frames, and learn/round_*/dft/frames for jinn "
                    + "train."
        })
final class LearnCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "INPUT",
            defaultValue = "learn.yaml",
            description = "What to learn, and how (default ${DEFAULT-VALUE}).")
    Path file;

    @Option(names = "--json", description = "Print the summary as one JSON object at the end.")
    boolean json;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Account account = new Account(spec.commandLine().getOut(), json);
        LearnInput input = LearnInput.read(file);
        Learning learning = new Learning(input, Built.lammps(), account::tell);
        Map<String, Object> summary = learning.run();
        account.tell(summary.get("conclusion").toString());
        account.end(summary, input.output());
        return 0;
    }
}
