package org.jinn.dft;

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
import org.jinn.dataset.Dataset;
import org.jinn.format.ReadOptions;
import org.jinn.structure.Frame;
import org.jinn.structure.Structure;
import org.jinn.system.Child;
import org.jinn.system.Listener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a shell script in the place of pw.x, except where a test says otherwise. */
class LabellingTest {
    private static final Path OUTPUTS =
            Path.of("src/test/resources/org/jinn/format/qe").toAbsolutePath();
    private static final String GOOD = "zcat " + OUTPUTS + "/crystal_00.out.gz\n";
    private static final String UNCONVERGED = "zcat " + OUTPUTS + "/unconverged.out.gz; exit 2\n";

    @TempDir Path folder;

    private final List<String> told = new ArrayList<>();

    @Test
    void aFinishedFrameIsNotCalculatedAgain() throws Exception {
        Labelling.Outcome outcome = label(GOOD, "rattle: {count: 3}");
        assertEquals(new Labelling.Outcome(0, 3, 0), outcome);
        Files.delete(folder.resolve("dft/frames/rattle/rattle_0002.out.gz"));
        assertEquals(new Labelling.Outcome(2, 1, 0), label(GOOD, "rattle: {count: 3}"));
        assertEquals(4, Files.readAllLines(folder.resolve("calls")).size());
        assertEquals(List.of(), told);
        IOException e =
                assertThrows(IOException.class, () -> label(GOOD, "rattle: {count: 3, seed: 2}"));
        assertTrue(e.getMessage().contains("was calculated from another input"), e.getMessage());
    }

    /** A folder may move with all that is in it, and a file may change under its name. */
    @Test
    void whatCountsIsThePseudopotentialNotItsPlace() throws Exception {
        Path file = FakePw.input(folder, GOOD, "rattle: {count: 1}");
        assertEquals(new Labelling.Outcome(0, 1, 0), label(file));
        Path other = Files.createDirectories(folder.resolve("elsewhere"));
        Files.copy(folder.resolve("Si.UPF"), other.resolve("Si.UPF"));
        String text = Files.readString(file).replace("pseudo_dir: .", "pseudo_dir: elsewhere");
        Files.writeString(file, text);
        assertEquals(new Labelling.Outcome(1, 0, 0), label(file));
        Files.writeString(other.resolve("Si.UPF"), "another");
        IOException e = assertThrows(IOException.class, () -> label(file));
        assertTrue(e.getMessage().contains("was calculated from another input"), e.getMessage());
    }

    /** The output folder may be one in which the user has folders with the same names. */
    @Test
    void whatIsNotOursStays() throws Exception {
        Path runs = Files.createDirectories(folder.resolve("dft/runs/liquid_07"));
        Files.writeString(runs.resolve("pw.out"), "days of work");
        Files.writeString(runs.resolveSibling("readme.txt"), "mine");
        assertEquals(new Labelling.Outcome(0, 1, 0), label(GOOD, "rattle: {count: 1}"));
        assertTrue(Files.exists(runs.resolve("pw.out")));
        assertTrue(Files.exists(runs.resolveSibling("readme.txt")));
    }

    @Test
    void mixesMoreGentlyWhereNothingConverges() throws Exception {
        String script =
                "if grep -q 'mixing_beta = 0.1' pw.in; then "
                        + GOOD
                        + "else "
                        + UNCONVERGED
                        + "fi\n";
        assertEquals(new Labelling.Outcome(0, 1, 0), label(script, "rattle: {count: 1}"));
        assertEquals(2, told.size(), told.toString());
        assertTrue(told.get(0).contains("again with mixing_beta = 0.3"), told.toString());
        assertEquals(new Labelling.Outcome(1, 0, 1), label(UNCONVERGED, "rattle: {count: 2}"));
        assertTrue(told.get(4).startsWith("rattle_0002 failed: scf not converged; see "));
    }

    /** conv_thr of pw.x is of the whole cell: of twice as many atoms it may be twice as large. */
    @Test
    void theThresholdIsPerAtom() throws Exception {
        String script = "grep -q 'conv_thr = 1.28d-06' pw.in || exit 3\n" + GOOD;
        Labelling.Outcome outcome = label(script, "rattle: {count: 1, cell: 4x2x2}");
        assertEquals(new Labelling.Outcome(0, 1, 0), outcome, told.toString());
    }

