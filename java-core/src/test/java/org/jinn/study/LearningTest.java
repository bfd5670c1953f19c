package org.jinn.study;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jinn.dft.FakePw;
import org.jinn.structure.FormatException;
import org.jinn.system.FolderLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With shell scripts in the places of LAMMPS and pw.x. */
class LearningTest {
    private static final Path OUTPUT =
            Path.of("src/test/resources/org/jinn/format/qe/crystal_00.out.gz").toAbsolutePath();
    private static final String SIMULATION =
            "simulations: {move: {start: start.xyz, temperature: 300, time: 0.1, every: 20}}\n";

    @TempDir Path folder;

    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void inputs() throws IOException {
        Files.copy(OUTPUT, folder.resolve("first.out.gz"));
        Files.writeString(
                folder.resolve("input.yaml"),
                """
                descriptor: {set: table1-16, cutoff: 4.0, elements: [Si]}
                data: {files: [first.out.gz]}
                preprocessing: {valid_rate: 0}
                neural_network: {nodes: 3-3, total_epoch: 2}
                """);
        Files.writeString(
                folder.resolve("start.xyz"),
                "1\nLattice=\"3 0 0 0 3 0 0 0 3\" Properties=species:S:1:pos:R:3\nSi 0 0 0\n");
        StringBuilder dump = new StringBuilder();
        Random random = new Random(1);
        for (int frame = 0; frame < 5; frame++) {
            dump.append("ITEM: TIMESTEP\n")
                    .append(20 * frame)
                    .append("\nITEM: NUMBER OF ATOMS\n8\n");
            dump.append("ITEM: BOX BOUNDS pp pp pp\n0 5.4\n0 5.4\n0 5.4\n");
            dump.append("ITEM: ATOMS id element x y z\n");
            for (int i = 0; i < 8; i++) {
                dump.append(
                        String.format(
                                Locale.ROOT,
                                "%d Si %.3f %.3f %.3f%n",
                                i + 1,
                                2.7 * (i & 1) + 0.2 * random.nextDouble(),
                                2.7 * (i >> 1 & 1) + 0.2 * random.nextDouble(),
                                2.7 * (i >> 2) + 0.2 * random.nextDouble()));
            }
        }
        Files.writeString(folder.resolve("frames"), dump.toString());
    }

    @Test
    void framesOfDisagreementAreLabelledAndNothingIsDoneTwice() throws Exception {
        Path input = input("rounds: 2\nframes: 3\nspread: {from: 1e-6, to: 1000}\n" + SIMULATION);
        Map<String, Object> summary = learn(input, "cp " + folder + "/frames frames.dump\n");
        assertEquals(false, summary.get("agreed"));
        assertTrue(summary.get("conclusion").toString().startsWith("2 rounds labelled 6 frames"));
        Path output = folder.resolve("learn");
        for (String left :
                List.of(
                        "round_01/dft/frames/move/move_0003.out.gz",
                        "round_02/dft/frames/move/move_0001.out.gz",
                        "round_03/trained.dat",
                        "round_01/move/start.data",
                        "potential_2",
                        "potential_2.range",
                        "report.html")) {
            assertTrue(Files.exists(output.resolve(left)), left);
        }
        assertFalse(Files.exists(output.resolve("round_01/potential_1.checkpoint")));
        assertTrue(
                Files.readString(output.resolve("round_01/move/arguments"))
                        .contains("-var potential ../potential_1 -var elements Si "));
        assertTrue(told.contains("round 2 of 2: 2 potentials of 4 frames"), told + "");
        assertEquals(6, calls("calls"));
        assertEquals(2, calls("runs"));

        // as after a kill before the last round's spreads were written
        Files.delete(output.resolve("round_02/move/spread.dat"));
        assertEquals(summary, learn(input, "cp " + folder + "/frames frames.dump\n"));
        assertEquals(6, calls("calls"));
        assertEquals(3, calls("runs"));
    }

    /** GPa in the input, bar in LAMMPS. */
    @Test
    void pressuresAreInGigapascal() throws Exception {
        Path input =
                input(
                        "rounds: 1\nframes: 1\nspread: {from: 1e-6, to: 1000}\n"
                                + SIMULATION.replace("time:", "pressure: -0.1, time:"));
        learn(input, "cp " + folder + "/frames frames.dump\n");
        String arguments = Files.readString(folder.resolve("learn/round_01/move/arguments"));
        assertTrue(arguments.contains("-var pressure -1000.0"), arguments);
    }

