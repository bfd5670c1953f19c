package org.jinn.system;

/** Hears how a long piece of work goes, one call at a time. */
public interface Listener {
    /** A sentence. */
    void tell(String sentence);

    /**
     * Something was done.
     *
     * @param message how far it is, such as {@code 3 of 9 frames}
     * @param share of the work that is done, 0 to 1, by an estimate of each part's cost
     */
    void at(String message, double share);
}
