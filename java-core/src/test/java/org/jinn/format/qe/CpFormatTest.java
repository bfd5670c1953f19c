package org.jinn.format.qe;

import static org.jinn.format.Reading.accepted;
import static org.jinn.format.Reading.reasons;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jinn.format.Formats;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameStream;
import org.jinn.format.Lines;
import org.jinn.format.ReadOptions;
import org.jinn.format.StructureFormat;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Units;
import org.jinn.structure.Voigt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four steps of cp.x 6.7: eight silicon atoms of two species, mixed, in a sheared cell. */
class CpFormatTest {
    private static final List<String> ENDINGS = List.of("pos", "for", "cel", "evp", "str", "vel");

    @TempDir Path folder;

    @BeforeEach
    void copy() throws IOException {
        for (String ending : ENDINGS) {
            copy("si." + ending);
        }
        copy("si.in");
        copy("si.out");
    }

    private void copy(String name) throws IOException {
        try (InputStream in = CpFormatTest.class.getResourceAsStream("cp/" + name)) {
            Files.copy(in, folder.resolve(name));
        }
    }

    private List<FrameResult> read() throws IOException {
        List<FrameResult> results = new ArrayList<>();
        Path file = folder.resolve("si.pos");
        Optional<StructureFormat> format = Formats.detect(file);
        if (format.isEmpty()) {
            return results;
        }
        try (FrameStream in = format.get().read(Lines.open(file), ReadOptions.DEFAULT)) {
            in.forEachRemaining(results::add);
        }
        return results;
    }

    private void change(String name, String from, String to) throws IOException {
        Path file = folder.resolve(name);
        String text = Files.readString(file);
        assertTrue(text.contains(from), from);
        Files.writeString(file, text.replace(from, to));
    }

    /** Verlet's algorithm: x(3) - 2 x(2) + x(1) = dt^2 F(2)/m, which needs all units right. */
    @Test
    void newtonHolds() throws IOException {
        List<Frame> frames = accepted(read());
        assertEquals(4, frames.size());
        double dt = 5 * 2.4188843265857e-2; // femtoseconds
        double mass = 28.085 * 103.642697; // eV fs^2/angstrom^2
        double largest = 0;
        for (int i = 0; i < 24; i++) {
            double bend =
                    frames.get(2).structure().positions()[i]
                            - 2 * frames.get(1).structure().positions()[i]
                            + frames.get(0).structure().positions()[i];
            double kick = dt * dt * frames.get(1).labels().forces()[i] / mass;
            assertEquals(bend, kick, 2e-7, "coordinate " + i);
            largest = Math.max(largest, Math.abs(bend));
        }
        assertTrue(largest > 5e-6, "the test must have something to see: " + largest);
    }

    @Test
    void cellIsTheInputsAndStressLosesTheIonsMotion() throws IOException {
        Frame frame = accepted(read()).get(0);
        assertEquals(0.20, frame.structure().cell().get(0, 1), 1e-6);
        assertEquals(0.15, frame.structure().cell().get(2, 0), 1e-6);
        assertEquals("1", frame.info().get("step"));
        // the printed pressure less N k T/V at the printed temperature
        String[] evp = Files.readAllLines(folder.resolve("si.evp")).get(1).strip().split("\\s+");
        double kelvin = Double.parseDouble(evp[4]);
        double volume = frame.structure().cell().volume();
        double motion = 8 * Units.BOLTZMANN * kelvin / volume * Units.EV_PER_A3_IN_GPA;
        double pressure = Voigt.pressure(frame.labels().stress()) * Units.EV_PER_A3_IN_GPA;
        assertEquals(Double.parseDouble(evp[10]) - motion, pressure, 0.02 * motion);
        assertTrue(motion > 1, "hot enough to see: " + motion);
        Files.delete(folder.resolve("si.vel"));
        assertNull(accepted(read()).get(0).labels().stress());
    }

