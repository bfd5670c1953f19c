package org.jinn.analysis;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.jinn.structure.WholeFile;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;

/**
 * A finished picture, to be saved or put into a {@link Report}. Needs no screen, but fonts: on
 * Debian with a headless Java the packages libfreetype6, fontconfig and fonts-dejavu-core.
 */
public final class Plot {
    /** Pixels of the PNG for each unit of the drawing: sharp on dense screens and in print. */
    private static final int SCALE = 2;

    private final XYChart chart;

    Plot(XYChart chart) {
        this.chart = chart;
    }

    /** Writes PREFIX.png and PREFIX.svg. */
    public void save(Path prefix) throws IOException {
        WholeFile.write(Path.of(prefix + ".png"), this::writePng);
        WholeFile.write(Path.of(prefix + ".svg"), svg());
    }

    /** The picture as an SVG document. */
    public String svg() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e); // memory cannot fail
        }
        // Java's logical name means nothing to a browser
        return out.toString(StandardCharsets.UTF_8)
                .replaceAll(
                        "font-family:\\s*\"?SansSerif\"?", "font-family:DejaVu Sans,sans-serif");
    }

    private void writePng(OutputStream out) throws IOException {
        int width = chart.getWidth();
        int height = chart.getHeight();
        BufferedImage image =
                new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.scale(SCALE, SCALE);
        chart.paint(g, width, height);
        g.dispose();
        ImageIO.write(image, "png", out);
    }
}
