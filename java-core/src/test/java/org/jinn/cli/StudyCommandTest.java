package org.jinn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A small study from end to end, with a shell script in the place of LAMMPS. */
class StudyCommandTest {
    private static final Path QE = Path.of("../potentials/silicon/qe").toAbsolutePath();

    /** A solid of 20 A^3/atom and 100 GPa; a line in 'calls' for each run. */
    private static final String LAMMPS =
            """
            if [ -e in.timing ]; then # runs of 3, 2 and 4 seconds
                for s in 9 3 2 4; do
                    echo 'Per MPI rank memory allocation = 3'
                    echo "Loop time of $s on 1 procs for 1000 steps with 100 atoms"
                done > log.lammps
                exit
            fi
            echo call >> %s/calls
            p=$(awk '/^variable target/ { print $4 }' in.npt)
            n=$(awk '/ atoms$/ { print $1 }' start.data)
            awk -v p=$p -v n=$n 'BEGIN {
                print "# TimeStep v_volume c_thermo_temp c_thermo_press v_target v_atoms"
                for (i = 1; i <= 20; i++)
                    print i * 100, n * 20 * (1 - p / 1e6) + 0.01 * (i %% 5), 300, p, p, n
            }' > volume.dat
            awk 'BEGIN { print "100 320"
                for (i = 1; i <= 320; i++) print i, i * 0.025 - 0.0125, (i > 90), i / 10 }' > rdf.dat
            printf 'Per MPI rank memory allocation = 3\\nStep Temp\\n0 300\\n100 300\\n' > log.lammps
            echo "Loop time of 1 on 1 procs for 1000 steps with $n atoms" >> log.lammps
            """;

    @TempDir Path folder;

