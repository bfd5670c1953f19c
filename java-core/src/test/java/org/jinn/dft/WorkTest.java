package org.jinn.dft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WorkTest {
    /** Eight at work: one at a melt of 100, the others at 40 frames of 2.5, done after 14.3. */
    @Test
    void theLongestPieceSetsTheTime() {
        Work work = new Work(8);
        work.expect("melt", 60, 0);
        work.expect("melt", 40, 0);
        for (int n = 0; n < 40; n++) {
            work.expect("rattle " + n, 2.5, 0);
        }
        assertEquals(0, work.share());
        work.did("melt", 14);
        for (int n = 0; n < 39; n++) {
            work.did("rattle " + n, 2.5);
        }
        assertEquals(0.14, work.share(), 1e-12);
        work.did("rattle 39", 2.5);
        work.did("melt", 86);
        assertEquals(1, work.share());
    }

    @Test
    void manyPiecesShareTheJobs() {
        Work work = new Work(2);
        for (int n = 0; n < 10; n++) {
            work.expect("frame " + n, 1, n < 5 ? 1 : 0);
        }
        assertEquals(0.5, work.share());
        work.did("frame 5", 1);
        assertEquals(0.6, work.share(), 1e-12);
        assertEquals(1, new Work(2).share());
    }
}
