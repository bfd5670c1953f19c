package org.jinn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jinn.potential.Potential;
import org.jinn.potential.PotentialFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jinn potential convert}: from one form of potential file to the other. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Writes a potential in the other form, in angstrom and eV.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  jinn potential convert potential_saved -o hdnnp/",
            "  jinn potential convert nnp/ -o pot --length-unit bohr --energy-unit Ha",
            "",
            "In LAMMPS then: pair_style hdnnp RC dir hdnnp/, and pair_coeff * * Si with the",
            "elements of the types. What a form cannot express is refused.",
            "Principal components become part of the network."
        })
final class PotentialConvertCommand implements Callable<Integer> {
    @Parameters(paramLabel = "POTENTIAL", description = "File of SIMPLE-NN or folder of n2p2.")
    Path input;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "File (SIMPLE-NN) or folder (n2p2) to write.")
    Path output;

    @Option(
            names = "--to",
            paramLabel = "FORM",
            description = "simple-nn or n2p2; by default the form that POTENTIAL does not have.")
    String to;

    @Mixin PotentialCommand.UnitsMixin units;

    @Option(names = "--force", description = "Replace a potential that is at OUT.")
    boolean force;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PotentialFile form = form();
        boolean folder = form == PotentialFile.N2P2;
        Path there = folder ? output.resolve("input.nn") : output;
        Replacing.check(there, force);
        Potential potential = PotentialFile.read(input, units.units(List.of(input)));
        PotentialFile.write(output, potential, form);
        spec.commandLine().getOut().println(output + ": " + form.word() + ", in angstrom and eV");
        spec.commandLine().getOut().flush();
        return 0;
    }

    private PotentialFile form() {
        if (to == null) {
            return PotentialFile.at(input).other();
        }
        return List.of(PotentialFile.values()).stream()
                .filter(f -> f.word().equals(to))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ParameterException(
                                        spec.commandLine(),
                                        "--to takes simple-nn or n2p2: to=" + to));
    }
}