    /** As Davidson's diagonalisation in pw.x 6.7 does on some hot cells. */
    @Test
    void aCrashIsTriedAgainWithConjugateGradients() throws Exception {
        String crash =
                "cat <<'END'\n     Program PWSCF v.6.7MaX starts on  1Jan2026 at  0: 0: 0\n\n"
                        + "Program received signal SIGSEGV: Segmentation fault\n\n"
                        + "Backtrace for this error:\n#21  0xffffffffffffffff in ???\nEND\n"
                        + "kill -SEGV $$\n";
        String script = "if grep -q \"diagonalization = 'cg'\" pw.in; then " + GOOD + "exit\nfi\n";
        assertEquals(new Labelling.Outcome(0, 1, 0), label(script + crash, "rattle: {count: 1}"));
        assertEquals(
                List.of(
                        "rattle_0001: pw.x ended with exit code 139; its last words: Program"
                                + " received signal SIGSEGV: Segmentation fault; again with"
                                + " mixing_beta = 0.3, mixing_mode = 'plain', electron_maxstep ="
                                + " 200, diagonalization = 'cg'"),
                told);
    }

    /** Where it does not crash, it stops with an error. */
    @Test
    void aFailedDiagonalisationIsTriedAgainWithConjugateGradients() throws Exception {
        String stops =
                "cat <<'END'\n     Program PWSCF v.6.7MaX starts on  1Jan2026 at  0: 0: 0\n"
                        + "\n %%%%%%%%%%%%\n     Error in routine  cdiaghg (152):\n"
                        + "       S matrix not positive definite\n %%%%%%%%%%%%\nEND\nexit 1\n";
        String script = "if grep -q \"diagonalization = 'cg'\" pw.in; then " + GOOD + "exit\nfi\n";
        assertEquals(new Labelling.Outcome(0, 1, 0), label(script + stops, "rattle: {count: 1}"));
        assertEquals(1, told.size());
        assertTrue(told.get(0).contains("not positive definite; again with"), told.toString());
    }

    @Test
    void aFailureIsToldAndTheRestGoesOn() throws Exception {
        String script = "if [ \"${PWD##*_}\" = 0001 ]; then echo no licence; exit 3; fi\n" + GOOD;
        assertEquals(new Labelling.Outcome(0, 1, 1), label(script, "rattle: {count: 2}"));
        assertEquals(1, told.size());
        assertTrue(
                told.get(0).contains("pw.x ended with exit code 3; its last words: no licence"),
                told.toString());
        label("echo cut off\n", "strain: {points: 1, kinds: [volume]}");
        assertFalse(Files.exists(folder.resolve("dft/frames/strain/strain_0001.out.gz")));
    }

    @Test
    void anInputThatPwxRefusesStopsAll() throws Exception {
        String refuses =
                "cat <<'END'\n     Program PWSCF v.6.7MaX starts on  1Jan2026 at  0: 0: 0\n"
                        + "\n %%%%%%%%%%%%\n     Error in routine  read_namelists (1):\n"
                        + "      bad line in namelist &system: nosim\n %%%%%%%%%%%%\nEND\nexit 1\n";
        IOException e = assertThrows(IOException.class, () -> label(refuses, "rattle: {count: 9}"));
        assertTrue(
                e.getMessage()
                        .startsWith(
                                "rattle_0001 failed: pw.x stopped: Error in routine  read_namelists"
                                        + " (1): bad line in namelist &system: nosim; see "),
                e.getMessage());
        assertEquals(1, Files.readAllLines(folder.resolve("calls")).size());
        assertEquals(List.of(), told);
        // a build of pw.x that ends with SIGABRT then, is no crash
        assertThrows(
                IOException.class,
                () -> label(refuses.replace("exit 1", "kill -ABRT $$"), "rattle: {count: 9}"));
        assertEquals(2, Files.readAllLines(folder.resolve("calls")).size());
        assertEquals(List.of(), told);
        // once a frame has succeeded, others are tried
        String second = "if [ \"${PWD##*_}\" = 0001 ]; then " + GOOD + "exit\nfi\n" + refuses;
        assertEquals(new Labelling.Outcome(0, 1, 2), label(second, "rattle: {count: 3}"));
        // an error of one structure does not stop the others
        String other = refuses.replace("read_namelists", "check_atoms");
        assertEquals(
                new Labelling.Outcome(0, 0, 2),
                label(other, "strain: {points: 2, kinds: [volume]}"));
    }

