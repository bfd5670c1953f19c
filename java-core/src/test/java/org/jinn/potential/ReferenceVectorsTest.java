package org.jinn.potential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jinn.kernel.Kernels;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Labels;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One potential on three configurations, as SIMPLE-NN's pair_nn and n2p2's pair_hdnnp evaluated
 * them in LAMMPS.
 */
class ReferenceVectorsTest {
    private static final Path HERE = Path.of("src/test/resources/reference-vectors");

    @TempDir Path target;

    @ParameterizedTest
    @CsvSource({
        "si64_rand, nn, false",
        "si64_rand, nn, true",
        "si64_rand, hdnnp, false",
        "si64_rand, hdnnp, true",
        "si64_tri, nn, false",
        "si64_tri, nn, true",
        "si64_tri, hdnnp, false",
        "si64_tri, hdnnp, true",
        "si216_liq, nn, false",
        "si216_liq, nn, true",
        "si216_liq, hdnnp, false",
        "si216_liq, hdnnp, true"
    })
    void agreesWithBothCodes(String config, String code, boolean plain) throws IOException {
        check(
                new Evaluator(
                        PotentialFile.read(HERE.resolve("b64w.potential_saved")),
                        plain ? Kernels.scalar() : Kernels.best()),
                config,
                code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"si64_rand", "si64_tri", "si216_liq"})
    void everyFormOfFileGivesTheSame(String config) throws IOException {
        Path folder = HERE.resolve("b64w.n2p2");
        check(new Evaluator(PotentialFile.read(folder)), config, "hdnnp");
        Path saved = target.resolve("potential_saved");
        PotentialFile.write(saved, PotentialFile.read(folder));
        check(new Evaluator(PotentialFile.read(saved)), config, "hdnnp");
        Path other = target.resolve("n2p2");
        PotentialFile.write(
                other,
                PotentialFile.read(HERE.resolve("b64w.potential_saved")),
                PotentialFile.N2P2);
        check(new Evaluator(PotentialFile.read(other)), config, "nn");
    }

    private static void check(Evaluator evaluator, String config, String code) throws IOException {
        List<String> dump = Files.readAllLines(HERE.resolve(config + "." + code + ".forces"));
        Structure structure = structure(dump);
        int n = structure.size();

        Labels labels = evaluator.evaluate(structure);

        double[] ev = number(Files.readAllLines(HERE.resolve(config + "." + code + ".ev")).get(0));
        assertEquals(ev[0], labels.energy().getAsDouble(), 1e-10 * n);
        double largest = 0;
        for (int a = 0; a < n; a++) {
            double[] row = number(dump.get(9 + a));
            for (int k = 0; k < 3; k++) {
                largest = Math.max(largest, Math.abs(row[4 + k] - labels.forces()[3 * a + k]));
            }
        }
        assertEquals(0, largest, 1e-10);
        double[] virial =
                number(
                        Files.readAllLines(HERE.resolve(config + "." + code + ".ev")).stream()
                                .filter(l -> l.contains("virial_sum"))
                                .findFirst()
                                .orElseThrow()
                                .replaceFirst(".*yz", ""));
        int[] lammpsOrder = {0, 1, 2, 5, 4, 3};
        for (int v = 0; v < 6; v++) {
            assertEquals(
                    virial[v],
                    -labels.stress()[lammpsOrder[v]] * structure.cell().volume(),
                    1e-10 * n);
        }
    }

    private static Structure structure(List<String> dump) {
        double[] b0 = number(dump.get(5));
        double[] b1 = number(dump.get(6));
        double[] b2 = number(dump.get(7));
        double xy = b0.length > 2 ? b0[2] : 0;
        double xz = b0.length > 2 ? b1[2] : 0;
        double yz = b0.length > 2 ? b2[2] : 0;
        double lx = b0[1] - b0[0];
        lx -= Math.max(0, Math.max(xy, Math.max(xz, xy + xz)));
        lx += Math.min(0, Math.min(xy, Math.min(xz, xy + xz)));
        double ly = b1[1] - b1[0] - Math.abs(yz);
        Cell cell = Cell.of(lx, 0, 0, xy, ly, 0, xz, yz, b2[1] - b2[0]);
        int n = Integer.parseInt(dump.get(3));
        double[] x = new double[3 * n];
        for (int a = 0; a < n; a++) {
            double[] row = number(dump.get(9 + a));
            System.arraycopy(row, 1, x, 3 * a, 3);
        }
        Element[] species = new Element[n];
        Arrays.fill(species, Element.SI);
        return new Structure(cell, species, x);
    }

    /** The numbers among the words of a line. */
    private static double[] number(String line) {
        return Arrays.stream(line.trim().split("\\s+"))
                .filter(w -> w.matches("[-+0-9.eE]*[0-9][-+0-9.eE]*"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
