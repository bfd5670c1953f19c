package org.jinn.dft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jinn.system.Child;
import org.jinn.system.WholeFile;

/** One start of pw.x in a folder of its own, with {@code pw.in} in it; leaves {@code pw.out}. */
final class PwProcess {
    static final String IN = "pw.in";
    static final String OUT = "pw.out";

    /** How the reason of a frame begins whose output has an error message of pw.x. */
    private static final String STOPPED = "pw.x stopped";

    /** The routines of pw.x that read and check namelists, cards and pseudopotentials. */
    private static final Pattern REFUSES =
            Pattern.compile(STOPPED + ": Error in routine +(read_\\w+|card_\\w+|iosys|readpp) ");

    /**
     * The routines that Davidson's diagonalisation fails in, and conjugate gradients do not need.
     */
    private static final Pattern DIAGONALISES =
            Pattern.compile(STOPPED + ": Error in routine +\\w*(diag|_bands|cholesky|rotate_)\\w*");

    /** With less than this free on the disk, a failure is put down to that; bytes. */
    private static final long FULL = 1 << 20;

    /**
     * The exit codes of SIGABRT, SIGBUS, SIGFPE and SIGSEGV; SIGKILL, the memory's end, is none.
     */
    private static final Set<Integer> CRASHES = Set.of(134, 135, 136, 139);

    /**
     * The exit codes of SIGHUP, SIGINT, SIGKILL and SIGTERM: those of users, queues, full memory.
     */
    private static final Set<Integer> KILLED = Set.of(129, 130, 137, 143);

    private PwProcess() {}

    /** Runs to the end; returns the exit code. */
    static int run(List<String> launch, Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        launch.forEach(word -> command.add(word.replace("{input}", IN)));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putIfAbsent("OMP_NUM_THREADS", "1");
        builder.redirectErrorStream(true).redirectOutput(folder.resolve(OUT).toFile());
        return Child.run(builder, folder, program -> {});
    }

    /**
     * Why a run did not give what it should.
     *
     * @param refused why its output is refused; empty if it is not, but ends too early
     */
    static String reason(int code, String refused, Path printed) throws IOException {
        boolean says = code == 0 ? !refused.isEmpty() : told(refused);
        return says ? refused : lastWords(code, printed);
    }

    /** What is left to say where the output of pw.x does not tell what is wrong. */
    private static String lastWords(int code, Path printed) throws IOException {
        List<String> lines = WholeFile.lines(printed);
        String last =
                lines.stream()
                        .filter(l -> l.startsWith("Program received signal")) // by gfortran
                        .findFirst()
                        .orElse(lines.stream().filter(l -> !l.isBlank()).reduce("", (a, b) -> b));
        return Child.ended("pw.x", code, last);
    }

    /** Whether the output of pw.x told this reason, better than its last words would. */
    private static boolean told(String reason) {
        return unconverged(reason) || reason.startsWith(STOPPED);
    }

    private static boolean unconverged(String reason) {
        return reason.contains("not converged");
    }

    /** Whether a run with this exit code, failed for this reason, may succeed with more care. */
    static boolean careHelps(int code, String reason) {
        return unconverged(reason)
                || DIAGONALISES.matcher(reason).find()
                || CRASHES.contains(code) && !refusesInput(reason);
    }

    /** Whether a failure says nothing of the structure: pw.x was killed, or never began. */
    static boolean saysNothing(int code, Path printed) throws IOException {
        return KILLED.contains(code)
                || WholeFile.lines(printed).stream().noneMatch(l -> l.contains("Program PWSCF"));
    }

    /**
     * Makes sure that a failure in {@code run} is not that of a full disk.
     *
     * @param output what to name if it is
     */
    static void checkDisk(Path run, Path output) throws IOException {
        if (Files.getFileStore(run).getUsableSpace() < FULL) {
            throw new IOException(output + ": no space left on the disk");
        }
    }

    /** Whether pw.x stopped at the reading of its input or pseudopotentials. */
    static boolean refusesInput(String reason) {
        return REFUSES.matcher(reason).find();
    }

    /** The program that a command starts, if there is none such. */
    static Optional<String> missing(List<String> launch) {
        boolean nice = launch.size() > 3 && launch.subList(0, 2).equals(List.of("nice", "-n"));
        String word = launch.get(nice ? 3 : 0);
        if (word.contains("/")) {
            return Files.isExecutable(Path.of(word)) ? Optional.empty() : Optional.of(word);
        }
        for (String place : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(place, word))) {
                return Optional.empty();
            }
        }
        return Optional.of(word);
    }
}
