package org.jinn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jinn.potential.MeanPotential;
import org.jinn.potential.Potential;
import org.jinn.potential.PotentialFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jinn potential mean}: a committee as one potential. */
@Command(
        name = "mean",
        mixinStandardHelpOptions = true,
        description = "Writes the mean of a committee as one potential, for any program.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  jinn potential mean si si_1 si_2 -o si_mean",
            "",
            "The members are the replicas of one training ('replicas: 3'). Forces of "
                    + "their mean are as a rule better than those of any; its network is as wide "
                    + "as all of theirs together."
        })
final class PotentialMeanCommand implements Callable<Integer> {
    @Parameters(
            arity = "2..*",
            paramLabel = "POTENTIAL",
            description = "Files of SIMPLE-NN: replicas of one training.")
    List<Path> members;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "File (SIMPLE-NN) to write.")
    Path output;

    @Option(names = "--force", description = "Replace a potential that is at OUT.")
    boolean force;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Replacing.check(output, force);
        List<Potential> potentials = new ArrayList<>();
        for (Path member : members) {
            potentials.add(PotentialFile.read(member));
        }
        PotentialFile.write(output, MeanPotential.of(potentials));
        spec.commandLine().getOut().println(output + ": the mean of " + members.size());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