    /** What a round trained on stays what it was, though a frame that failed might succeed now. */
    @Test
    void aFailedLabelIsNotTriedAgain() throws Exception {
        Path input = input("rounds: 2\nframes: 3\nspread: {from: 1e-6, to: 1000}\n" + SIMULATION);
        Path program = folder.resolve("pw.sh");
        String good = Files.readString(program);
        Files.writeString(
                program,
                "case $PWD in *round_01*0002) echo Program PWSCF; echo dead; exit 3 ;; esac\n"
                        + good);
        String script = "cp " + folder + "/frames frames.dump\n";
        Map<String, Object> summary = learn(input, script);
        assertTrue(summary.get("conclusion").toString().startsWith("2 rounds labelled 5 frames"));
        assertEquals(5, calls("calls"));
        Files.writeString(program, good);
        assertEquals(summary, learn(input, script));
        assertEquals(5, calls("calls"));
    }

    /** By a queue, or mpirun would not start: another day pw.x may label that frame. */
    @ParameterizedTest
    @ValueSource(strings = {"echo Program PWSCF; kill -9 $$", "echo refused; exit 1"})
    void aLabelThatPwxWasKilledOnIsTriedAgain(String end) throws Exception {
        Path input = input("rounds: 1\nframes: 3\nspread: {from: 1e-6, to: 1000}\n" + SIMULATION);
        Path program = folder.resolve("pw.sh");
        String good = Files.readString(program);
        Files.writeString(program, "case $PWD in *0002) " + end + " ;; esac\n" + good);
        String script = "cp " + folder + "/frames frames.dump\n";
        IOException e = assertThrows(IOException.class, () -> learn(input, script));
        assertTrue(
                e.getMessage().contains("round_01/dft: pw.x was killed or never began on 1 of 3"),
                e.getMessage());
        assertEquals(2, calls("calls"));
        Files.writeString(program, good);
        Map<String, Object> summary = learn(input, script);
        assertTrue(summary.get("conclusion").toString().contains(" labelled 3 frames"));
        assertEquals(3, calls("calls"));
        assertEquals(1, calls("runs"));
    }

    /** The same frames would give the same potentials. */
    @Test
    void aRoundWithoutNewFramesIsNotTrainedAgain() throws Exception {
        String settings = "spread: {from: 1e-6, to: 2e-6}\noutside: 1e9\n" + SIMULATION;
        String script = "cp " + folder + "/frames frames.dump\n";
        learn(input("rounds: 1\n" + settings), script);
        // another than training would give
        Path first = folder.resolve("learn/round_01/potential_2");
        Files.copy(folder.resolve("learn/round_01/potential_1"), first, REPLACE_EXISTING);
        learn(input("rounds: 2\n" + settings), script);
        Path second = folder.resolve("learn/round_02/potential_2");
        assertEquals(Files.readString(first), Files.readString(second));
        assertTrue(Files.exists(folder.resolve("learn/round_02/potential_1.range")));
        assertEquals(1, told.stream().filter(t -> t.strip().equals("training")).count());
    }

    /** Labels of two settings do not fit one potential. */
    @Test
    void labelsOfAnotherDftAreNotGoneOnFrom() throws Exception {
        String settings = "frames: 1\nspread: {from: 1e-6, to: 1000}\n" + SIMULATION;
        String script = "cp " + folder + "/frames frames.dump\n";
        Path input = input("rounds: 1\n" + settings);
        learn(input, script);
        Path dft = folder.resolve("dft.yaml");
        Files.writeString(dft, Files.readString(dft).replace("cutoff: 20", "cutoff: 30"));
        IOException e = assertThrows(IOException.class, () -> learn(input, script));
        assertTrue(
                e.getMessage().contains("round_01/dft: began with cutoff: 20.0 Ry, which is now"),
                e.getMessage());
        assertEquals(1, calls("calls"));
    }

