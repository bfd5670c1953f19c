package org.jinn.cli;

import org.jinn.potential.N2p2Units;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jinn potential}: looks into potential files, converts and compares them. */
@Command(
        name = "potential",
        mixinStandardHelpOptions = true,
        description =
                "Potential files of SIMPLE-NN and n2p2 (RuNNer): what is in them, conversion.",
        synopsisSubcommandLabel = "WHAT",
        footerHeading = "%nExamples:%n",
        footer = {
            "  jinn potential info potential_saved",
            "  jinn potential convert potential_saved -o hdnnp/      # a folder for n2p2",
            "  jinn potential check -p potential_saved -p hdnnp/ silicon.extxyz",
            "",
            "A potential is SIMPLE-NN's file potential_saved, or n2p2's folder of input.nn,",
            "scaling.data and weights.NNN.data. Every verb takes either."
        },
        subcommands = {
            PotentialInfoCommand.class,
            PotentialConvertCommand.class,
            PotentialCheckCommand.class
        })
final class PotentialCommand {
    /** Units of n2p2's files. */
    static final class UnitsMixin {
        @Option(
                names = "--length-unit",
                paramLabel = "UNIT",
                description =
                        "Unit of n2p2's files: bohr or angstrom. By default what comments"
                                + " '# Length unit: bohr' and '# Energy unit: Ha' in input.nn say;"
                                + " without them angstrom and eV, refused if a cutoff is 8 or"
                                + " longer, which may be meant in bohr.")
        String length;

        @Option(
                names = "--energy-unit",
                paramLabel = "UNIT",
                description = "Unit of n2p2's files: hartree or eV.")
        String energy;

        N2p2Units units() {
            return new N2p2Units(length, energy);
        }
    }
}
