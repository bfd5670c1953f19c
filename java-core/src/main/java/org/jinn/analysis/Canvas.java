package org.jinn.analysis;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** An empty picture in the one style all pictures have, and the few ways to draw on it. */
final class Canvas {
    /** The colours of Okabe and Ito, which colour-blind readers can tell apart. */
    private static final int[] COLOURS = {
        0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x7F7F7F
    };

    private static final Marker[] MARKERS = {
        SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP
    };
    private static final Color INK = new Color(0x222222);
    private static final Color GRID = new Color(0xE6E6E6);

    private final XYChart chart;
    private int used;

    Canvas(int width, int height, String title, String x, String y, LegendPosition legend) {
        chart =
                new XYChartBuilder()
                        .width(width)
                        .height(height)
                        .title(title)
                        .xAxisTitle(x)
                        .yAxisTitle(y)
                        .build();
        XYStyler s = chart.getStyler();
        s.setChartBackgroundColor(Color.WHITE);
        s.setPlotBackgroundColor(Color.WHITE);
        s.setPlotBorderColor(new Color(0x999999));
        s.setPlotGridLinesColor(GRID);
        s.setPlotGridLinesStroke(new BasicStroke(0.8f));
        s.setChartFontColor(INK);
        s.setAxisTickLabelsColor(INK);
        s.setChartPadding(14);
        s.setPlotMargin(0);
        s.setChartTitleBoxVisible(false);
        s.setChartTitleFont(font(Font.BOLD, 16));
        s.setAxisTitleFont(font(Font.PLAIN, 15));
        s.setAxisTickLabelsFont(font(Font.PLAIN, 13));
        s.setLegendFont(font(Font.PLAIN, 13));
        s.setLegendPosition(legend);
        s.setLegendBorderColor(GRID);
        s.setLegendBackgroundColor(Color.WHITE);
        // xchart measures legends a little short: the padding makes up for it
        s.setLegendPadding(14);
        s.setLegendSeriesLineLength(20);
        s.setPlotContentSize(0.96);
        s.setXAxisDecimalPattern("0.########");
        s.setYAxisDecimalPattern("0.########");
        s.setXAxisTickMarkSpacingHint(90);
        s.setYAxisTickMarkSpacingHint(55);
        s.setAxisTickMarkLength(5);
        s.setAxisTickMarksStroke(new BasicStroke(0.8f));
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    XYStyler styler() {
        return chart.getStyler();
    }

    Plot plot() {
        return new Plot(chart);
    }

    Color nextColour() {
        return new Color(COLOURS[used++ % COLOURS.length]);
    }

    static Color ink() {
        return INK;
    }

    /** A line without markers. */
    XYSeries line(String name, double[] x, double[] y, Color colour) {
        XYSeries series = chart.addSeries(name, uneven(x), y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(colour);
        series.setLineStyle(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        return series;
    }

    /** A straight dashed line. (A dashed curve of short pieces would look solid.) */
    XYSeries guide(String name, double[] x, double[] y) {
        XYSeries series = line(name, x, y, INK);
        float[] dashes = {6, 4};
        series.setLineStyle(
                new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0));
        return series;
    }

    /** Points without a line, with error bars if {@code error} is not null. */
    XYSeries points(String name, double[] x, double[] y, double[] error, Color colour) {
        XYSeries series =
                error == null
                        ? chart.addSeries(name, uneven(x), y)
                        : chart.addSeries(name, uneven(x), y, error);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        // when the colours begin again, the shapes change
        int round = Math.max(0, used - 1) / COLOURS.length;
        series.setMarker(MARKERS[round % MARKERS.length]);
        series.setMarkerColor(colour);
        series.setLineColor(colour);
        return series;
    }

    void markerSize(int size) {
        chart.getStyler().setMarkerSize(size);
    }

    /** The axes end exactly where the ranges do. */
    void fill() {
        chart.getStyler().setPlotContentSize(1.0);
    }

    void rangeX(double low, double high) {
        chart.getStyler().setXAxisMin(low);
        chart.getStyler().setXAxisMax(high);
    }

    void rangeY(double low, double high) {
        chart.getStyler().setYAxisMin(low);
        chart.getStyler().setYAxisMax(high);
    }

    /** The same values but for a hair: for equally spaced ones xchart puts ticks at odd places. */
    private static double[] uneven(double[] x) {
        double[] out = x.clone();
        if (x.length > 1) {
            out[0] += 1e-3 * (x[1] - x[0]);
        }
        return out;
    }
}
