package org.jinn.kernel;

import java.util.stream.Stream;

/**
 * One short loop over vectors. Sweeps are called through this interface, from one place, and never
 * call one another: the call site then has too many targets to be inlined, so the compiler sees one
 * loop at a time. Several in one compilation exhaust C2's budget of nodes (its
 * NodeCountInliningCutoff); it then stops inlining in the middle of the Vector API and allocates
 * every vector.
 */
@FunctionalInterface
interface Sweep {
    /** Runs over the first {@code n} elements, a multiple of the lane count. */
    void over(int n);

    static Sweep[] joined(Sweep[] some, Sweep[] more) {
        return Stream.of(some, more).flatMap(Stream::of).toArray(Sweep[]::new);
    }

    /** The one call site. */
    static void all(Sweep[] sweeps, int n) {
        for (Sweep sweep : sweeps) {
            sweep.over(n);
        }
    }
}
