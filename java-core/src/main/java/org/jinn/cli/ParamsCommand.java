package org.jinn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.descriptor.PaperSet;
import org.jinn.descriptor.ParamsFile;
import org.jinn.structure.Element;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jinn params}: writes a table of symmetry functions. */
@Command(
        name = "params",
        mixinStandardHelpOptions = true,
        description = "Writes params_XX, the symmetry functions of an element.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  jinn params --set table1-28                 # params_Si, rc 6.3",
            "  jinn params --set table2-40 --cutoff 6.0 --elements Si,O",
            "  jinn params --set table1-64 -o -            # to the screen",
            "  jinn params --set table1-64 --cutoff 7.2 --angular-cutoff 5.6",
            "",
            "Sets: table1-16 -28 -40 -52 -64 (fewer eta), table2-16 -28 -40 -52 -64 "
                    + "(fewer zeta); the number is the length for one element. Keep the cutoff "
                    + "between neighbour shells."
        })
final class ParamsCommand implements Callable<Integer> {
    @Option(names = "--set", required = true, paramLabel = "SET", description = "Which functions.")
    String set;

    @Option(
            names = "--cutoff",
            paramLabel = "RC",
            defaultValue = "6.3",
            description = "Cutoff radius in angstrom (default ${DEFAULT-VALUE}).")
    double cutoff;

    @Option(
            names = "--angular-cutoff",
            paramLabel = "RC",
            description =
                    "That of the angular functions (default: the same). A shorter one is faster.")
    Double angularCutoff;

    @Option(
            names = "--elements",
            split = ",",
            paramLabel = "SYMBOL",
            defaultValue = "Si",
            description = "Elements of the material (default ${DEFAULT-VALUE}).")
    List<String> symbols;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = ".",
            description =
                    "Folder to write params_XX into (default: this one), or - for the screen.")
    String output;

    @Option(names = "--force", description = "Replace files that exist.")
    boolean force;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<Element> elements = new ArrayList<>();
        for (String symbol : symbols) {
            elements.add(element(symbol));
        }
        DescriptorSet functions =
                PaperSet.of(set)
                        .functions(
                                elements, cutoff, angularCutoff == null ? cutoff : angularCutoff);
        if (output.equals("-")) {
            spec.commandLine().getOut().print(ParamsFile.text(functions, elements));
            spec.commandLine().getOut().flush();
            return 0;
        }
        for (Element element : elements) {
            Replacing.check(file(element), force);
        }
        for (Element element : elements) {
            Path file = file(element);
            ParamsFile.write(file, functions, elements);
            spec.commandLine()
                    .getOut()
                    .println(file.normalize() + ": " + functions.size() + " functions");
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Path file(Element element) {
        return Path.of(output).resolve("params_" + element.symbol());
    }

    /** The element that a user names. */
    static Element element(String symbol) {
        return Element.find(symbol)
                .orElseThrow(() -> new IllegalArgumentException("no such element: " + symbol));
    }
}