    @Test
    void weightsToStartFromAreRefused() throws Exception {
        Path input = input("spread: {from: 900, to: 1000}\noutside: 1e9\n" + SIMULATION);
        learn(input, "cp " + folder + "/frames frames.dump\n");
        Path train = folder.resolve("input.yaml");
        Files.writeString(train, Files.readString(train) + "initial: learn/potential_1\n");
        fault(SIMULATION, "would all agree");
        Path study = Files.writeString(folder.resolve("study.yaml"), "train: input.yaml\n");
        FormatException e = assertThrows(FormatException.class, () -> StudyInput.read(study));
        assertTrue(e.getMessage().contains("study.yaml:1: "), e.getMessage());
        assertTrue(e.getMessage().contains("remove 'initial' there"), e.getMessage());
    }

    @Test
    void agreementEndsIt() throws Exception {
        Path input = input("spread: {from: 900, to: 1000}\noutside: 1e9\n" + SIMULATION);
        Map<String, Object> summary = learn(input, "cp " + folder + "/frames frames.dump\n");
        assertEquals(true, summary.get("agreed"));
        assertTrue(
                told.get(told.size() - 1).endsWith("0 % worth labelling, 0 to label"), "" + told);
        assertTrue(Files.exists(folder.resolve("learn/potential_1")));
        assertFalse(Files.exists(folder.resolve("calls")));
    }

    /** Few frames that all agree on say nothing of those that never came. */
    @Test
    void anEarlyEndIsNoAgreement() throws Exception {
        Path input = input("rounds: 1\nspread: {from: 900, to: 1000}\noutside: 1e9\n" + SIMULATION);
        Map<String, Object> summary =
                learn(
                        input,
                        "cp "
                                + folder
                                + "/frames frames.dump\n"
                                + "printf 'Memory usage per processor = 1\\nStep\\n0\\n"
                                + "ERROR: lost\\n' > log.lammps; exit 1\n");
        assertEquals(false, summary.get("agreed"));
        assertTrue(
                summary.get("conclusion").toString().contains("; ended early: move"), "" + summary);
        assertTrue(told.toString().contains("0 to label; LAMMPS ended early: "), "" + told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "learn.yaml | committee: 2 | committee: 3 | round_01: began with committee: 2, which",
                "learn.yaml | temperature: 300 | temperature: 400 | temperature: 300.0 K, which is",
                "input.yaml | total_epoch: 2 | total_epoch: 3 | round_01: began with training: ",
                "input.yaml | nodes: 3-3 | nodes: 4-4 | stands for frames and input: ",
                "start.xyz | Si 0 0 0 | Si 0 0 1 | round_01/move: began with start: "
            })
    void aRoundOfAnotherInputIsNotTakenForThisOnes(String file, String old, String now, String said)
            throws Exception {
        Path input =
                input("committee: 2\nspread: {from: 900, to: 1000}\noutside: 1e9\n" + SIMULATION);
        String script = "cp " + folder + "/frames frames.dump\n";
        learn(input, script);
        Path changed = folder.resolve(file);
        Files.writeString(changed, Files.readString(changed).replace(old, now));
        IOException e = assertThrows(IOException.class, () -> learn(input, script));
        assertTrue(e.getMessage().contains(said), e.getMessage());
        assertTrue(e.getMessage().contains("; choose another output folder, or remove "), "" + e);
    }

    @Test
    void whatLeavesTheTrainingRangeIsLabelledThoughAllAgree() throws Exception {
        Path input = input("rounds: 1\nframes: 2\nspread: {from: 900, to: 1000}\n" + SIMULATION);
        Map<String, Object> summary = learn(input, "cp " + folder + "/frames frames.dump\n");
        assertEquals(false, summary.get("agreed"));
        assertEquals(2, calls("calls"));
    }

    @Test
    void twoInOneFolderAreRefused() throws Exception {
        Path input = input("spread: {from: 900, to: 1000}\noutside: 1e9\n" + SIMULATION);
        IOException e =
                FolderLock.within(
                        folder.resolve("learn"),
                        "jinn learn",
                        () -> assertThrows(IOException.class, () -> learn(input, "exit 1\n")));
        assertTrue(e.getMessage().endsWith("another jinn learn is at work there"), e + "");
    }