    private Path study;
    private String errors = "";

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("lammps.sh"), String.format(LAMMPS, folder));
        Files.writeString(
                folder.resolve("input.yaml"),
                "descriptor: {set: table1-64, cutoff: 5, elements: [Si]}\ndata: {files: ["
                        + frames("volume", 13)
                        + "]}\npreprocessing: {valid_rate: 0.2}\n"
                        + "neural_network: {nodes: 4-4, total_epoch: 3}\n");
        study =
                Files.writeString(
                        folder.resolve("study.yaml"),
                        """
                        train: input.yaml
                        test: [%s]
                        sets: [table1-28, table2-16]
                        seeds: [1, 2]
                        dynamics: {equilibrate: 1, time: 2, pressure_time: 1}
                        structures:
                          crystal: {file: %s, cells: 2x1x1, pressures: [-1, 1], reference: [%s]}
                        output: out
                        run: {jobs: 2, lammps: /bin/sh %s}
                        """
                                .formatted(
                                        frames("rattle", 2),
                                        QE.resolve("volume_06.out.gz"),
                                        QE.resolve("crystal_00.out.gz"),
                                        folder.resolve("lammps.sh")));
    }

    private static String frames(String group, int count) {
        StringBuilder out = new StringBuilder();
        for (int n = 0; n < count; n++) {
            out.append(n > 0 ? ", " : "");
            out.append(QE.resolve(String.format("%s_%02d.out.gz", group, n)));
        }
        return out.toString();
    }

    private int run(String... words) {
        CommandLine line = new CommandLine(new Jinn());
        StringWriter err = new StringWriter();
        line.setOut(new PrintWriter(new StringWriter()));
        line.setErr(new PrintWriter(err));
        int code = Jinn.run(line, words);
        errors = err.toString();
        return code;
    }

    private long calls() throws IOException {
        Path file = folder.resolve("calls");
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    private JsonObject summary(String output) throws IOException {
        Path file = folder.resolve(output).resolve("summary.json");
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    private Path step(String name) {
        return folder.resolve("out/steps").resolve(name);
    }

    private void change(String from, String to) throws IOException {
        Files.writeString(study, Files.readString(study).replace(from, to));
    }

    @Test
    void tellsWhatItFoundAndDoesNothingTwice() throws IOException {
        assertEquals(0, run("study", study.toString()), () -> errors);
        assertEquals(6, calls());
        JsonObject first = summary("out");
        JsonObject set = first.getAsJsonObject("sets").getAsJsonObject("table1-28");
        assertEquals(28, set.get("length").getAsInt());
        assertEquals(24, set.get("angular").getAsInt());
        assertEquals(100, set.get("bulk_modulus_GPa_crystal").getAsDouble(), 1);
        assertEquals(20, set.get("volume_A3_per_atom_crystal").getAsDouble(), 0.01);
        assertTrue(set.get("force_mae_eV_per_A_deviation").getAsDouble() > 0);
        assertEquals(20, set.get("microseconds_per_atom_step").getAsDouble(), 1e-12);
        assertEquals(5, first.getAsJsonArray("conclusions").size());
        String report = Files.readString(folder.resolve("out/report.html"));
        assertTrue(report.contains("figure 6"), "no bulk modulus in the report");
        assertTrue(Files.size(folder.resolve("out/figures/rdf-crystal-table2.png")) > 1000);

        // a step that was killed, one made from something else, and the others as they are
        Path potential = step("table2-16/seed-2/train/potential_saved");
        var written = Files.getLastModifiedTime(potential);
        Files.delete(step("table2-16/seed-1/crystal_1atm/result.json"));
        change("pressure_time: 1", "pressure_time: 3");
        assertEquals(0, run("study", study.toString()), () -> errors);
        assertEquals(6 + 1 + 4, calls());
        assertEquals(written, Files.getLastModifiedTime(potential));
        assertEquals(first.get("conclusions"), summary("out").get("conclusions"));
    }

    @Test
    void whatLammpsSaysIsAResultAndWhatStopsItIsNot() throws IOException {
        change("seeds: [1, 2]", "seeds: [1]");
        Path script = folder.resolve("lammps.sh");
        String good = Files.readString(script);
        Files.writeString(script, "echo no such library >&2; exit 127\n");
        assertEquals(1, run("study", study.toString()));
        assertTrue(errors.contains("no such library"), errors);
        Files.writeString(
                script,
                good
                        + "case $PWD in *table2-16*) sed -i '/Loop/d' log.lammps\n"
                        + "echo 'ERROR: Lost atoms: original 16 current 3 (src/thermo.cpp:1)' >>"
                        + " log.lammps; exit 1 ;; esac\n");
        assertEquals(0, run("study", study.toString()), () -> errors);
        JsonObject set = summary("out").getAsJsonObject("sets").getAsJsonObject("table2-16");
        assertEquals(4, set.getAsJsonArray("failures").size());
        assertTrue(set.get("failures").toString().contains("no bulk modulus of crystal: "));
        assertTrue(set.get("failures").toString().contains("Lost atoms"));
        assertFalse(set.has("bulk_modulus_GPa_crystal"));
        String report = Files.readString(folder.resolve("out/report.html"));
        assertTrue(report.contains("did not survive"));
        assertEquals(0, run("study", study.toString()));
        assertEquals(6, calls(), "a result is not found again");
    }

    /** Volumes that still grow: nothing tells how far off their mean is. */
    @Test
    void runsThatAreTooShortAreTold() throws IOException {
        change("seeds: [1, 2]", "seeds: [1]");
        Path script = folder.resolve("lammps.sh");
        Files.writeString(script, Files.readString(script).replace("0.01 * (i % 5)", "0.01 * i"));
        assertEquals(0, run("study", study.toString()), () -> errors);
        JsonObject set = summary("out").getAsJsonObject("sets").getAsJsonObject("table1-28");
        assertTrue(set.get("failures").toString().contains("likely too small: crystal_1atm, "));
        assertTrue(set.has("bulk_modulus_error_of_fit_GPa_crystal"));
        assertFalse(set.has("bulk_modulus_GPa_crystal_deviation"), "of one seed");
    }

    @Test
    void whatCannotEndWellIsRefusedAtTheStart() throws IOException {
        Files.writeString(
                folder.resolve("oxide.xyz"),
                "2\nLattice=\"9 0 0 0 9 0 0 0 9\" Properties=species:S:1:pos:R:3 energy=-9\n"
                        + "Si 0 0 0\nO 1.6 0 0\n");
        change("test: [", "test: [oxide.xyz, ");
        assertEquals(1, run("study", study.toString()));
        assertTrue(errors.contains("oxide.xyz"), errors);
        assertTrue(errors.contains("elements that are not trained: OSi"), errors);
        change("oxide.xyz, ", "");
        Files.writeString(
                folder.resolve("bare.xyz"),
                "1\nLattice=\"9 0 0 0 9 0 0 0 9\" Properties=species:S:1:pos:R:3 energy=-9\n"
                        + "Si 0 0 0\n");
        String whole = Files.readString(study);
        Files.writeString(study, whole.replaceAll("test: .*", "test: [bare.xyz]"));
        assertEquals(1, run("study", study.toString()));
        assertTrue(errors.contains("must have energies and forces: ["), errors);
        Files.writeString(study, whole.replace("test: [", "test: [" + frames("volume", 2) + ", "));
        assertEquals(1, run("study", study.toString()));
        assertTrue(errors.contains("volume_00.out.gz"), errors);
        assertTrue(errors.contains("must not hold frames that are trained on"), errors);
        assertTrue(errors.contains("frames=2"), errors);
        Files.writeString(study, whole);
        Path input = folder.resolve("input.yaml");
        String free = Files.readString(input);
        Files.writeString(input, free.replace("total_epoch: 3", "total_epoch: 3, max_minutes: 9"));
        assertEquals(1, run("study", study.toString()));
        assertTrue(errors.contains("remove 'max_minutes' there"), errors);
        Files.writeString(input, free);
        change("time: 2, ", "time: 0.9, timestep: 10, ");
        assertEquals(1, run("study", study.toString()));
        assertTrue(errors.contains("study.yaml:5: 'time': "), errors);
        assertEquals(List.of(), listed("out/steps"));
    }

    /** Without structures to simulate; a set of the user's own. */
    @Test
    void quickSaysWhatWasShortened() throws IOException {
        Files.writeString(folder.resolve("mine"), "2 1 0 5 0.1 0 0\n4 1 1 5 0.1 1 1\n");
        Files.writeString(
                study,
                "train: input.yaml\nsets: {mine-2: {Si: mine}, near-16: {set: table2-16,"
                        + " cutoff: 4}}\nseeds: [1, 2, 3]\noutput: out\n");
        assertEquals(0, run("study", study.toString(), "--quick"), () -> errors);
        JsonObject summary = summary("out-quick");
        assertEquals("[\"seeds: 2 instead of 3\"]", summary.get("shortened").toString());
        JsonObject set = summary.getAsJsonObject("sets").getAsJsonObject("mine-2");
        assertEquals(1, set.get("angular").getAsInt());
        assertEquals(5, set.get("cutoff_A").getAsDouble());
        set = summary.getAsJsonObject("sets").getAsJsonObject("near-16");
        assertEquals(4, set.get("cutoff_A").getAsDouble());
        assertEquals(List.of(), listed("out"));
    }

    /** Of a material that no table is for: its own frames in, a ready input out. */
    @Test
    void recommendWritesFunctionsAndAReadyInput() throws IOException {
        Path out = folder.resolve("rec");
        String[] words = {
            "recommend",
            QE.resolve("volume_01.out.gz").toString(),
            "",
            "",
            "",
            "--cutoff",
            "5",
            "--lengths",
            "3,6",
            "--epochs",
            "2",
            "--tolerance",
            "100",
            "-o",
            out.toString()
        };
        for (int n = 0; n < 3; n++) {
            words[n + 2] = QE.resolve("rattle_0" + n + ".out.gz").toString();
        }
        String[] judged = Arrays.copyOf(words, words.length + 2);
        judged[words.length] = "--test";
        judged[words.length + 1] = QE.resolve("rattle_03.out.gz").toString();
        assertEquals(0, run(judged), () -> errors);
        assertEquals(3, Files.readAllLines(out.resolve("params_Si")).size());
        assertEquals(6, Files.readAllLines(out.resolve("sets/selected-6/params_Si")).size());
        Path input = out.resolve("input.yaml");
        Files.writeString(input, Files.readString(input).replace("epoch: 1000", "epoch: 2"));
        assertEquals(0, run("train", input.toString()), () -> errors);
        assertTrue(Files.exists(out.resolve("potential_saved")));
        String mine = Files.readString(input);
        assertEquals(1, run(judged));
        assertTrue(errors.contains("input.yaml: exists already and is another, --force"), errors);
        assertEquals(mine, Files.readString(input));
        String[] force = Arrays.copyOf(judged, judged.length + 1);
        force[judged.length] = "--force";
        assertEquals(0, run(force), () -> errors);
        assertTrue(Files.readString(input).contains("epoch: 1000"));
        Path study = out.resolve("study.yaml");
        Files.writeString(study, Files.readString(study) + "structures: {}\n");
        assertEquals(1, run(judged));
        assertTrue(errors.contains("study.yaml: exists already and is another"), errors);
        Files.delete(study);
        judged[10] = "0";
        assertEquals(1, run(judged));
        assertTrue(errors.contains("epochs=0"), errors);
        judged[10] = "2";
        judged[8] = "3,600";
        assertEquals(1, run(judged));
        assertTrue(errors.contains("there are only 92 candidates"), errors);
        judged[8] = "3,6";
        String[] property = Arrays.copyOf(judged, judged.length + 2);
        property[judged.length] = "--property";
        property[judged.length + 1] = "bulk_modulus";
        assertEquals(1, run(property));
        assertTrue(
                errors.contains("one crystal at four volumes or more, of group 'volume'"), errors);
    }

    @Test
    void faultsAreNamedWithTheirLines() throws IOException {
        for (String[] fault :
                new String[][] {
                    {"train: input.yaml", "", "expected an input.yaml of jinn train"},
                    {"table2-16", "table3-16", "study.yaml:3: 'sets': the set must be one of"},
                    {"seeds", "sedes", "study.yaml:4: 'sedes': unknown key"},
                    {"[1, 2]", "[1, 1]", "study.yaml:4: 'seeds': expected whole numbers"},
                    {"2x1x1", "2x1", "study.yaml:7: 'cells': expected three numbers"},
                    {"[-1, 1]", "[low, 1]", "study.yaml:7: 'pressures': expected GPa from -1000"},
                    {"[-1, 1]", "[2, 2.0]", "study.yaml:7: 'pressures': expected each pressure"},
                    {"[table1-28, table2-16]", "{}", "study.yaml:3: 'sets': expected at least"},
                    {"crystal:", "../up:", "study.yaml:7: '../up': expected a name"}
                }) {
            Path wrong = folder.resolve("study.yaml");
            String text = Files.readString(wrong);
            Files.writeString(wrong, text.replace(fault[0], fault[1]));
            assertEquals(1, run("study", wrong.toString()));
            assertTrue(errors.contains(fault[2]), fault[1] + ": " + errors);
            Files.writeString(wrong, text);
        }
        assertEquals(List.of(), listed("out"));
    }

    private List<Path> listed(String name) throws IOException {
        Path path = folder.resolve(name);
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(path)) {
            return all.toList();
        }
    }
}
