package org.jinn.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jinn.analysis.RdfFile;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MolecularDynamicsTest {
    private static final double[] CUBE = {5, 0, 0, 0, 5, 0, 0, 0, 5};

    @TempDir private Path folder;

    /** As LAMMPS has the cell, whatever way its vectors point. */
    @ParameterizedTest
    @CsvSource({
        "iso, 5 0 0 0 5 0 0 0 5",
        "iso, 0 5 0 0 0 5 5 0 0",
        "aniso, 0 5 0 0 0 6 7 0 0",
        "tri, 0 2.7 2.7 2.7 0 2.7 2.7 2.7 0",
        "tri, 5 0 0 1 5 0 0 0 5"
    })
    void theBarostatFollowsTheCell(String coupling, String vectors) {
        double[] h =
                java.util.Arrays.stream(vectors.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
        assertEquals(coupling, NptScript.coupling(one(h)));
    }

    private static Structure one(double... h) {
        return new Structure(Cell.of(h), new Element[] {Element.SI}, new double[3]);
    }

    /** A LAMMPS that does what a line of {@code sh} says, with the script's name in $2. */
    private StepResult simulate(double picoseconds, String line) throws Exception {
        Path lammps = folder.resolve("lammps");
        Files.writeString(lammps, "#!/bin/sh\n" + line + "\n");
        lammps.toFile().setExecutable(true);
        Path home = Files.createDirectories(folder.resolve("run"));
        var md = new StudyInput.Dynamics(300, 1, 5, picoseconds, 10, 1);
        var start =
                new StudyInput.Start(
                        "solid",
                        one(CUBE),
                        new int[] {1, 1, 1},
                        List.of(),
                        List.of(),
                        NptScript.AUTO);
        Step training = new Step("set/seed-1/train", "", List.of(), 1, null);
        return MolecularDynamics.step(
                        training,
                        new int[] {4, 0},
                        md,
                        start,
                        NptScript.ATMOSPHERE,
                        1,
                        List.of(lammps.toString()))
                .work()
                .run(home, share -> assertTrue(share >= 0 && share <= 1, "share=" + share));
    }

    /** Writes what the scripts ask for: volumes that tell the part, and a g(r) that does. */
    private static final String WORKS =
            """
            echo $2 >>ran
            n=$(grep -o 'volume[_0-9]*.dat' $2 | tr -dc 0-9)
            echo "# TimeStep v_volume c_thermo_temp c_thermo_press v_target v_atoms" >$(grep -o 'volume[_0-9]*.dat' $2)
            echo "100 12${n:-0} 300 0 1.01325 1" >>$(grep -o 'volume[_0-9]*.dat' $2)
            printf "50 2\\n1 1 ${n:-0} 0\\n2 2 ${n:-0} 0\\n" >$(grep -o 'rdf[_0-9]*.dat' $2)
            grep -q write_restart $2 && echo state of part $n >left.restart
            echo 'LAMMPS (x)' >log.lammps
            if grep -q read_restart $2; then grep -q "part $((n - 1))" $(grep read_restart $2 | cut -d' ' -f2); fi
            """;

    @Test
    void aShortRunIsOnePart() throws Exception {
        StepResult result = simulate(50, WORKS);
        assertEquals(120, result.get(MolecularDynamics.VOLUME));
        assertEquals("in.npt\n", Files.readString(folder.resolve("run/ran")));
    }

    @Test
    void aLongRunGoesOnWithThePartInWhichItWasKilled() throws Exception {
        String killed = WORKS + "\n[ $2 = in_3.npt ] && exit 137; exit 0";
        IOException e = assertThrows(IOException.class, () -> simulate(200, killed));
        assertTrue(e.getMessage().contains("137"), e.getMessage());
        StepResult result = simulate(200, WORKS);
        assertEquals(
                "in_1.npt\nin_2.npt\nin_3.npt\nin_3.npt\nin_4.npt\n",
                Files.readString(folder.resolve("run/ran")));
        // 121, 122, 123, 124 in four parts
        assertEquals(122.5, result.get(MolecularDynamics.VOLUME));
        assertEquals(4, RdfFile.read(folder.resolve("run/rdf.dat"), 1).size());
    }

    @Test
    void thePartsTogetherAreTheRun() {
        for (double time : new double[] {0.5, 49.95, 50, 50.05, 99.9, 1000, 1234.56}) {
            var md = new StudyInput.Dynamics(300, 1, 5, time, 10, 1);
            NptScript script =
                    new NptScript(one(CUBE), NptScript.AUTO, md, NptScript.ATMOSPHERE, 1);
            assertTrue(script.text(1).contains("300 300 0.1 iso "));
            NptScript free = new NptScript(one(CUBE), "tri", md, NptScript.ATMOSPHERE, 1);
            assertTrue(free.text(1).contains("300 300 0.1 tri "));
            NptScript pressed = new NptScript(one(CUBE), NptScript.AUTO, md, -1.5, 1);
            assertTrue(
                    pressed.text(1)
                            .contains("fix npt all npt temp 300 300 0.1 iso -15000 -15000 1\n"));
            long steps = 0;
            for (int part = 1; part <= script.parts(); part++) {
                long run =
                        script.text(part)
                                .lines()
                                .filter(l -> l.startsWith("run "))
                                .mapToLong(l -> Long.parseLong(l.substring(4)))
                                .reduce(0, (a, b) -> b);
                assertTrue(run > 0 && run <= 50_000 && (part == script.parts() || run % 100 == 0));
                steps += run;
            }
            assertEquals(Math.round(1000 * time), steps);
        }
    }
}
