package org.jinn.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jinn.study.Demo;
import org.jinn.train.TrainInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jinn demo}: the whole road once. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "From Quantum ESPRESSO outputs to molecular dynamics of silicon.",
            "Reads, trains, evaluates, runs LAMMPS, writes report.html and summary.json; "
                    + "about five minutes."
        },
        footerHeading = "%nExample:%n",
        footer = "  jinn demo -o /tmp/demo")
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Folder for everything the demo makes (default: build/demo).")
    Path output;

    @Option(names = "--json", description = "Print the summary as JSON at the end.")
    boolean json;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Path home = Built.home();
        Path folder = output == null ? home.resolve("build/demo") : output;
        Account account = new Account(spec.commandLine().getOut(), json);
        Demo demo =
                new Demo(
                        TrainInput.read(home.resolve("potentials/silicon/demo.yaml")),
                        folder,
                        Built.lammps(),
                        home.resolve("lammps-examples/silicon"),
                        account::tell);
        Map<String, Object> summary = demo.run();
        account.tell(
                String.format(
                        Locale.ROOT,
                        "lattice constant %.4f A (DFT %.4f), bulk modulus %.1f GPa (DFT %.1f)",
                        summary.get("a0_A"),
                        summary.get("a0_dft_A"),
                        summary.get("bulk_modulus_GPa"),
                        summary.get("bulk_modulus_dft_GPa")));
        account.end(summary, folder);
        return 0;
    }
}
