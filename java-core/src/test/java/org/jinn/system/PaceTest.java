package org.jinn.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void timesAreInWords() {
        assertEquals("12 s", Pace.duration(12.3));
        assertEquals("4 min", Pace.duration(240));
        assertEquals("2.5 h", Pace.duration(9000));
    }

    /** Half was there before: what has been done since is one part of two. */
    @Test
    void theTimeLeftGoesByWhatWasDoneSince() throws InterruptedException {
        Pace pace = new Pace();
        assertFalse(pace.due());
        assertEquals("", pace.left(0.5));
        assertEquals("", pace.left(0.5001), "too little to tell");
        long begin = System.nanoTime();
        Thread.sleep(600);
        String left = pace.left(0.525); // a twentieth: nineteen times as long
        double seconds = (System.nanoTime() - begin) * 1e-9;
        assertTrue(left.matches(", \\d+ s left"), left);
        double told = Double.parseDouble(left.replaceAll("\\D", ""));
        assertTrue(told >= 11 && told <= 19 * (seconds + 0.2), left);
        assertEquals("", pace.left(1));
    }
}
