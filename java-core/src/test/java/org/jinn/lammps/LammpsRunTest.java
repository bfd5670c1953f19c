package org.jinn.lammps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LammpsRunTest {
    private static final Path EXAMPLES =
            Path.of("../lammps-examples/silicon").toAbsolutePath().normalize();

    @TempDir private Path dir;

    private LammpsRun fake(String script) throws IOException {
        Path file = dir.resolve("fake.sh");
        Files.writeString(file, script);
        return new LammpsRun(List.of("/bin/sh", file.toString()), dir);
    }

    @Test
    void tellsHowFarItIs() throws Exception {
        LammpsRun run =
                fake(
                        "echo 'run             ${steps}'\n"
                                + "echo 'run             20'\n"
                                + "echo 'Per MPI rank memory allocation = 3'\n"
                                + "echo '   Step  Temp'\n"
                                + "echo '    100   300'\n"
                                + "echo '    120   299'\n"
                                + "echo 'Loop time of 1 on 1 procs for 20 steps with 8 atoms'\n"
                                + "echo '  20  7'\n");
        List<String> heard = new ArrayList<>();
        LammpsRun.Outcome outcome =
                run.run(
                        "in.x",
                        (number, step, last) -> heard.add(number + ":" + step + "/" + last));
        assertTrue(outcome.succeeded());
        assertEquals(List.of("1:100/120", "1:120/120"), heard);
    }

    @Test
    void passesVariablesAndTheLog() throws Exception {
        LammpsRun run = fake("echo \"$@\" > words; pwd >> words\n");
        run.variable("pair", "sw").variable("p", "1", "2").log(Path.of("my.log"));
        run.run("in.x", LammpsRun.Progress.SILENT);
        List<String> words = Files.readAllLines(dir.resolve("words"));
        assertEquals("-in in.x -log my.log -echo both -var pair sw -var p 1 2", words.get(0));
        assertEquals(dir.toRealPath(), Path.of(words.get(1)).toRealPath());
    }

    @Test
    void givesTheErrorOfTheLog() throws Exception {
        LammpsRun run =
                fake(
                        "printf 'ERROR: Lost atoms: original 8 current 7 (src/thermo.cpp:438)\\n"
                                + "Last command: run 10\\n' > log.lammps; exit 1\n");
        LammpsRun.Outcome outcome = run.run("in.x", LammpsRun.Progress.SILENT);
        assertEquals(1, outcome.exitCode());
        assertEquals(
                "Lost atoms: original 8 current 7 (at the command: run 10)",
                outcome.error().orElseThrow());
    }

    @Test
    void givesTheLastWordsIfThereIsNoLog() throws Exception {
        LammpsRun.Outcome outcome =
                fake("echo lmp: liblammps.so.0: cannot open >&2; exit 127\n")
                        .run("in.x", LammpsRun.Progress.SILENT);
        assertEquals(
                "lammps ended with exit code 127; its last words: lmp: liblammps.so.0: cannot open",
                outcome.error().orElseThrow());
    }

    @Test
    void anOldLogDoesNotExplainANewFailure() throws Exception {
        Files.writeString(dir.resolve("log.lammps"), "ERROR: old\n");
        LammpsRun.Outcome outcome = fake("exit 3\n").run("in.x", LammpsRun.Progress.SILENT);
        assertEquals(
                "lammps ended with exit code 3 and said nothing", outcome.error().orElseThrow());
    }

    @Test
    void killsLammpsAndItsChildrenWhenInterrupted() throws Exception {
        LammpsRun run = fake("sleep 600 & echo $! > child; wait\n");
        Thread waiting =
                new Thread(
                        () ->
                                assertThrows(
                                        InterruptedException.class,
                                        () -> run.run("in.x", LammpsRun.Progress.SILENT)));
        waiting.start();
        Path child = dir.resolve("child");
        while (!Files.exists(child) || Files.size(child) == 0) {
            Thread.sleep(10);
        }
        long pid = Long.parseLong(Files.readString(child).strip());
        waiting.interrupt();
        waiting.join(10_000);
        assertFalse(waiting.isAlive());
        for (int i = 0; i < 200 && alive(pid); i++) {
            Thread.sleep(10);
        }
        assertFalse(alive(pid));
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** The real LAMMPS, for the potential of Stillinger and Weber, which needs no training. */
    private LammpsRun silicon(String pair) {
        Path lmp = Path.of("/usr/bin/lmp");
        Path sw = Path.of("/usr/share/lammps/potentials/Si.sw");
        assumeTrue(Files.isExecutable(lmp) && Files.exists(sw));
        return new LammpsRun(List.of(lmp.toString()), dir)
                .variable("pair", pair)
                .variable("potential", sw.toString());
    }

    @Test
    void runsTheRealLammps() throws Exception {
        List<Long> steps = new ArrayList<>();
        LammpsRun run =
                silicon("sw")
                        .variable("n", "2")
                        .variable("rmax", "4")
                        .variable("equilibrate", "100")
                        .variable("steps", "100");
        LammpsRun.Outcome outcome =
                run.run(EXAMPLES.resolve("in.npt").toString(), (n, step, last) -> steps.add(last));
        assertEquals("", outcome.error().orElse(""));
        assertEquals(List.of(100L, 100L, 100L, 100L), steps);
        LammpsLog log = LammpsLog.read(outcome.log());
        assertEquals(2, log.runs().size());
        assertEquals(64, log.performance().orElseThrow().atoms());
        LammpsRun.Outcome failed =
                silicon("nosuch")
                        .run(EXAMPLES.resolve("in.npt").toString(), LammpsRun.Progress.SILENT);
        assertEquals(
                "Unrecognized pair style 'nosuch' (at the command: pair_style ${pair})",
                failed.error().orElseThrow());
    }

    /** Values of E. R. Cowley, Phys. Rev. Lett. 60 (1988) 2379, for the potential of 1985. */
    @Test
    void elasticConstantsOfStillingerWeber() throws Exception {
        LammpsRun.Outcome outcome =
                silicon("sw")
                        .run(EXAMPLES.resolve("in.elastic").toString(), LammpsRun.Progress.SILENT);
        assertEquals("", outcome.error().orElse(""));
        List<String> lines = Files.readAllLines(dir.resolve("elastic.dat"));
        double[] cowley = {151.4, 76.4, 56.4};
        for (int i = 0; i < 3; i++) {
            String[] words = lines.get(1 + i).split(" ");
            assertEquals(cowley[i], Double.parseDouble(words[1]), 0.1, lines.toString());
        }
        // four bonds of 2.1683 eV lost, two won; the neighbours are out of each other's reach
        assertEquals("vacancy 4.337 eV", lines.get(5));
    }
}
