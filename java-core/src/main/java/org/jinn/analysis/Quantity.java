package org.jinn.analysis;

/** What a potential is judged by, with the unit of its errors. */
public enum Quantity {
    /** Energy per atom. */
    ENERGY("energy", "meV/atom", 1000),
    /** Force components. */
    FORCE("force", "eV/\u00c5", 1),
    /** Stress components. */
    STRESS("stress", "GPa", org.jinn.structure.Units.EV_PER_A3_IN_GPA);

    private final String title;
    private final String unit;
    private final double factor;

    Quantity(String title, String unit, double factor) {
        this.title = title;
        this.unit = unit;
        this.factor = factor;
    }

    /** Its name in lower case. */
    public String title() {
        return title;
    }

    /** The unit in which errors are given. */
    public String unit() {
        return unit;
    }

    /** Factor from eV/atom, eV/angstrom or eV/angstrom&sup3; to {@link #unit}. */
    double factor() {
        return factor;
    }
}