    @Test
    void withoutAFrameLammpsIsQuoted() throws Exception {
        Path input = input(SIMULATION);
        IOException e =
                assertThrows(IOException.class, () -> learn(input, "echo 'no licence'; exit 1\n"));
        assertTrue(e.getMessage().endsWith("its last words: no licence"), e.getMessage());
        e = assertThrows(IOException.class, () -> learn(input, "exit 0\n"));
        assertTrue(e.getMessage().contains("LAMMPS wrote no frame"), e.getMessage());
    }

    /** By a user, a queue, or for want of memory: that says nothing of the potential. */
    @Test
    void aLammpsThatWasKilledIsRunAgain() throws Exception {
        Path input = input("spread: {from: 900, to: 1000}\noutside: 1e9\n" + SIMULATION);
        String script = "cp " + folder + "/frames frames.dump\n";
        IOException e =
                assertThrows(IOException.class, () -> learn(input, script + "kill -9 $$\n"));
        assertTrue(e.getMessage().contains("137"), e.getMessage());
        assertEquals(true, learn(input, script).get("agreed"));
    }

    @Test
    void framesAreSpreadOverTime() {
        double[] spread = {0.5, 0.2, 9, 0.3, 0.05, 0.6, 0.4, 0.7};
        // not the start, 0.5
        assertEquals(List.of(1, 5, 7), Exploration.choose(worth(spread, 0.1), spread, 1, 3));
        assertEquals(List.of(7), Exploration.choose(worth(spread, 0.1), spread, 1, 1));
        assertEquals(List.of(2, 5, 7), Exploration.choose(worth(spread, 0.55), spread, 10, 5));
        assertEquals(List.of(), Exploration.choose(worth(spread, 10), spread, 20, 5));
    }

    /** The start is the same in every round and never labelled: it must keep nothing open. */
    @Test
    void theStartDoesNotCount() {
        assertEquals(1 / 3.0, Exploration.share(new double[] {5, 0.5, 2, 0.3}));
        assertEquals(0, Exploration.share(new double[] {5}));
    }

    @Test
    void faultsHaveALine() throws IOException {
        fault("rounds: 2\n", "expected simulations");
        fault("simulations: {a: {temperature: 300, time: 1}}", "either start: FILE or after");
        fault("simulations: {a: {after: b, temperature: 300, time: 1}}", "no simulation above");
        fault("simulations: {a: {start: start.xyz, time: 1}}", "expected a temperature");
        fault("spread: {from: 2}\n" + SIMULATION, "must be larger than 'from'");
        fault("round: 2\n" + SIMULATION, "nearest known one is 'rounds'");
        fault("committee: 1\n" + SIMULATION, "a number from 2");
        Files.writeString(folder.resolve("start.xyz"), "1\n\nSi 0 0 0\n");
        fault(SIMULATION, "the cell must be periodic");
    }

    @Test
    void theExampleIsRight() throws IOException {
        assumeTrue(Files.exists(Path.of("/usr/share/espresso/pseudo/Si.pbe-rrkj.UPF")));
        LearnInput input = LearnInput.read(Path.of("../potentials/silicon/learn.yaml"));
        assertEquals(5, input.simulations().size());
        assertEquals(5000, input.simulations().get(3).schedule().steps());
    }

    private static double[] worth(double[] spread, double lowest) {
        return Arrays.stream(spread).map(s -> s / lowest).toArray();
    }

    private void fault(String text, String expected) throws IOException {
        Path input = input(text);
        FormatException e = assertThrows(FormatException.class, () -> LearnInput.read(input));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
        assertTrue(e.getMessage().matches("(?s).*learn\\.yaml:\\d+: .*"), e.getMessage());
    }

    private Path input(String text) throws IOException {
        FakePw.input(folder, "zcat " + OUTPUT + "\n", "rattle: {count: 1}");
        return Files.writeString(
                folder.resolve("learn.yaml"),
                "committee: 2\n".repeat(text.contains("committee") ? 0 : 1) + text);
    }

    private Map<String, Object> learn(Path input, String script) throws Exception {
        Path lammps = folder.resolve("lammps.sh");
        Files.writeString(
                lammps,
                "#!/bin/sh\necho run >> " + folder + "/runs\necho \"$@\" > arguments\n" + script);
        assertTrue(lammps.toFile().setExecutable(true));
        return new Learning(LearnInput.read(input), lammps, told::add).run();
    }

    private int calls(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file)).size();
    }
}
