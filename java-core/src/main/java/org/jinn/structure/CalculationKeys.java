package org.jinn.structure;

/** Keys of {@link Frame#info} that say how labels were calculated. */
public final class CalculationKeys {
    /** The program and its version. */
    public static final String CODE = "code";

    /** Such as scf, relax or md. */
    public static final String KIND = "calculation";

    public static final String FUNCTIONAL = "xc";

    /** There for hybrid functionals only. */
    public static final String EXACT_EXCHANGE = "exx";

    /** A correction for dispersion, such as D3; there if there is one. */
    public static final String DISPERSION = "vdw";

    /** Width of the smearing of occupations in Ry; there if they are smeared. */
    public static final String SMEARING = "smearing_Ry";

    /** Of plane waves, Ry. */
    public static final String CUTOFF_RY = "ecutwfc_Ry";

    /** The same as VASP has it, eV. */
    public static final String CUTOFF_EV = "encut_eV";

    /** Points of the k-mesh along each reciprocal vector, perhaps its shifts behind them. */
    public static final String MESH = "kmesh";

    /** Number of k-points that were calculated. */
    public static final String KPOINTS = "kpoints";

    /** Before the label of a species: its pseudopotential. */
    public static final String PSEUDOPOTENTIAL = "pseudopotential_";

    /** Units of a file that does not know its own. */
    public static final String UNITS = "units";

    /** Behind them if neither the file nor the user named them. */
    public static final String ASSUMED = " (assumed)";

    private CalculationKeys() {}
}
