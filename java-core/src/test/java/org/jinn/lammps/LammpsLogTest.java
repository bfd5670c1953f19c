package org.jinn.lammps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LammpsLogTest {
    private static LammpsLog twoRuns() throws Exception {
        return LammpsLog.read(Path.of(LammpsLogTest.class.getResource("two_runs.log").toURI()));
    }

    @Test
    void readsThePerformance() throws Exception {
        LammpsLog.Performance p = twoRuns().runs().get(0).orElseThrow();
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
                                + "Loop time of 2 on 4 procs for 100 steps with 8 atoms\n");
        assertEquals(4, log.performance().orElseThrow().processes());
        assertEquals(Optional.empty(), log.error());
    }

    @Test
    void aRunCutShortHasBegun() {
        String text =
                "Per MPI rank memory allocation (min/avg/max) = 3 | 3 | 3 Mbytes\n"
                        + "   Step          Temp     \n"
                        + "         0   300\n"
                        + "Loop time of 2 on 1 procs for 100 steps with 8 at";
        LammpsLog log = LammpsLog.parse(text);
        assertEquals(1, log.runs().size());
        assertEquals(Optional.empty(), log.performance());
        assertEquals(Optional.empty(), LammpsLog.parse("LAMMPS (2022)\n").performance());
    }
}
