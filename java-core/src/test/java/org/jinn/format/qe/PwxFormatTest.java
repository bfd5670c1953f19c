package org.jinn.format.qe;

import static org.jinn.format.qe.PwxFixtures.accepted;
import static org.jinn.format.qe.PwxFixtures.bytes;
import static org.jinn.format.qe.PwxFixtures.read;
import static org.jinn.format.qe.PwxFixtures.reasons;
import static org.jinn.format.qe.PwxFixtures.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.format.ReadOptions;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Units;
import org.jinn.structure.Voigt;
import org.junit.jupiter.api.Test;

class PwxFormatTest {
    @Test
    void readsAnScf() throws IOException {
        Frame frame = accepted(read(bytes("strain_08"))).get(0);
        assertEquals("Si8", frame.structure().formula());
        assertEquals(-62.96102185 * Units.RYDBERG, frame.labels().energy().getAsDouble(), 1e-9);
        assertEquals(5.476, frame.structure().cell().get(0, 0), 3e-6);
        assertEquals(0.08214, frame.structure().cell().get(0, 1), 3e-6);
        assertEquals(1.389535, frame.structure().position(4, 0), 1e-6);
        assertEquals(0.01030602 * Units.RYDBERG / Units.BOHR, frame.labels().forces()[2], 1e-12);
        assertEquals("pw.x 6.7MaX", frame.info().get("code"));
        assertEquals("20.0000", frame.info().get("ecutwfc_Ry"));
        assertEquals("32", frame.info().get("kpoints"));
        assertEquals("SLA PW PBE PBE", frame.info().get("xc"));
        assertEquals("scf", frame.info().get("calculation"));
        assertEquals(
                "Si.pbe-rrkj.UPF md5:d7f89eb60b7b396f5f4f9eaa825fcfdc",
                frame.info().get("pseudopotential_Si"));
        double internal = Double.parseDouble(frame.info().get("internal_energy_eV"));
        assertEquals(frame.labels().energy().getAsDouble(), internal, 1e-6);
    }

    /**
     * A run of three steps, restarted for three more: its header has the positions of its input.
     */
    @Test
    void aRestartDoesNotBeginWhereItsHeaderSays() throws IOException {
        List<FrameResult> results = read(bytes("restart"));
        assertEquals(6, results.size());
        assertEquals(5, accepted(results).size());
        Rejected first = (Rejected) results.get(3);
        assertTrue(first.reason().startsWith("positions unknown: those that a restarted"));
    }

    @Test
    void dampedDynamicsIsARelaxation() throws IOException {
        String text = text("md");
        assertEquals("md", accepted(read(text)).get(0).info().get("calculation"));
        int at = text.indexOf("     Entering Dynamics:");
        String line = "     Damped Dynamics Calculation\n\n";
        String damped = text.substring(0, at) + line + text.substring(at);
        Frame frame = accepted(read(damped)).get(0);
        assertEquals("relax", frame.info().get("calculation"));
        assertNull(frame.info().get(Frame.TIME));
    }

    @Test
    void forcesFromOutsideAreNotThoseOfElectrons() throws IOException {
        String text = text("strain_08");
        String line = "     External forces energy    =      -0.08500000 Ry\n\n";
        String end = "     convergence has been achieved";
        List<String> reasons = reasons(read(text.replace(end, line + end)));
        assertTrue(reasons.get(0).startsWith("forces from outside"), reasons.toString());
    }

    /** sigma_xy = +0.00020012 Ry/bohr^3: the sheared crystal pulls back. */
    @Test
    void turnsTheSignOfTheStress() throws IOException {
        double[] stress = accepted(read(bytes("strain_08"))).get(0).labels().stress();
        assertEquals(0.00020012 * Units.RYDBERG_PER_BOHR3, stress[5], 1e-12);
        assertEquals(0.00000666 * Units.RYDBERG_PER_BOHR3, stress[2], 1e-12);
        assertEquals(0, stress[3], 1e-12);
    }

    /**
     * The pressure is -dE/dV of the volume scan, up to the change of plane waves (some 0.3 GPa).
     */
    @Test
    void pressureAgreesWithEnergyDifferences() throws IOException {
        Frame small = accepted(read(bytes("volume_05"))).get(0);
        Frame middle = accepted(read(bytes("volume_06"))).get(0);
        Frame large = accepted(read(bytes("volume_07"))).get(0);
        double slope =
                (large.labels().energy().getAsDouble() - small.labels().energy().getAsDouble())
                        / (large.structure().cell().volume() - small.structure().cell().volume());
        double pressure = Voigt.pressure(middle.labels().stress());
        assertEquals(-slope, pressure, 0.5 / Units.EV_PER_A3_IN_GPA);
        assertTrue(Voigt.pressure(small.labels().stress()) > pressure, "compressed: more pressure");
        assertTrue(Voigt.pressure(large.labels().stress()) < pressure, "expanded: less pressure");
    }

    @Test
    void md() throws IOException {
        List<Frame> frames = accepted(read(bytes("md")));
        assertEquals(4, frames.size());
        assertEquals(Element.SI, frames.get(0).structure().species(1));
        assertEquals("md", frames.get(0).info().get("calculation"));
        assertEquals("0.0000", frames.get(0).info().get(Frame.TIME));
        for (int i = 0; i < 4; i++) {
            assertEquals(i + 1, frames.get(i).origin().frame());
        }
        assertLabelsBelongToPositions(frames);
    }

