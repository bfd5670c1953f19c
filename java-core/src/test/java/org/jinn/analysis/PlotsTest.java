package org.jinn.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jinn.structure.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotsTest {
    private static final double[] X = IntStream.range(1, 60).mapToDouble(i -> i).toArray();
    private static final double[] Y = IntStream.range(1, 60).mapToDouble(i -> 1.0 / i).toArray();

    private static void check(Plot plot) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(plot.png()));
        assertTrue(image.getWidth() >= 1200);
        // frame, grid and letters are grey: what has a colour was drawn of the numbers
        int coloured = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                int[] rgb = image.getRaster().getPixel(x, y, new int[3]);
                int most = Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
                coloured += most - Math.min(rgb[0], Math.min(rgb[1], rgb[2])) > 60 ? 1 : 0;
            }
        }
        assertTrue(coloured > 100, "coloured=" + coloured);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        var svg =
                factory.newDocumentBuilder().parse(new ByteArrayInputStream(plot.svg().getBytes()));
        assertEquals("svg", svg.getDocumentElement().getNodeName());
    }

    @Test
    void drawsEveryKind() throws Exception {
        Plots.Curve curve = new Plots.Curve("a", X, Y, false);
        Plots.Curve reference = new Plots.Curve("b", X, Y, true);
        check(Plots.learningCurve("t", "Epoch", "RMSE (eV/\u00c5)", List.of(curve, reference)));
        check(Plots.radialDistribution("t", List.of(curve)));
        EquationOfState fit = new EquationOfState(-1, 20, 90, 4, new double[4], 0);
        double[] v = {18, 19, 20, 21, 22};
        double[] e = java.util.Arrays.stream(v).map(fit::energy).toArray();
        check(Plots.equationOfState("t", List.of(new Plots.Scan("dft", v, e, fit, false))));
        check(
                Plots.pressureVolume(
                        "t",
                        PressureVolume.fit(
                                List.of(
                                        new PressureVolume.Point(-1, 20.2, 0.01),
                                        new PressureVolume.Point(0, 20, 0.01),
                                        new PressureVolume.Point(1, 19.8, 0.01)))));
    }

    @Test
    void drawsParityOfLargeDataSetsSmall() throws Exception {
        Errors errors = new Errors();
        Random random = new Random(1);
        for (int frame = 0; frame < 200; frame++) {
            double[] f = random.doubles(1500, -3, 3).toArray();
            double[] p = java.util.Arrays.stream(f).map(x -> x + 0.01).toArray();
            errors.add(
                    ErrorsTest.frame("liquid", 500, Labels.of(-500, f, null)),
                    Labels.of(-501, p, null));
        }
        Plot plot = Plots.parity(errors, Quantity.FORCE);
        check(plot);
        assertTrue(plot.svg().length() < 500_000, "length=" + plot.svg().length());
        check(Plots.parity(errors, Quantity.ENERGY));
        assertThrows(IllegalArgumentException.class, () -> Plots.parity(errors, Quantity.STRESS));
        assertThrows(IllegalArgumentException.class, () -> Plots.parity("x", "y", Map.of()));
    }

    @Test
    void savesBothFiles(@TempDir Path dir) throws Exception {
        Plots.radialDistribution("t", List.of(new Plots.Curve("a", X, Y, false)))
                .save(dir.resolve("sub/rdf"));
        assertTrue(Files.size(dir.resolve("sub/rdf.png")) > 1000);
        assertTrue(Files.readString(dir.resolve("sub/rdf.svg")).startsWith("<?xml"));
    }

    @Test
    void thinningKeepsTheExtremes() {
        double[] x = IntStream.range(0, 100_000).mapToDouble(i -> i).toArray();
        double[] y = new double[x.length];
        y[54_321] = 7;
        y[9] = -3;
        double[][] seen = Thinning.line(x, y);
        assertTrue(seen[0].length < 2000);
        assertEquals(7, Thinning.range(seen[1])[1]);
        assertEquals(-3, Thinning.range(seen[1])[0]);
    }

    @Test
    void valuesKeepTheDigitsTheirErrorsLeave() {
        assertEquals("100.45 \u00b1 0.12", Plots.withError(100.4512, 0.1234));
        assertEquals("10290 \u00b1 35", Plots.withError(10290.2, 35.1));
        assertEquals("3.50000", Plots.withError(3.5, Double.NaN));
    }

    @Test
    void reportsAreWholeAndEscaped(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("report.html");
        new Report("Silicon <64> & more")
                .section("Results")
                .paragraph("a < b")
                .list(List.of("one", "two"))
                .verbatim("jinn \"analyze\"")
                .table(
                        "Bulk modulus",
                        List.of("", "JINN", "DFT"),
                        List.of(List.of("B (GPa)", "87.1 \u00b1 0.3", "86.8")),
                        2)
                .figure(
                        Plots.radialDistribution("t", List.of(new Plots.Curve("a", X, Y, false))),
                        "g(r) of \"a\"")
                .write(file);
        String html = Files.readString(file);
        assertTrue(html.contains("<h1>Silicon &lt;64&gt; &amp; more</h1>"));
        assertTrue(html.contains("<p>a &lt; b</p>"));
        assertTrue(html.contains("<td class=\"number reference\">86.8</td>"));
        assertTrue(html.contains("alt=\"g(r) of &quot;a&quot;\""));
        assertTrue(html.contains("src=\"data:image/png;base64,iVBOR"));
        assertTrue(html.contains("prefers-color-scheme: dark"));
        assertFalse(html.contains("http"), "nothing is fetched from elsewhere");
        assertThrows(
                IllegalArgumentException.class,
                () -> new Report("x").table("c", List.of("a"), List.of(List.of("1", "2")), -1));
    }
}
