package org.jinn.dft;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jinn.dataset.Dataset;
import org.jinn.format.ReadOptions;
import org.jinn.structure.Cell;
import org.jinn.structure.FormatException;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DftInputTest {
    private static final List<String> GOOD =
            List.of(
                    "structure: {prototype: diamond, element: Si, a: 5.43}",
                    "pseudopotentials: {Si: Si.UPF}",
                    "pseudo_dir: .",
                    "cutoff: 20",
                    "kpoints: {spacing: 0.5}",
                    "system: {nosym: true}",
                    "run: {jobs: 1}",
                    "sets:",
                    "  rattle: {count: 2}");

    @TempDir Path folder;

    @BeforeEach
    void pseudopotential() throws IOException {
        Files.writeString(folder.resolve("Si.UPF"), "");
    }

    /** Lines, counted from one, that are put in the place of good ones, and what is said. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "1; structure: {prototype: fcc, element: Si, a: 4}; 'prototype': expected one of",
                "1; structure: {element: Xx, a: 4}; 'element': not a chemical element: 'Xx'",
                "1; structure: {element: Si}; 'a': expected the lattice constant in angstrom",
                "1; structure: {element: Si, a: 5, b: 5}; 'b': unknown key; the nearest",
                "2; pseudopotentials: {Si: no.UPF}; 'Si': no pseudopotential",
                "2; pseudopotentials: {Si: ../Si.UPF}; 'Si': expected a file name without folder",
                "2; pseudopotentials: {}; 'pseudopotentials': expected one for Si",
                "4; cutof: 20; 'cutof': unknown key; the nearest known one is 'cutoff'",
                "4; cutoff: many; 'cutoff': expected a number from 1.0 to 10000.0, found 'many'",
                "4; cutoff: -20; 'cutoff': expected a number from 1.0",
                "5; kpoints: {spacing: 1, mesh: 1x1x1}; 'kpoints': expected either mesh",
                "5; kpoints: {mesh: 4x4}; 'mesh': expected three numbers such as 2x2x2, found '4x4'",
                "5; kpoints: {mesh: 4x0x4}; 'mesh': expected three numbers",
                "6; system: {ECUTWFC: 30}; 'ECUTWFC': is not to be set here",
                "6; system: {nosym: }; 'nosym': expected a number, a word",
                "6; system: {a: \"x' /\"}; 'a': expected a number, a word, true or false",
                "6; \"system: {'a = 1 /': 2}\"; expected a key of pw.x",
                "6; smearing: {type: cold}; 'type': expected one of [gaussian, mp, mv, fd]",
                "7; run: {launch: pw.x}; 'launch': expected {input} where",
                "7; run: {launch: 'pw.x < {input}'}; 'launch': no shell reads it: expected words",
                "7; run: {jobs: 0}; 'jobs': expected a number from 1.0",
                "7; run: {nice: 1.5}; 'nice': expected a whole number",
                "8; sets: 5; 'sets': expected a mapping",
                "8; \"sets: {a: [\"; not YAML",
                "9; \"  a1: {protocol: rattle}\"; 'a1': the name of a set",
                "9; \"  cold: {count: 2}\"; 'cold': expected protocol: label",
                "9; \"  a: {protocol: melt}\"; 'protocol': expected protocol: label",
                "9; \"  a: {protocol: sample}\"; 'protocol': frames that LAMMPS proposes",
                "9; \"  rattle: {coutn: 2}\"; 'coutn': unknown key; the nearest known one is 'count'",
                "9; \"  rattle: {displacement: [0.1, far]}\"; expected angstrom from 0.0 to 5.0, found 'far'",
                "9; \"  strain: {kinds: [bend]}\"; 'kinds': expected some of [volume",
                "9; \"  strain: {strain: 0, kinds: [shear]}\"; 'strain': no structure comes of it",
                "9; \"  label: {}\"; 'files': expected a file with a structure",
                "9; \"  label: {files: Si.UPF}\"; 'files': ",
                "9; \"  aimd: {time: 1}\"; 'temperature': expected a temperature in K",
                "9; \"  aimd: {temperature: 0, time: 1}\"; 'temperature': expected a number from 1.0",
                "9; \"  aimd: {temperature: 300}\"; 'aimd': expected either time",
                "9; \"  aimd: {temperature: 300, rate: 5}\"; 'aimd': expected either time",
                "9; \"  aimd: {after: melt}\"; 'after': no aimd set above is called melt"
            })
    void faultsAreNamedWithTheirLine(int line, String wrong, String sentence) throws Exception {
        List<String> lines = new ArrayList<>(GOOD);
        lines.set(line - 1, wrong);
        if (line == 8) {
            lines.remove(8);
        }
        Path file = Files.write(folder.resolve("dft.yaml"), lines);
        FormatException e = assertThrows(FormatException.class, () -> DftInput.read(file));
        assertTrue(e.getMessage().startsWith(file + ":" + line + ": "), e.getMessage());
        assertTrue(e.getMessage().contains(sentence), e.getMessage());
    }

    @Test
    void whatIsReadIsWhatPwxGets() throws Exception {
        List<String> lines = new ArrayList<>(GOOD);
        lines.set(5, "system: {nosym: True, nspin: 2, input_dft: pbe, x: 1d-3, Hubbard_U(1): 2}");
        Path file = folder.resolve("dft.yaml");
        lines.set(6, "run: {nice: 5, launch: './mypw.sh -in {input}'}");
        lines.add(
                "  melt: {protocol: aimd, temperature: 900, to: 300, rate: 1000, every: 1, dt: 3}");
        Files.write(file, lines);
        DftInput input = DftInput.read(file);
        assertEquals(
                Map.of(
                        "nosym", ".True.",
                        "nspin", "2",
                        "input_dft", "'pbe'",
                        "x", "1d-3",
                        "Hubbard_U(1)", "2"),
                input.system());
        assertEquals(
                List.of(
                        "nice",
                        "-n",
                        "5",
                        folder.resolve("./mypw.sh").toString(),
                        "-in",
                        "{input}"),
                input.launch());
        assertEquals(1, jobs("mpirun -np 2 pw.x -in {input}"));
        assertEquals(Runtime.getRuntime().availableProcessors(), jobs("pw.x -in {input}"));
        Dynamics md = input.dynamics().get(0);
        assertEquals(200, md.steps()); // 600 K at 1000 K/ps in steps of 3 fs
        assertEquals(600, md.temperature(100));
        assertEquals(1, md.schedule().every()); // not none
    }

    /** Of commands that start several processes, one at a time. */
    private int jobs(String launch) throws IOException {
        List<String> lines = new ArrayList<>(GOOD);
        lines.set(6, "run: {launch: '" + launch + "'}");
        return read(lines).jobs();
    }

    private DftInput read(List<String> lines) throws IOException {
        return DftInput.read(Files.write(folder.resolve("other.yaml"), lines));
    }

    @Test
    void noSmearingInAnyWords() throws Exception {
        for (String word : List.of("none", "None", "NONE")) {
            List<String> lines = new ArrayList<>(GOOD);
            lines.add("smearing: " + word);
            assertEquals(null, read(lines).smearing());
        }
    }

    /** A cutoff of the density that is given keeps its ratio to that of the wave functions. */
    @Test
    void bothCutoffsGrow() throws Exception {
        List<String> lines = new ArrayList<>(GOOD);
        lines.set(5, "system: {EcutRho: 160.0d0, ecutfock: 40, nosym: true}");
        DftInput input = read(lines);
        DftInput other = input.with(30, input.kmesh(), folder, List.of());
        assertEquals("240.0", other.system().get("ecutrho"));
        assertEquals("60.0", other.system().get("ecutfock"));
        assertEquals(Set.of("ecutrho", "ecutfock", "nosym"), other.system().keySet());
        assertEquals(".true.", other.system().get("nosym"));
    }

    /** Structures that come later are labelled by the settings alone. */
    @Test
    void theSetsMayBeOfFilesThatAreGone() throws Exception {
        List<String> lines = new ArrayList<>(GOOD);
        lines.set(8, "  given: {protocol: label, files: [gone.dump]}");
        Path file = Files.write(folder.resolve("dft.yaml"), lines);
        assertEquals(List.of(), DftInput.settings(file).batches());
        assertThrows(NoSuchFileException.class, () -> DftInput.read(file));
    }

    /** Hubbard_U(1) must be of the same element in every frame. */
    @Test
    void speciesHaveTheNumbersOfTheInput() throws Exception {
        for (String name : List.of("Ni.UPF", "O.UPF")) {
            Files.writeString(folder.resolve(name), name);
        }
        Files.writeString(
                folder.resolve("o.xyz"),
                "1\nLattice=\"9 0 0 0 9 0 0 0 9\" Properties=species:S:1:pos:R:3\nO 0 0 0\n");
        List<String> lines = new ArrayList<>(GOOD);
        lines.set(0, "structure: {file: o.xyz}");
        lines.set(1, "pseudopotentials: {Ni: Ni.UPF, O: O.UPF}");
        lines.set(5, "system: {Hubbard_U(1): 6}");
        String text = text(read(lines));
        assertTrue(text.contains("ntyp = 2\n"), text);
        assertTrue(text.contains("ATOMIC_SPECIES\n Ni 58.6934 Ni.UPF\n O 15.999 O.UPF\n"), text);
        lines.set(5, "system: {nspin: 2}");
        text = text(read(lines));
        assertTrue(text.contains("ntyp = 1\n"), text);
        assertTrue(text.contains("ATOMIC_SPECIES\n O 15.999 O.UPF\nCELL"), text);
        // the sum that md5sum prints
        assertTrue(text.startsWith("! O.UPF md5 0acf320cd68b962baecdb2347c41bbb2\n"), text);
    }

    /** Rydberg atomic units: a step of 0.048377687 fs, a bohr of 0.529177211 A. */
    @Test
    void dynamicsIsInUnitsOfPwx() throws Exception {
        Files.writeString(
                folder.resolve("skew.xyz"),
                "2\nLattice=\"4 0.5 0 -1 5 0.25 0 0.125 6\" Properties=species:S:1:pos:R:3\n"
                        + "Si 0 0.1 0.2\nSi 1.5 2 2.5\n");
        List<String> lines = new ArrayList<>(GOOD);
        lines.set(0, "structure: {file: skew.xyz}");
        DftInput input = read(lines);
        Structure structure = input.batches().get(0).structures().get(0);
        double[] velocities = {0.01, 0, -0.02, 0, 0.5, 0};
        String text =
                PwInputWriter.text(
                        input,
                        structure,
                        new int[] {2, 2, 2},
                        PwInputWriter.Care.USUAL,
                        velocities,
                        7,
                        1);
        assertEquals(
                20.670687, // 1 / 0.048377687
                Double.parseDouble(text.replaceFirst("(?s).*\\bdt = (\\S+).*", "$1")),
                1e-6);
        String rows = text.substring(text.indexOf("ATOMIC_VELOCITIES a.u"));
        String[] first = rows.lines().skip(1).findFirst().orElseThrow().strip().split(" +");
        assertEquals(
                0.000914206, Double.parseDouble(first[1]), 1e-8); // 0.01 * 0.0483777 / 0.529177
        assertEquals(-0.001828412, Double.parseDouble(first[3]), 1e-8);
        Path written = Files.writeString(folder.resolve("pw.in"), text);
        Structure back =
                Dataset.read(List.of(written), new ReadOptions(false, List.of()))
                        .frames()
                        .get(0)
                        .structure();
        assertArrayEquals(structure.cell().vectors(), back.cell().vectors(), 1e-9);
        assertArrayEquals(structure.positions(), back.positions(), 1e-9);
    }

    private static String text(DftInput input) {
        return PwInputWriter.text(
                input,
                input.batches().get(0).structures().get(0),
                new int[] {1, 1, 1},
                PwInputWriter.Care.USUAL);
    }

    /** Its last frame is calculated with other plane waves and refused; the structure is good. */
    @Test
    void theLastStructureOfARelaxation() throws Exception {
        Path relaxed =
                Path.of("src/test/resources/org/jinn/format/qe/vcrelax.out.gz").toAbsolutePath();
        List<String> lines = new ArrayList<>(GOOD);
        lines.set(0, "structure: {file: " + relaxed + "}");
        assertEquals(2, read(lines).batches().get(0).structures().size());
        lines.set(8, "  given: {protocol: label, files: " + relaxed + "}");
        FormatException e = assertThrows(FormatException.class, () -> read(lines));
        assertTrue(e.getMessage().contains("(jinn convert makes a file"), e.getMessage());
    }

    /** 4x4x4 of a cubic cell of 5 angstrom, for cells of other lengths. */
    @ParameterizedTest
    @CsvSource({"5, 4", "10, 2", "15, 2", "20, 1", "4.8, 4", "4.4, 5", "2.5, 8", "40, 1"})
    void aMeshIsAsDenseInOtherCells(double length, int points) {
        KMesh mesh = new KMesh(new int[] {4, 4, 4}, Cell.of(5, 0, 0, 0, 5, 0, 0, 0, 5), 0, true);
        Cell other = Cell.of(length, 0, 0, 0, 5, 0, 0, 0, 5);
        assertArrayEquals(new int[] {points, 4, 4}, mesh.points(other));
    }
}
