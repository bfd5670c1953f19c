package org.jinn.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bit for bit what Java reads. */
class DecimalTest {
    @Test
    void randomNumbers() {
        Random random = new Random(7);
        for (int n = 0; n < 100_000; n++) {
            same(Double.toString(Double.longBitsToDouble(random.nextLong())));
            same(Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10)));
            String digits = new BigInteger(1 + random.nextInt(66), random).toString();
            int point = random.nextInt(digits.length() + 1);
            String text = digits.substring(0, point) + "." + digits.substring(point);
            same(text);
            same("-" + text + "e" + (random.nextInt(240) - 120));
        }
    }

    /** Numbers exactly between two doubles, and their neighbours. */
    @Test
    void halves() {
        Random random = new Random(8);
        for (int n = 0; n < 20_000; n++) {
            double x = Math.scalb(1 + random.nextDouble(), random.nextInt(70) - 10);
            BigDecimal half = new BigDecimal(x).add(new BigDecimal(Math.ulp(x) / 2));
            same(half.toPlainString());
            same(half.toString().substring(0, Math.min(18, half.toString().length())));
            same(half.toBigInteger().toString());
            same(half.toBigInteger().add(BigInteger.ONE).toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-0", "+1.", ".5", "00012", "0.1e1", "1E-5", "9e22", "1e-23", "1e100"})
    void smallOnes(String text) {
        same(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "e5",
                "1e",
                "1e+",
                "1.2.3",
                "1x",
                "0x1",
                "NaN",
                "Infinity",
                "1f",
                "1d",
                "1e400",
                "**",
                "1-5",
                "--1",
                "1 2"
            })
    void whatIsNone(String text) {
        assertEquals(Double.NaN, Decimal.parse(text, 0, text.length()), text);
    }

    @Test
    void fortranExponents() {
        assertEquals(1.5e-3, Decimal.parse("1.5D-03", 0, 7));
        assertEquals(1.5e-3, Decimal.parse("x1.5d-03y", 1, 8));
    }

    private static void same(String text) {
        double expected = Double.parseDouble(text);
        double found = Decimal.parse(text, 0, text.length());
        if (Double.isInfinite(expected) || Double.isNaN(expected)) {
            expected = Double.NaN;
        }
        assertEquals(Double.doubleToLongBits(expected), Double.doubleToLongBits(found), text);
    }
}
