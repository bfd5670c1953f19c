package org.jinn.analysis;

import java.awt.Color;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * The pictures. Reference curves and points are black, the others take colours in the order given;
 * every axis has its unit.
 */
public final class Plots {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 520;
    private static final int CURVE_POINTS = 201;

    private Plots() {}

    /**
     * A curve.
     *
     * @param name as the legend shows it; distinct within a picture
     * @param reference whether it is what the others are compared with
     */
    public record Curve(String name, double[] x, double[] y, boolean reference) {}

    /**
     * A volume scan and the curve fitted to it.
     *
     * @param name as the legend shows it; distinct within a picture
     * @param volumes angstrom&sup3;/atom
     * @param energies eV/atom
     * @param fit the curve
     * @param reference whether it is what the others are compared with
     */
    public record Scan(
            String name,
            double[] volumes,
            double[] energies,
            EquationOfState fit,
            boolean reference) {}

    /** Prediction over reference, one colour a group, RMSE and MAE of each in the legend. */
    public static Plot parity(Errors errors, Quantity quantity) {
        Map<String, Errors.Pairs> groups = new LinkedHashMap<>();
        errors.groups().forEach(group -> groups.put(group, errors.pairs(group, quantity)));
        groups.values().removeIf(pairs -> pairs.reference().length == 0);
        return parity(quantity.title(), quantity.unit(), groups);
    }

    /**
     * Prediction over reference for values in any unit.
     *
     * @throws IllegalArgumentException if there is no value at all
     */
    public static Plot parity(String quantity, String unit, Map<String, Errors.Pairs> groups) {
        double[] range =
                Thinning.range(
                        groups.values().stream()
                                .flatMapToDouble(
                                        p ->
                                                Arrays.stream(
                                                                new double[][] {
                                                                    Thinning.range(p.reference()),
                                                                    Thinning.range(p.predicted())
                                                                })
                                                        .flatMapToDouble(Arrays::stream))
                                .toArray());
        if (!(range[1] >= range[0])) {
            throw new IllegalArgumentException(
                    "a parity plot needs values: groups=" + groups.keySet());
        }
        // energies per atom are large numbers close together: the axis counts from the lowest
        boolean shifted = range[1] - range[0] < 0.1 * Math.abs(range[1]);
        double origin = shifted ? range[0] : 0;
        double margin = range[1] > range[0] ? 0.04 * (range[1] - range[0]) : 1;
        double low = range[0] - origin - margin;
        double high = range[1] - origin + margin;
        String axis = quantity + (shifted ? " above the lowest" : "") + " (" + unit + ")";
        // many groups need a legend beside the picture, or it hides the points
        boolean many = groups.size() > 3;
        Canvas canvas =
                new Canvas(
                        many ? 1060 : 620,
                        620,
                        capital(quantity) + ": prediction and reference",
                        "Reference " + axis,
                        "Predicted " + axis,
                        many ? LegendPosition.OutsideE : LegendPosition.InsideNW);
        canvas.fill();
        canvas.rangeX(low, high);
        canvas.rangeY(low, high);
        canvas.markerSize(5);
        double[] ends = {low, high};
        groups.forEach(
                (name, pairs) -> {
                    double[][] seen =
                            Thinning.cloud(
                                    minus(pairs.reference(), origin),
                                    minus(pairs.predicted(), origin));
                    Errors.Statistics s = pairs.statistics();
                    String label =
                            String.format(
                                    Locale.ROOT,
                                    "%s: RMSE %s, MAE %s %s",
                                    name,
                                    digits(s.rmse()),
                                    digits(s.mae()),
                                    unit);
                    Color c = canvas.nextColour();
                    canvas.points(
                            label,
                            seen[0],
                            seen[1],
                            null,
                            new Color(c.getRed(), c.getGreen(), c.getBlue(), 150));
                });
        canvas.guide("equal", ends, ends).setShowInLegend(false);
        return canvas.plot();
    }

    /** Radial distribution functions. */
    public static Plot radialDistribution(String title, List<Curve> curves) {
        Canvas canvas =
                new Canvas(WIDTH, HEIGHT, title, "r (\u00c5)", "g(r)", LegendPosition.InsideNE);
        canvas.rangeX(
                -1e-6, curves.stream().mapToDouble(c -> c.x()[c.x().length - 1]).max().orElse(1));
        double top = curves.stream().flatMapToDouble(c -> Arrays.stream(c.y())).max().orElse(1);
        canvas.rangeY(-1e-6, 1.06 * top);
        canvas.fill();
        draw(canvas, curves);
        return canvas.plot();
    }

