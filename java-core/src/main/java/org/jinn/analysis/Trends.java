package org.jinn.analysis;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Pictures of a result over something that was varied: points with error bars, joined by lines. */
public final class Trends {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 480;

    private Trends() {}

    /** How a series is drawn. */
    public enum Style {
        /** Points. */
        POINTS,
        /** Points joined by a line. */
        JOINED,
        /** A line through the points alone. */
        LINE
    }

    /**
     * A series.
     *
     * @param name as the legend shows it; distinct within a picture
     * @param error standard deviations; NaN for none
     */
    public record Series(String name, double[] x, double[] y, double[] error, Style style) {
        /** The same without points whose y is no number. */
        private Series finite() {
            int[] kept = IntStream.range(0, y.length).filter(i -> Double.isFinite(y[i])).toArray();
            return new Series(
                    name,
                    Arrays.stream(kept).mapToDouble(i -> x[i]).toArray(),
                    Arrays.stream(kept).mapToDouble(i -> y[i]).toArray(),
                    Arrays.stream(kept)
                            .mapToDouble(i -> Double.isFinite(error[i]) ? error[i] : 0)
                            .toArray(),
                    style);
        }
    }

    /** A value that holds everywhere, such as a reference: a dashed line. */
    public record Level(String name, double y) {}

    /**
     * A picture. The axis of y begins at zero where the values are not far above it.
     *
     * @throws IllegalArgumentException if there is no point at all
     */
    public static Plot plot(
            String title, String x, String y, List<Series> series, List<Level> levels) {
        List<Series> shown =
                series.stream().map(Series::finite).filter(s -> s.x().length > 0).toList();
        if (shown.isEmpty()) {
            throw new IllegalArgumentException("a picture needs points: title=" + title);
        }
        List<Double> heights = new ArrayList<>();
        List<Double> places = new ArrayList<>();
        for (Series s : shown) {
            for (int i = 0; i < s.x().length; i++) {
                places.add(s.x()[i]);
                heights.add(s.y()[i] - s.error()[i]);
                heights.add(s.y()[i] + s.error()[i]);
            }
        }
        levels.forEach(level -> heights.add(level.y()));
        double[] rangeX = range(places);
        double[] rangeY = range(heights);
        boolean many = shown.size() + levels.size() > 3;
        Canvas canvas =
                new Canvas(
                        many ? WIDTH + 160 : WIDTH,
                        HEIGHT,
                        title,
                        x,
                        y,
                        many ? LegendPosition.OutsideE : LegendPosition.InsideNE);
        canvas.fill();
        canvas.markerSize(8);
        double width = rangeX[1] > rangeX[0] ? rangeX[1] - rangeX[0] : 1;
        double[] ends = {rangeX[0] - 0.06 * width, rangeX[1] + 0.06 * width};
        canvas.rangeX(ends[0], ends[1]);
        double height = rangeY[1] > rangeY[0] ? rangeY[1] - rangeY[0] : Math.abs(rangeY[1]) + 1e-9;
        boolean zero = rangeY[0] >= 0 && rangeY[0] < 0.5 * rangeY[1];
        canvas.rangeY(
                zero ? 0 : rangeY[0] - 0.08 * height, rangeY[1] + (many ? 0.08 : 0.2) * height);
        for (Series s : shown) {
            Color colour = canvas.nextColour();
            boolean alone = s.style() == Style.LINE;
            if (alone || s.style() == Style.JOINED && s.x().length > 1) {
                canvas.line(alone ? s.name() : s.name() + " line", s.x(), s.y(), colour)
                        .setShowInLegend(alone);
            }
            if (alone) {
                continue;
            }
            boolean bars = Arrays.stream(s.error()).anyMatch(e -> e > 0);
            canvas.points(s.name(), s.x(), s.y(), bars ? s.error() : null, colour);
        }
        for (Level level : levels) {
            canvas.guide(level.name(), ends, new double[] {level.y(), level.y()})
                    .setLineColor(levels.indexOf(level) == 0 ? Canvas.ink() : Color.GRAY);
        }
        return canvas.plot();
    }

    private static double[] range(List<Double> values) {
        return Thinning.range(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