    @Test
    void orderOfAtomsIsThatOfTheVersion() throws IOException {
        change("si.in", " Si1 28.085", " Ge1 28.085");
        change("si.in", "\n Si1 ", "\n Ge1 ");
        assertEquals(Element.SI, accepted(read()).get(0).structure().species(0));
        assertEquals(Element.GE, accepted(read()).get(0).structure().species(1));
        change("si.out", "v.6.7", "v.6.5");
        assertEquals(Element.GE, accepted(read()).get(0).structure().species(0));
        assertEquals(Element.GE, accepted(read()).get(0).structure().species(3));
        Files.delete(folder.resolve("si.out"));
        assertTrue(reasons(read()).get(0).startsWith("order of atoms unknown"));
        change("si.in", "Ge1 28.085", "Si1 28.085");
        change("si.in", "\n Ge1 ", "\n Si2 ");
        assertEquals(4, accepted(read()).size(), "one species: any version has the same order");
    }

    /** As cp.x 5 wrote it, and as it writes it where electrons are minimised in every step. */
    @Test
    void columnsOfTheEnergiesHaveNames() throws IOException {
        List<Frame> now = accepted(read());
        Path file = folder.resolve("si.evp");
        List<String> rows = Files.readAllLines(file);
        for (boolean old : new boolean[] {true, false}) {
            List<String> other = new ArrayList<>();
            other.add(old ? "# nfi ekinc etot time(ps)" : "# nfi time(ps) etot");
            for (String row : rows.subList(1, rows.size())) {
                String[] w = row.strip().split("\\s+");
                other.add(
                        old
                                ? String.join(" ", w[0], w[2], w[5], w[1])
                                : String.join(" ", w[0], w[1], w[5]));
            }
            Files.write(file, other);
            List<Frame> frames = accepted(read());
            assertEquals(4, frames.size());
            assertEquals(now.get(3).labels().energy(), frames.get(3).labels().energy());
            assertEquals(now.get(3).info().get(Frame.TIME), frames.get(3).info().get(Frame.TIME));
            assertEquals(old, frames.get(3).info().containsKey("ekinc_eV"));
        }
    }

    /** 8 atoms with 0.04 Ha of the electrons' motion. */
    @Test
    void electronsOnTheirWayToTheGroundStateAreRefused() throws IOException {
        Path file = folder.resolve("si.evp");
        Files.writeString(file, Files.readString(file).replaceFirst("4\\.669307E-05", "4.0E-02"));
        List<String> reasons = reasons(read());
        assertEquals(1, reasons.size());
        assertTrue(reasons.get(0).endsWith("kinetic energy is 0.14 eV/atom"), reasons.get(0));
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        change("si.for", "       2   ", "       7   ");
        assertEquals(
                List.of("no forces of step 2 in the .for file"), reasons(read()).subList(0, 1));
        Files.delete(folder.resolve("si.evp"));
        assertTrue(reasons(read()).get(0).startsWith("energies unknown"));
        Files.delete(folder.resolve("si.in"));
        assertTrue(reasons(read()).get(0).startsWith("species unknown"));
    }

    @Test
    void cutOffFilesGiveTheStepsBefore() throws IOException {
        List<Frame> whole = accepted(read());
        for (String ending : ENDINGS) {
            Path file = folder.resolve("si." + ending);
            byte[] bytes = Files.readAllBytes(file);
            for (int end = 0; end < bytes.length; end += 1009) {
                Files.write(file, Arrays.copyOf(bytes, end));
                List<Frame> some = accepted(read());
                for (int i = 0; i < some.size(); i++) {
                    assertArrayEquals(
                            whole.get(i).labels().forces(), some.get(i).labels().forces());
                    assertEquals(whole.get(i).labels().energy(), some.get(i).labels().energy());
                }
            }
            Files.write(file, bytes);
        }
    }

    @Test
    void damagedFilesGiveFramesOrRefusals() throws IOException {
        Random random = new Random(5);
        for (int n = 0; n < 90; n++) {
            Path file = folder.resolve("si." + ENDINGS.get(n % ENDINGS.size()));
            byte[] whole = Files.readAllBytes(file);
            byte[] bytes = whole.clone();
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                bytes[random.nextInt(bytes.length)] =
                        (byte) "0123456789.-+*eE \n#x".charAt(random.nextInt(20));
            }
            Files.write(file, bytes);
            if (Formats.detect(folder.resolve("si.pos")).isPresent()) {
                assertTrue(read().size() > 0);
            }
            Files.write(file, whole);
        }
    }
}
