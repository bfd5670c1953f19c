package org.jinn.kernel;

/** The cutoff function fc(r) = (1 + cos(pi r/rc))/2 for r &lt; rc (Behler 2011, equation 4). */
final class Cosine {
    private Cosine() {}

    static double value(double r, double rc) {
        return 0.5 * (1 + Math.cos(Math.PI * r / rc));
    }

    /** dfc/dr, 1/angstrom. */
    static double slope(double r, double rc) {
        return -0.5 * Math.PI / rc * Math.sin(Math.PI * r / rc);
    }
}
