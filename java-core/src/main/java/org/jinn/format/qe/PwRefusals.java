package org.jinn.format.qe;

/** What is said alike of pw.x's text and of its XML: reasons are counted by their words. */
final class PwRefusals {
    static final String UNFINISHED = "scf not finished: no statement that it converged";
    static final String NOT_TO_THRESHOLD =
            "scf not converged to its threshold, though pw.x says so (scf_must_converge = .false.)";
    static final String NO_FORCES = "forces missing (tprnfor = .true. makes pw.x print them)";
    static final String OTHER_PLANE_WAVES =
            "last scf of a vc-relax: its plane waves are not those of the frames before";

    /** Accuracies and thresholds are printed with two digits. */
    static final double THRESHOLD_ROUNDING = 1.06;

    private PwRefusals() {}
}
