package org.jinn.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jinn.structure.FormatException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The program {@code jinn}: finds the verb and turns failures into one sentence and an exit code.
 */
@Command(
        name = "jinn",
        mixinStandardHelpOptions = true,
        version = "jinn 0.1.0",
        description = "From Quantum ESPRESSO output to molecular dynamics in LAMMPS.",
        synopsisSubcommandLabel = "VERB",
<<<<<<< HEAD
        subcommands = {AnalyzeCommand.class})
=======
        subcommands = {InspectCommand.class, ConvertCommand.class})
>>>>>>> format
public final class Jinn {
    private Jinn() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs one command line; returns its exit code: 0 done, 1 failed, 2 wrong usage. */
    static int run(String... args) {
        CommandLine line = new CommandLine(new Jinn());
        line.setExecutionExceptionHandler(
                (e, command, parsed) -> {
                    command.getErr().println("jinn: " + sentence(e));
                    if (System.getenv("JINN_DEBUG") != null) {
                        e.printStackTrace(command.getErr());
                    }
                    return 1;
                });
        return line.execute(args);
    }

    /** What went wrong, for a person. */
    static String sentence(Throwable e) {
        if (e instanceof UncheckedIOException && e.getCause() != null) {
            return sentence(e.getCause());
        }
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file";
        }
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (e instanceof FileSystemException fs && fs.getReason() != null) {
            return fs.getFile() + ": " + fs.getReason();
        }
        if (e instanceof FormatException
                || e instanceof IllegalArgumentException
                || e instanceof IOException) {
            return e.getMessage();
        }
        return "internal error: " + e + " (set JINN_DEBUG=1 to see where)";
    }
}