    /** Energy over volume: points and fitted curves, each from its own lowest energy. */
    public static Plot equationOfState(String title, List<Scan> scans) {
        Canvas canvas =
                new Canvas(
                        WIDTH,
                        HEIGHT,
                        title,
                        "Volume (\u00c5\u00b3/atom)",
                        "Energy above the minimum (meV/atom)",
                        LegendPosition.InsideN);
        canvas.markerSize(8);
        for (Scan scan : scans) {
            Color colour = scan.reference() ? Canvas.ink() : canvas.nextColour();
            EquationOfState fit = scan.fit();
            double[] range = Thinning.range(scan.volumes());
            double[] v = steps(range[0], range[1]);
            double[] e = Arrays.stream(v).map(x -> 1000 * (fit.energy(x) - fit.energy())).toArray();
            String label =
                    String.format(
                            Locale.ROOT,
                            "%s: V = %.3f \u00c5\u00b3, B = %.1f GPa",
                            scan.name(),
                            fit.volume(),
                            fit.bulkModulus());
            canvas.line(scan.name() + " curve", v, e, colour).setShowInLegend(false);
            double[] points =
                    Arrays.stream(scan.energies()).map(x -> 1000 * (x - fit.energy())).toArray();
            canvas.points(label, scan.volumes(), points, null, colour);
        }
        return canvas.plot();
    }

    /** Volume over pressure with error bars and the fitted curve. */
    public static Plot pressureVolume(String title, PressureVolume fit) {
        Canvas canvas =
                new Canvas(
                        WIDTH,
                        HEIGHT,
                        title,
                        "Pressure (GPa)",
                        "Volume (\u00c5\u00b3/atom)",
                        LegendPosition.InsideNE);
        canvas.markerSize(8);
        List<PressureVolume.Point> points = fit.points();
        double[] p = points.stream().mapToDouble(PressureVolume.Point::pressure).toArray();
        double[] range = Thinning.range(p);
        double[] x = steps(range[0], range[1]);
        Color colour = canvas.nextColour();
        String label = "B = " + withError(fit.bulkModulus(), fit.bulkModulusError()) + " GPa";
        canvas.line(label, x, Arrays.stream(x).map(fit::volume).toArray(), colour);
        boolean bars = points.stream().allMatch(q -> q.error() > 0);
        canvas.points(
                "simulation",
                p,
                points.stream().mapToDouble(PressureVolume.Point::volume).toArray(),
                bars ? points.stream().mapToDouble(PressureVolume.Point::error).toArray() : null,
                colour);
        return canvas.plot();
    }

    /**
     * Something that falls with training, on a logarithmic axis. Values that are not positive are
     * left out.
     */
    public static Plot learningCurve(String title, String x, String y, List<Curve> curves) {
        Canvas canvas = new Canvas(WIDTH, HEIGHT, title, x, y, LegendPosition.InsideNE);
        List<Curve> shown = curves.stream().map(Plots::positive).toList();
        double[] range =
                Thinning.range(shown.stream().flatMapToDouble(c -> Arrays.stream(c.y())).toArray());
        canvas.styler().setYAxisLogarithmic(true);
        double[] axis =
                Thinning.range(shown.stream().flatMapToDouble(c -> Arrays.stream(c.x())).toArray());
        canvas.rangeX(Math.min(-1e-6, axis[0]), axis[1]);
        // only whole decades have labels
        canvas.rangeY(
                Math.pow(10, Math.floor(Math.log10(range[0]))),
                Math.pow(10, Math.ceil(Math.log10(range[1]))));
        draw(canvas, shown);
        return canvas.plot();
    }

    private static void draw(Canvas canvas, List<Curve> curves) {
        for (Curve curve : curves) {
            double[][] seen = Thinning.line(curve.x(), curve.y());
            canvas.line(
                    curve.name(),
                    seen[0],
                    seen[1],
                    curve.reference() ? Canvas.ink() : canvas.nextColour());
        }
        canvas.styler().setLegendVisible(curves.size() > 1);
    }

    private static Curve positive(Curve c) {
        int[] kept = IntStream.range(0, c.y().length).filter(i -> c.y()[i] > 0).toArray();
        return new Curve(
                c.name(),
                Arrays.stream(kept).mapToDouble(i -> c.x()[i]).toArray(),
                Arrays.stream(kept).mapToDouble(i -> c.y()[i]).toArray(),
                c.reference());
    }

    private static double[] steps(double low, double high) {
        return IntStream.range(0, CURVE_POINTS)
                .mapToDouble(i -> low + (high - low) * i / (CURVE_POINTS - 1))
                .toArray();
    }

    private static double[] minus(double[] values, double origin) {
        return Arrays.stream(values).map(v -> v - origin).toArray();
    }

    /** Three significant digits without an exponent where that reads well. */
    private static String digits(double value) {
        if (Math.abs(value) < 1e-4) {
            return value == 0 ? "0" : "<0.0001";
        }
        return new java.math.BigDecimal(Double.isFinite(value) ? value : 0)
                .round(new java.math.MathContext(3))
                .toPlainString();
    }

    /** A value with the digits its error leaves it, the error with two: {@code 100.45 +- 0.12}. */
    static String withError(double value, double error) {
        if (!(error > 0) || Double.isInfinite(error)) {
            return String.format(Locale.ROOT, "%.6g", value);
        }
        int places = Math.max(0, 1 - (int) Math.floor(Math.log10(error)));
        String form = "%." + places + "f";
        return String.format(Locale.ROOT, form + " \u00b1 " + form, value, error);
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
