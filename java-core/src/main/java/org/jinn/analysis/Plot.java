package org.jinn.analysis;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.jinn.system.WholeFile;
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
    private byte[] png;

    Plot(XYChart chart) {
        this.chart = chart;
    }

    /**
     * Makes sure that a picture can be written while the program is ending, as after Ctrl-C: the
     * first asks to be told of that end, and then it is too late to ask.
     */
    public static void prepare() {
        try {
            BufferedImage dot = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
            ImageIO.write(dot, "png", new ByteArrayOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory cannot fail
        }
    }

    /** Writes PREFIX.png and PREFIX.svg. */
    public void save(Path prefix) throws IOException {
        WholeFile.write(Path.of(prefix + ".png"), out -> out.write(png()));
        WholeFile.write(Path.of(prefix + ".svg"), svg());
    }

    /** The picture as an SVG document, letters drawn as outlines: it looks the same everywhere. */
    public String svg() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory cannot fail
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The picture as a PNG file. */
    byte[] png() {
        if (png == null) { // a report holds what is saved too
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                writePng(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e); // memory cannot fail
            }
            png = out.toByteArray();
        }
        return png;
    }

    private void writePng(OutputStream out) throws IOException {
        int width = chart.getWidth();
        int height = chart.getHeight();
        BufferedImage image =
                new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        // without this Java rounds curves to whole pixels, which shows
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.scale(SCALE, SCALE);
        chart.paint(g, width, height);
        g.dispose();
        ImageIO.write(image, "png", out);
    }
}
