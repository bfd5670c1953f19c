package org.jinn.format.qe;

import static org.jinn.format.Reading.accepted;
import static org.jinn.format.Reading.reasons;
import static org.jinn.format.Reading.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jinn.format.FrameResult;
import org.jinn.format.ReadOptions;
import org.jinn.format.Reading;
import org.jinn.structure.Frame;
import org.jinn.structure.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the text output of the same runs of pw.x 6.7: a sheared cell, so every sign shows. */
class PwXmlFormatTest {
    private static final PwXmlFormat FORMAT = new PwXmlFormat();

    @ParameterizedTest
    @ValueSource(strings = {"scf", "md", "vcmd", "vcfinal", "smear"})
    void saysWhatTheTextSays(String run) throws IOException {
        List<FrameResult> xml = Reading.read(FORMAT, text("qe/xml/" + run + ".xml"));
        List<FrameResult> out = Reading.read(new PwxFormat(), text("qe/xml/" + run + ".out"));
        assertEquals(reasons(out), reasons(xml));
        List<Frame> frames = accepted(xml);
        assertEquals(accepted(out).size(), frames.size());
        for (int n = 0; n < frames.size(); n++) {
            Frame a = accepted(out).get(n);
            Frame b = frames.get(n);
            String where = run + " frame " + (n + 1);
            assertArrayEquals(
                    a.structure().cell().vectors(), b.structure().cell().vectors(), 3e-6, where);
            assertArrayEquals(a.structure().positions(), b.structure().positions(), 3e-6, where);
            assertEquals(
                    a.labels().energy().getAsDouble(),
                    b.labels().energy().getAsDouble(),
                    1e-8 * Units.RYDBERG,
                    where);
            assertArrayEquals(
                    a.labels().forces(),
                    b.labels().forces(),
                    1e-8 * Units.RYDBERG / Units.BOHR,
                    where);
            for (String key : List.of("ecutwfc_Ry", "code", "calculation", "smearing_Ry")) {
                assertEquals(a.info().get(key), b.info().get(key), key);
            }
        }
        Frame last = frames.get(frames.size() - 1);
        if (run.startsWith("vc")) { // other units, another scf: never the step's
            assertNull(last.labels().stress());
        } else {
            assertArrayEquals(
                    accepted(out).get(frames.size() - 1).labels().stress(),
                    last.labels().stress(),
                    1e-8 * Units.RYDBERG_PER_BOHR3);
        }
    }

    @Test
    void keepsSettingsAndTimes() throws IOException {
        List<Frame> frames = accepted(Reading.read(FORMAT, text("qe/xml/md.xml")));
        assertEquals("2 2 2 1 1 1", frames.get(0).info().get("kmesh"));
        assertEquals("PBE", frames.get(0).info().get("xc"));
        assertEquals("Si.pbe-rrkj.UPF", frames.get(0).info().get("pseudopotential_Si"));
        assertEquals("0.0000", frames.get(0).info().get("time_fs"));
        assertEquals("2.9027", frames.get(3).info().get("time_fs"));
        Frame smeared = accepted(Reading.read(FORMAT, text("qe/xml/smear.xml"))).get(0);
        double internal = Double.parseDouble(smeared.info().get("internal_energy_eV"));
        double free = smeared.labels().energy().getAsDouble();
        assertEquals(0.00201526 * Units.RYDBERG, internal - free, 1e-7); // -TS of the text
    }

    @Test
    void whatMustNotBeUsedIsRefused() throws IOException {
        assertEquals(
                List.of("scf not converged"),
                reasons(Reading.read(FORMAT, text("qe/xml/unconv.xml"))));
        List<FrameResult> md = Reading.read(FORMAT, text("qe/xml/mdunconv.xml"));
        assertEquals(3, accepted(md).size());
        assertTrue(reasons(md).get(0).contains("though pw.x says so"));
        String old = text("qe/xml/scf.xml").replace("VERSION=\"6.7MaX", "VERSION=\"6.0 (svn");
        assertTrue(reasons(Reading.read(FORMAT, old)).get(0).contains("pw.x before 6.3"));
        String fixed = text("qe/xml/fixed.xml");
        assertTrue(reasons(Reading.read(FORMAT, fixed)).get(0).startsWith("forces unknown"));
        String image = text("qe/xml/scf.xml").replace("<forces>true", "<forces>false");
        String reason = reasons(Reading.read(FORMAT, image)).get(0);
        assertTrue(reason.startsWith("forces that the input did not ask for"), reason);
        ReadOptions lenient = new ReadOptions(true, List.of());
        byte[] bytes = fixed.getBytes(StandardCharsets.UTF_8);
        assertNull(accepted(Reading.read(FORMAT, bytes, lenient)).get(0).labels().forces());
    }

    /** pw.x has moved the atoms of the output: without its steps an md has no frame. */
    @Test
    void outputOfDynamicsIsNoFrame() throws IOException {
        String bare = text("qe/xml/md.xml").replaceAll("(?s)<step.*</step>", "");
        List<FrameResult> results = Reading.read(FORMAT, bare);
        assertEquals(1, results.size());
        assertTrue(reasons(results).get(0).startsWith("no step in the file"));
    }

    @Test
    void nothingOutsideTheFileIsRead() throws IOException {
        String xml = text("qe/xml/scf.xml");
        String entity =
                xml.replaceFirst(
                                "<qes:espresso",
                                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n$0")
                        .replaceFirst("<etot>", "<etot>&e;");
        List<FrameResult> results = Reading.read(FORMAT, entity);
        assertTrue(accepted(results).isEmpty());
        assertFalse(reasons(results).toString().contains("root"));
    }

    @Test
    void faultsHaveTheirLine() throws IOException {
        String xml = text("qe/xml/scf.xml").replace("<etot>-7.8", "<etot>*7.8");
        int line = xml.substring(0, xml.indexOf("<etot>*")).split("\n", -1).length;
        List<FrameResult> results = Reading.read(FORMAT, xml);
        assertTrue(reasons(results).get(0).startsWith("not a number"), reasons(results).get(0));
        assertEquals(line, results.get(0).origin().line());
    }
}
