package org.jinn.dft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jinn.system.Listener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a shell script in the place of pw.x, whose energies, forces and stress are shifted. */
class ConvergenceTest {
    private static final Path OUTPUT =
            Path.of("src/test/resources/org/jinn/format/qe/crystal_00.out.gz").toAbsolutePath();
    private static final double RYDBERG = 13.605693122994; // eV, CODATA 2018
    private static final double BOHR = 0.529177210903; // angstrom, CODATA 2018

    /** Below 40 Ry: all energies are 0.064 Ry higher, that of the second frame by 0.064 more. */
    private static final String SHIFTED =
            """
            grep -q 'ecutwfc = 40' pw.in && e=0 f=0 s=0 || e=0.064 f=0.002 s=0.0001
            [ "${PWD##*_}" = 0002 ] && e=$(awk "BEGIN {print 2 * $e}")
            zcat OUTPUT | awk -v e=$e -v f=$f -v s=$s '
              /^!/ {sub(/-?[0-9.]+ Ry/, sprintf("%.8f Ry", $5 + e))}
              /^ +atom .* force =/ {f1 = substr($0, 1, index($0, "=")) \
                sprintf(" %.8f %.8f %.8f", $7 + f, $8 + f, $9 - f); $0 = f1}
              rows > 0 {rows--; $0 = sprintf("%.8f %.8f %.8f 0 0 0", $1 + s, $2 + s, $3 + s)}
              /total   stress/ {rows = 3}
              {print}'
            """;

    @TempDir Path folder;

    @Test
    void errorsAreAgainstTheDensest() throws Exception {
        List<Convergence.Row> rows = converge(SHIFTED, "rattle: {count: 2}");
        assertEquals(9, rows.size());
        Convergence.Row own = rows.get(1);
        assertEquals("cutoff 20 Ry", own.setting());
        int atoms = 64;
        double e = 1e3 * 0.064 * RYDBERG / atoms;
        assertEquals(e * Math.sqrt((1 + 4) / 2.0), own.energy(), 1e-4);
        assertEquals(e / 2, own.relativeEnergy(), 1e-4); // 1 and 2 about their mean
        assertEquals(0.002 * RYDBERG / BOHR, own.force(), 1e-6);
        // 0.0001 Ry/bohr3 is 1.471 GPa
        assertEquals(1e-4 * RYDBERG / Math.pow(BOHR, 3) * 160.2176634, own.stress(), 1e-4);
        assertEquals(
                new Convergence.Row("cutoff 40 Ry", 0, 0, 0.0, 0.0), rows.get(4), rows.toString());
        assertEquals("k-points x 1, 3x3x3", rows.get(6).setting());
        assertEquals(0, rows.get(6).energy());
        // 5 cutoffs and 4 densities, of which one is both, of two frames
        assertEquals(16, Files.readAllLines(folder.resolve("calls")).size());
    }

    @Test
    void withoutStressThereIsNoErrorOfIt() throws Exception {
        String without = "zcat OUTPUT | sed '/total   stress/,+3d'\n";
        assertNull(converge(without, "rattle: {count: 1}").get(0).stress());
    }

    /** One point cannot be halved: what is no denser than another is no row of its own. */
    @Test
    void meshesThatAreTheSameAreComparedOnce() throws Exception {
        List<Convergence.Row> rows = converge("zcat OUTPUT\n", "rattle: {count: 1, cell: 4x4x4}");
        assertEquals(
                List.of("k-points x 1, 1x1x1", "k-points x 2, 2x2x2"),
                rows.subList(5, rows.size()).stream().map(Convergence.Row::setting).toList());
        rows =
                converge(
                        "zcat OUTPUT\n",
                        "large: {protocol: rattle, count: 1, cell: 7x7x7}"); // 38 A
        assertEquals(
                List.of("k-points x 1, 1x1x1", "k-points x 4, 2x2x2"),
                rows.subList(5, rows.size()).stream().map(Convergence.Row::setting).toList());
        assertNull(rows.get(0).relativeEnergy(), "one frame has no shift in common with others");
    }

    /** Frames of sets that the input no longer has are not compared. */
    @Test
    void whatOtherInputsLeftIsNotTaken() throws Exception {
        String extraIsHigher =
                "zcat OUTPUT | awk -v extra=${PWD##*/extra} '/^!/ && extra != ENVIRON[\"PWD\"]"
                        + " {sub(/-?[0-9.]+ Ry/, sprintf(\"%.8f Ry\", $5 + 1))} {print}'\n";
        List<Convergence.Row> both =
                converge(
                        extraIsHigher, "{rattle: {count: 1}, extra: {protocol: rattle, count: 1}}");
        assertEquals(0, both.get(0).energy());
        Path densest = folder.resolve("dft/converge/cutoff_40.0_k_1.0/frames/extra");
        Files.delete(densest.resolve("extra_0001.out.gz"));
        assertEquals(0, converge("exit 1\n", "rattle: {count: 1}").get(0).energy());
    }

    @Test
    void withoutAllFramesNothingIsCompared() {
        IOException e =
                assertThrows(IOException.class, () -> converge("exit 1\n", "rattle: {count: 1}"));
        assertTrue(e.getMessage().contains("not all frames could be labelled"), e.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> converge("exit 1\n", "aimd: {temperature: 300, time: 1}"));
    }

    private List<Convergence.Row> converge(String script, String sets) throws Exception {
        Path file = FakePw.input(folder, script.replace("OUTPUT", OUTPUT.toString()), sets);
        Listener silent =
                new Listener() {
                    @Override
                    public void tell(String sentence) {}

                    @Override
                    public void at(String message, double share) {}
                };
        return new Convergence(DftInput.read(file), silent).run();
    }
}