    @Test
    void whatAKilledRunLeftIsEnded() throws Exception {
        Path left = Files.createDirectories(folder.resolve("dft/runs/rattle_0001"));
        Files.writeString(folder.resolve("sleeper"), "exec sleep 100\n");
        Process orphan =
                new ProcessBuilder("/bin/sh", folder.resolve("sleeper").toString()).start();
        long began = orphan.toHandle().info().startInstant().orElseThrow().toEpochMilli();
        Files.writeString(left.resolve("pid"), orphan.pid() + " " + (began - 50_000));
        Child.end(left); // the number is another program's
        assertTrue(orphan.isAlive());
        Files.writeString(left.resolve("pid"), orphan.pid() + " " + began);
        assertEquals(new Labelling.Outcome(0, 1, 0), label(GOOD, "rattle: {count: 1}"));
        assertFalse(orphan.isAlive());
    }

    /** Though the input no longer has that set. */
    @Test
    void whatAKilledRunLeftOfOtherSetsIsEndedToo() throws Exception {
        Files.writeString(folder.resolve("sleeper"), "exec sleep 100\n");
        List<Process> orphans = new ArrayList<>();
        for (String where : List.of("dft/runs/other_0001", "dft/md/melt/run")) {
            Path left = Files.createDirectories(folder.resolve(where));
            Process orphan =
                    new ProcessBuilder("/bin/sh", folder.resolve("sleeper").toString()).start();
            orphans.add(orphan);
            long began = orphan.toHandle().info().startInstant().orElseThrow().toEpochMilli();
            Files.writeString(left.resolve("pid"), orphan.pid() + " " + began);
        }
        assertEquals(new Labelling.Outcome(0, 1, 0), label(GOOD, "rattle: {count: 1}"));
        orphans.forEach(orphan -> assertFalse(orphan.isAlive()));
        assertTrue(Files.exists(folder.resolve("dft/runs/other_0001")));
    }

    /** The real pw.x gives the structures back that it was asked for. */
    @Test
    void pwxReadsWhatIsWritten() throws Exception {
        assumeTrue(
                PwProcess.missing(List.of("pw.x")).isEmpty()
                        && Files.exists(Path.of("/usr/share/espresso/pseudo/Si.pbe-rrkj.UPF")),
                "pw.x and its pseudopotentials are not installed: apt-get install quantum-espresso");
        Files.writeString(
                folder.resolve("si.xyz"),
                "2\nLattice=\"0 2.7 2.7 2.7 0 2.7 2.7 2.7 0\" Properties=species:S:1:pos:R:3\n"
                        + "Si 0 0 0\nSi 1.35 1.35 1.35\n");
        Path file =
                Files.writeString(
                        folder.resolve("dft.yaml"),
                        """
                        structure: {file: si.xyz}
                        pseudopotentials: {Si: Si.pbe-rrkj.UPF}
                        cutoff: 8
                        kpoints: {mesh: 2x2x2, shift: true}
                        sets:
                          rattle: {count: 1}
                          given: {protocol: label, files: [si.xyz]}
                        """);
        DftInput input = DftInput.read(file);
        Labelling labelling = new Labelling(input, new Silent());
        assertEquals(new Labelling.Outcome(0, 2, 0), labelling.run(), told.toString());
        List<Frame> frames =
                Dataset.read(List.of(labelling.frames()), ReadOptions.DEFAULT).frames();
        assertEquals("given", frames.get(0).group("-"));
        Structure asked = input.batches().get(0).structures().get(0);
        Structure got = frames.get(1).structure();
        for (int i = 0; i < 6; i++) {
            assertEquals(asked.position(i / 3, i % 3), got.position(i / 3, i % 3), 1e-6);
        }
        assertTrue(frames.get(1).labels().hasStress());
    }

    private Labelling.Outcome label(String script, String set) throws Exception {
        return label(FakePw.input(folder, script, set));
    }

    private Labelling.Outcome label(Path file) throws Exception {
        return new Labelling(DftInput.read(file), new Silent()).run();
    }

    private final class Silent implements Listener {
        @Override
        public void tell(String sentence) {
            told.add(sentence);
        }

        @Override
        public void at(String message, double share) {}
    }
}
