package org.jinn.cli;

import static org.jinn.potential.PotentialFile.N2P2;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jinn.potential.N2p2Units;
import org.jinn.potential.PotentialFile;
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
            "  jinn potential mean potential_saved potential_saved_1 -o mean",
            "  jinn potential convert potential_saved -o hdnnp/      # a folder for n2p2",
            "  jinn potential check -p potential_saved -p hdnnp/ silicon.extxyz",
            "",
            "A potential is SIMPLE-NN's file potential_saved, or n2p2's folder of input.nn,",
            "scaling.data and weights.NNN.data. Every verb takes either."
        },
        subcommands = {
            PotentialInfoCommand.class,
            PotentialConvertCommand.class,
            PotentialMeanCommand.class,
            PotentialCheckCommand.class
        })
final class PotentialCommand {
    /** Units of n2p2's files. */
    static final class UnitsMixin {
        @Option(
                names = "--length-unit",
                paramLabel = "UNIT",
                description =
                        "Unit of n2p2's files read: bohr or angstrom. By default what comments"
                                + " '# Length unit: bohr' and '# Energy unit: Ha' in input.nn say;"
                                + " without them angstrom and eV, refused if a cutoff is 8 or"
                                + " longer, which may be meant in bohr.")
        String length;

        @Option(
                names = "--energy-unit",
                paramLabel = "UNIT",
                description = "Unit of n2p2's files read: hartree or eV.")
        String energy;

        /** The units stated, which only a folder of n2p2 among the potentials read can need. */
        N2p2Units units(List<Path> potentials) {
            boolean stated = length != null || energy != null;
            for (Path p : potentials) {
                if (!Files.exists(p)) {
                    throw new UncheckedIOException(new NoSuchFileException(p.toString()));
                }
            }
            if (stated && potentials.stream().noneMatch(p -> PotentialFile.at(p) == N2P2)) {
                throw new IllegalArgumentException(
                        "units are stated for n2p2's folders that are read; SIMPLE-NN's files are"
                                + " in angstrom and eV, and so is all that is written: potential="
                                + potentials.get(0));
            }
            return new N2p2Units(length, energy);
        }
    }
}
