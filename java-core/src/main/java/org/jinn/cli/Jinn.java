package org.jinn.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jinn.structure.FormatException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program {@code jinn}: finds the verb and turns failures into one sentence and an exit code.
 */
@Command(
        name = "jinn",
        mixinStandardHelpOptions = true,
        version = "jinn 0.1.0",
        description = "From Quantum ESPRESSO output to molecular dynamics in LAMMPS.",
        synopsisSubcommandLabel = "VERB",
        footer = {
            "",
            "Through ./jinn also: lmp [-np N] ARGS (LAMMPS with pair styles jinn and nn), test,"
                    + " build.",
            "Settings: JINN_JAVA_HOME (which Java), JINN_JAVA_OPTIONS (such as -Xmx8g), JINN_DEBUG=1"
                    + " (stack traces), JINN_RANKS=N (ranks of a launcher that ./jinn does not know),"
                    + " JINN_HOME (where a moved plugin finds JINN)."
        },
        subcommands = {
            InspectCommand.class,
            ConvertCommand.class,
            FormatsCommand.class,
            ParamsCommand.class,
            DftCommand.class,
            LearnCommand.class,
            PotentialCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            AnalyzeCommand.class,
            StudyCommand.class,
            RecommendCommand.class,
            BenchCommand.class,
            DemoCommand.class
        })
public final class Jinn {
    /** Exit code of a defect of ours: EX_SOFTWARE of sysexits.h. */
    private static final int SOFTWARE = 70;

    Jinn() {}

    public static void main(String[] args) {
        int code = run(args);
        System.exit(code == 0 && System.out.checkError() ? lost() : code);
    }

    /**
     * Runs one command line; returns its exit code: 0 done, 1 failed, 2 wrong usage, 70 a defect.
     */
    static int run(String... args) {
        return run(new CommandLine(new Jinn()), args);
    }

    /** The same with the streams of {@code line}. */
    static int run(CommandLine line, String... args) {
        line.setExecutionExceptionHandler((e, command, parsed) -> failed("", e, command.getErr()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((e, words) -> misused(e));
        line.setExecutionStrategy(Jinn::execute);
        try {
            return line.execute(args);
        } catch (OutOfMemoryError | StackOverflowError e) {
            return failed("", e, line.getErr());
        }
    }

    /** An unknown verb is one with --help too, which makes picocli pass over all else. */
    private static int execute(ParseResult parsed) {
        if (!parsed.hasSubcommand() && !parsed.unmatched().isEmpty()) {
            throw new UnmatchedArgumentException(
                    parsed.commandSpec().commandLine(), parsed.unmatched());
        }
        return new RunLast().execute(parsed);
    }

    /**
     * Tells what went wrong.
     *
     * @param who it went wrong for, before the sentence
     */
    static int failed(String who, Throwable e, PrintWriter err) {
        Optional<String> sentence = sentence(e);
        String defect = "internal error: " + e + " (set JINN_DEBUG=1 to see where)";
        err.println("jinn: " + who + sentence.orElse(defect));
        if (System.getenv("JINN_DEBUG") != null) {
            e.printStackTrace(err);
        }
        err.flush();
        return sentence.isPresent() ? 1 : SOFTWARE;
    }

    /** One sentence, what was meant if it can be guessed, and where the whole usage is. */
    private static int misused(ParameterException e) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        boolean verb =
                e instanceof UnmatchedArgumentException u
                        && !u.isUnknownOption()
                        && !command.getSubcommands().isEmpty();
        String what =
                verb
                        ? "unknown verb: " + ((UnmatchedArgumentException) e).getUnmatched().get(0)
                        : e.getMessage();
        err.println("jinn: " + what);
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return 2;
    }

    /** What was printed did not get through: no failure if the reader has just gone away. */
    private static int lost() {
        try {
            new FileOutputStream(FileDescriptor.out).write('\n'); // a PrintStream keeps no reason
        } catch (IOException e) {
            if ("Broken pipe".equals(e.getMessage())) {
                return 0;
            }
            System.err.println("jinn: standard output cannot be written: " + e.getMessage());
        }
        return 1;
    }

    /** What went wrong, for a person; empty if it is a defect of ours. */
    private static Optional<String> sentence(Throwable e) {
        if (e instanceof UncheckedIOException && e.getCause() != null) {
            return sentence(e.getCause());
        }
        String sentence = null;
        if (e instanceof NoSuchFileException missing) {
            sentence = missing.getFile() + ": no such file";
        } else if (e instanceof AccessDeniedException denied) {
            sentence = denied.getFile() + ": permission denied";
        } else if (e instanceof FileAlreadyExistsException there) {
            sentence = there.getFile() + ": exists already, and is not a folder";
        } else if (e instanceof FileSystemException fs && fs.getReason() != null) {
            sentence = fs.getFile() + ": " + fs.getReason();
        } else if (e instanceof OutOfMemoryError) {
            sentence =
                    "not enough memory ("
                            + e.getMessage()
                            + "); JINN_JAVA_OPTIONS=-Xmx8g gives more";
        } else if (e instanceof FormatException
                || e instanceof IllegalArgumentException
                || e instanceof IOException) {
            sentence = e.getMessage();
        }
        return Optional.ofNullable(sentence);
    }
}
