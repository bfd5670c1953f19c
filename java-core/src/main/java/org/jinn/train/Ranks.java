package org.jinn.train;

/**
 * The processes that train one potential together. Each works on frames of its own; whatever is a
 * sum over frames is then summed over them, so that all take the same steps. Every rank calls the
 * same methods in the same order, each time from one thread.
 */
public interface Ranks {
    /** One process by itself. */
    Ranks ALONE =
            new Ranks() {
                @Override
                public int rank() {
                    return 0;
                }

                @Override
                public int size() {
                    return 1;
                }

                @Override
                public void sum(double[] values) {
                    // they are the sums
                }
            };

    /** Which one this is, from 0. Rank 0 alone prints and writes files. */
    int rank();

    int size();

    /** Replaces values by their sums over all ranks: on every rank the same bits. */
    void sum(double[] values);

    /** Processors that this rank may use without taking them from another. */
    default int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Leaves the others after all is done. */
    default void end() {}

    /** Ends all ranks, this one too. */
    default void abort() {}

    /** Whether it is so on any rank. */
    default boolean any(boolean here) {
        double[] count = {here ? 1 : 0};
        sum(count);
        return count[0] > 0;
    }

    /**
     * Makes sure that all ranks have the same number: a file that is still being written, or has
     * not come to all machines, is not the same.
     *
     * @param what it tells of, for the error
     * @throws IllegalArgumentException on all ranks, if it differs on any
     */
    default void checkAlike(double here, String what) {
        double[] first = {rank() == 0 ? here : 0};
        sum(first);
        if (any(first[0] != here)) {
            throw new IllegalArgumentException(
                    "all ranks must read the same " + what + ": ranks=" + size());
        }
    }
}
