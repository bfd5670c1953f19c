package org.jinn.format;

import java.math.BigInteger;

/**
 * Decimal numbers in text, correctly rounded, several times as fast as Java's own reading: the
 * method of Eisel and Lemire (Lemire, Softw. Pract. Exp. 51, 1700 (2021), doi:10.1002/spe.2984),
 * whose tables cover the exponents that files of structures have; others go the usual way.
 */
final class Decimal {
    private static final int LEAST = -100;
    private static final int MOST = 100;

    /** Most digits a long holds whatever they are. */
    private static final int DIGITS = 18;

    private static final double[] EXACT = new double[23];

    /** Powers of five, 128 bits from the leading one. */
    private static final long[] HIGH = new long[MOST - LEAST + 1];

    private static final long[] LOW = new long[MOST - LEAST + 1];

    static {
        for (int i = 0; i < EXACT.length; i++) {
            EXACT[i] = Double.parseDouble("1e" + i);
        }
        for (int q = LEAST; q <= MOST; q++) {
            BigInteger power = BigInteger.valueOf(5).pow(Math.abs(q));
            if (q < 0) { // reciprocals are rounded up: at 128 bits while 5^-q fits into 64
                int bits = q < -27 ? 2 * power.bitLength() + 128 : power.bitLength() + 127;
                power = BigInteger.ONE.shiftLeft(bits).divide(power).add(BigInteger.ONE);
            }
            BigInteger top = power.shiftRight(power.bitLength() - 128);
            HIGH[q - LEAST] = top.shiftRight(64).longValue();
            LOW[q - LEAST] = top.longValue();
        }
    }

    private Decimal() {}

    /**
     * The finite number that {@code text} from {@code from} to {@code to} is, NaN if it is none.
     */
    static double parse(String text, int from, int to) {
        int at = from;
        boolean negative = at < to && text.charAt(at) == '-';
        at += negative || at < to && text.charAt(at) == '+' ? 1 : 0;
        long mantissa = 0;
        int digits = 0; // those after the first that is not 0
        int exponent = 0;
        boolean any = false;
        boolean point = false;
        for (; at < to; at++) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9') {
                mantissa = 10 * mantissa + (c - '0');
                digits += mantissa != 0 ? 1 : 0;
                exponent -= point ? 1 : 0;
                any = true;
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (!any) {
            return Double.NaN;
        }
        if (at < to) {
            int written = exponent(text, at, to);
            if (written == Integer.MIN_VALUE) {
                return Double.NaN;
            }
            exponent += written;
        }
        if (digits > DIGITS || exponent < LEAST || exponent > MOST) {
            return usual(text.substring(from, to));
        }
        double value = value(mantissa, exponent);
        return negative ? -value : value;
    }

    /** The exponent from its letter on, the least integer if it is none. */
    private static int exponent(String text, int from, int to) {
        if ("eEdD".indexOf(text.charAt(from)) < 0) {
            return Integer.MIN_VALUE;
        }
        int at = from + 1;
        boolean negative = at < to && text.charAt(at) == '-';
        at += negative || at < to && text.charAt(at) == '+' ? 1 : 0;
        int value = 0;
        int first = at;
        while (at < to && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            value = Math.min(10 * value + text.charAt(at++) - '0', 100_000);
        }
        return at == first || at < to ? Integer.MIN_VALUE : negative ? -value : value;
    }

    private static double usual(String word) {
        double value = Double.parseDouble(word.replace('D', 'E').replace('d', 'e'));
        return Double.isFinite(value) ? value : Double.NaN;
    }

    /** mantissa times ten to the exponent. */
    private static double value(long mantissa, int exponent) {
        if (mantissa >>> 53 == 0 && Math.abs(exponent) < EXACT.length) {
            return exponent < 0 ? mantissa / EXACT[-exponent] : mantissa * EXACT[exponent];
        }
        if (mantissa == 0) {
            return 0;
        }
        int zeros = Long.numberOfLeadingZeros(mantissa);
        long w = mantissa << zeros;
        long high = multiplyHigh(w, HIGH[exponent - LEAST]);
        long low = w * HIGH[exponent - LEAST];
        if ((high & 0x1FF) == 0x1FF) { // the bits cut off may carry
            long more = multiplyHigh(w, LOW[exponent - LEAST]);
            low += more;
            high += Long.compareUnsigned(low, more) < 0 ? 1 : 0;
        }
        int top = (int) (high >>> 63);
        long bits = high >>> (top + 9);
        int power = ((217706 * exponent) >> 16) + 63 + top - zeros + 1023;
        boolean tie =
                Long.compareUnsigned(low, 1) <= 0
                        && exponent >= -4
                        && exponent <= 23
                        && (bits & 3) == 1
                        && bits << (top + 9) == high;
        bits = tie ? bits & ~1L : bits;
        bits = (bits + (bits & 1)) >>> 1;
        if (bits >>> 53 != 0) {
            bits = 1L << 52;
            power++;
        }
        return Double.longBitsToDouble((long) power << 52 | bits & ((1L << 52) - 1));
    }

    /** The upper half of the product of two unsigned numbers. */
    private static long multiplyHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }
}
