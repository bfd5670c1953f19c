package org.jinn.study;

import java.util.Arrays;
import java.util.Locale;

/**
 * A number of several potentials that differ in nothing but their seed.
 *
 * @param mean NaN if there is none
 * @param deviation standard deviation of a single potential; NaN for fewer than two
 * @param count of potentials
 */
record Spread(double mean, double deviation, int count) {
    static final Spread NONE = new Spread(Double.NaN, Double.NaN, 0);

    /** Of the finite ones among the values. */
    static Spread of(double... values) {
        double[] v = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (v.length == 0) {
            return NONE;
        }
        double mean = Arrays.stream(v).average().orElseThrow();
        double square = Arrays.stream(v).map(x -> (x - mean) * (x - mean)).sum();
        double deviation = v.length < 2 ? Double.NaN : Math.sqrt(square / (v.length - 1));
        return new Spread(mean, deviation, v.length);
    }

    /** Standard error of the mean; 0 where it is not known. */
    double error() {
        return Double.isNaN(deviation) ? 0 : deviation / Math.sqrt(count);
    }

    boolean known() {
        return Double.isFinite(mean);
    }

    /** The number, with its deviation if there is one; a dash if it is not known. */
    String text(String format) {
        if (!known()) {
            return "\u2013";
        }
        String number = String.format(Locale.ROOT, format, mean);
        return Double.isNaN(deviation)
                ? number
                : number + " \u00b1 " + String.format(Locale.ROOT, format, deviation);
    }
}
