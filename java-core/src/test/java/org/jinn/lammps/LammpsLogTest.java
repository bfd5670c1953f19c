package org.jinn.lammps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LammpsLogTest {
    private static LammpsLog twoRuns() throws Exception {
        return LammpsLog.read(Path.of(LammpsLogTest.class.getResource("two_runs.log").toURI()));
    }

    @Test
    void readsBothThermoStylesOfARealLog() throws Exception {
        LammpsLog log = twoRuns();
        assertEquals(2, log.runs().size());
        LammpsLog.Run table = log.runs().get(0);
        assertEquals(List.of("Step", "Temp", "E_pair", "E_mol", "TotEng", "Press"), table.names());
        assertArrayEquals(new double[] {0, 10, 20}, table.column("Step"));
        assertEquals(2490.6438, table.column("Press")[2]);
        LammpsLog.Run multi = log.runs().get(1);
        assertArrayEquals(new double[] {20, 30}, multi.column("Step"));
        assertArrayEquals(new double[] {93.3039, 158.8654}, multi.column("Temp"));
        assertEquals(14, multi.names().size());
        assertTrue(multi.rows().stream().allMatch(row -> row.length == 14));
    }

    @Test
    void readsThePerformance() throws Exception {
        LammpsLog.Performance p = twoRuns().runs().get(0).performance().orElseThrow();
        assertEquals(0.000701377, p.seconds());
        assertEquals(20, p.steps());
        assertEquals(64, p.atoms());
        assertEquals(1, p.processes());
        assertEquals(93.1, p.cpuUse());
        assertEquals(64 * 20 / 0.000701377, p.atomStepsPerSecond(), 1e-3);
    }

    @Test
    void saysWhyAndWhere() throws Exception {
        assertEquals(
                Optional.of(
                        "Illegal thermo_modify command (at the command: thermo_modify line yaml)"),
                twoRuns().error());
    }

    @Test
    void passesOverWarningsAndOldHeaders() {
        LammpsLog log =
                LammpsLog.parse(
                        "Memory usage per processor = 3 Mbytes\n"
                                + "Step PotEng Volume \n"
                                + "       0   -1.5   100\n"
                                + "WARNING: Bond atoms missing (src/ntopo.cpp:12)\n"
                                + "     100   -1.6   nan\n"
                                + "WARNING: Bond atoms missing (src/ntopo.cpp:12)\n"
                                + "Loop time of 2 on 4 procs for 100 steps with 8 atoms\n");
        assertArrayEquals(new double[] {-1.5, -1.6}, log.runs().get(0).column("PotEng"));
        assertTrue(Double.isNaN(log.runs().get(0).column("Volume")[1]));
        assertEquals(List.of("Bond atoms missing"), log.warnings());
        assertEquals(4, log.runs().get(0).performance().orElseThrow().processes());
        assertEquals(Optional.empty(), log.error());
    }

    @Test
    void keepsTheWholeLinesOfAFileCutShort() {
        String text =
                "Per MPI rank memory allocation (min/avg/max) = 3 | 3 | 3 Mbytes\n"
                        + "   Step          Temp     \n"
                        + "         0   300\n"
                        + "        10   299.5\n"
                        + "        20   29";
        LammpsLog.Run run = LammpsLog.parse(text).runs().get(0);
        assertArrayEquals(new double[] {300, 299.5}, run.column("Temp"));
        assertTrue(run.performance().isEmpty());
    }

    @Test
    void namesTheColumnsThereAre() throws Exception {
        LammpsLog.Run run = twoRuns().runs().get(0);
        Exception e = assertThrows(IllegalArgumentException.class, () -> run.column("Volume"));
        assertTrue(e.getMessage().contains("name=Volume"));
        assertTrue(e.getMessage().contains("TotEng"));
    }
}