    @Test
    void relax() throws IOException {
        List<Frame> frames = accepted(read(bytes("relax")));
        assertEquals(3, frames.size());
        assertEquals("relax", frames.get(2).info().get("calculation"));
        assertArrayEquals(
                frames.get(0).structure().cell().vectors(),
                frames.get(2).structure().cell().vectors());
        // forces point downhill: nearly all of them is gone at the last positions
        assertTrue(Math.abs(frames.get(2).labels().forces()[0]) < 0.03);
        assertTrue(Math.abs(frames.get(0).labels().forces()[0]) > 0.1);
    }

    @Test
    void variableCellRelaxation() throws IOException {
        List<FrameResult> results = read(bytes("vcrelax"));
        List<Frame> frames = accepted(results);
        assertEquals(4, frames.size());
        assertEquals("vc-relax", frames.get(0).info().get("calculation"));
        assertNotEquals(
                frames.get(1).structure().cell().get(0, 1),
                frames.get(2).structure().cell().get(0, 1));
        Rejected last = (Rejected) results.get(4);
        assertTrue(last.reason().startsWith("last scf of a vc-relax"), last.reason());
        assertEquals(5, last.origin().frame());
    }

    @Test
    void variableCellDynamics() throws IOException {
        List<Frame> frames = accepted(read(bytes("vcmd")));
        assertEquals(4, frames.size());
        assertEquals("vc-md", frames.get(1).info().get("calculation"));
        assertNotEquals(
                frames.get(1).structure().cell().get(0, 1),
                frames.get(2).structure().cell().get(0, 1));
    }

    @Test
    void takesOnlyTheTotalForces() throws IOException {
        Frame verbose = accepted(read(bytes("verbose"))).get(0);
        Frame plain = accepted(read(bytes("relax"))).get(0);
        assertArrayEquals(plain.labels().forces(), verbose.labels().forces(), 2e-5);
    }

    @Test
    void exactExchangeTakesTheLastEnergyAndTheForcesAfterIt() throws IOException {
        List<FrameResult> results = read(bytes("hybrid"));
        assertEquals(1, results.size());
        Frame frame = accepted(results).get(0);
        assertEquals(-15.62050961 * Units.RYDBERG, frame.labels().energy().getAsDouble(), 1e-9);
        String unfinished = text("hybrid").replaceAll("(?m)^!!.*$", "");
        assertEquals(1, reasons(read(unfinished)).size());
    }

    @Test
    void refusesWhatDidNotConverge() throws IOException {
        assertEquals(List.of("scf not converged"), reasons(read(bytes("unconverged"))));
        List<FrameResult> results = read(bytes("mdunconv"));
        assertEquals(4, results.size());
        assertTrue(reasons(results).get(0).startsWith("scf not converged to its threshold"));
        assertTrue(results.get(0) instanceof Rejected && results.get(1) instanceof Rejected);
    }

    @Test
    void refusesBandsAndMissingForces() throws IOException {
        assertTrue(reasons(read(bytes("bands"))).get(0).startsWith("band structure"));
        assertTrue(reasons(read(bytes("noforces"))).get(0).startsWith("forces missing"));
        Frame frame = accepted(read(bytes("noforces"), new ReadOptions(true, List.of()))).get(0);
        assertNull(frame.labels().forces());
        assertTrue(frame.labels().energy().isPresent());
    }

    @Test
    void severalRunsInOneFile() throws IOException {
        List<FrameResult> results =
                read(text("vcrelax") + text("bands") + text("md") + text("strain_08"));
        assertEquals(11, results.size());
        assertEquals(9, accepted(results).size());
        Frame md = accepted(results).get(4);
        Frame alone = accepted(read(bytes("md"))).get(0);
        assertArrayEquals(alone.structure().cell().vectors(), md.structure().cell().vectors(), 0);
        assertArrayEquals(alone.structure().positions(), md.structure().positions(), 0);
    }

    @Test
    void aRunCutOffBeforeAnotherDoesNotLeakIntoIt() throws IOException {
        String cut = text("md").substring(0, text("md").indexOf("atom    2 type  1   force"));
        List<FrameResult> results = read(cut + "\n" + text("strain_08"));
        assertEquals(2, results.size());
        assertTrue(results.get(0) instanceof Rejected);
        assertEquals("Si8", accepted(results).get(0).structure().formula());
    }

    static void assertLabelsBelongToPositions(List<Frame> frames) {
        // dE = -F dx along the trajectory, by the trapezoid rule
        for (int n = 1; n < frames.size(); n++) {
            Frame a = frames.get(n - 1);
            Frame b = frames.get(n);
            double work = 0;
            for (int i = 0; i < a.labels().forces().length; i++) {
                double dx = b.structure().positions()[i] - a.structure().positions()[i];
                work += 0.5 * (a.labels().forces()[i] + b.labels().forces()[i]) * dx;
            }
            double gained = a.labels().energy().getAsDouble() - b.labels().energy().getAsDouble();
            assertEquals(gained, work, 0.02 * gained, "step " + n);
        }
    }
}
