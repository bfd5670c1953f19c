package org.jinn.train;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.linsol.svd.SolvePseudoInverseSvd_DDRM;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Structure;

/**
 * The energy per atom of each element that explains the training energies best (least squares over
 * compositions; the shortest solution where compositions do not tell elements apart). The networks
 * then fit only what depends on the surroundings.
 */
public final class ReferenceEnergies {
    private ReferenceEnergies() {}

    /**
     * The energies in eV, one an element.
     *
     * @param frames with no other elements than {@code elements}; those without energies are passed
     *     over
     */
    public static double[] fit(List<Frame> frames, List<Element> elements) {
        List<Frame> labelled =
                frames.stream().filter(f -> f.labels().energy().isPresent()).toList();
        DMatrixRMaj composition = new DMatrixRMaj(labelled.size(), elements.size());
        DMatrixRMaj energy = new DMatrixRMaj(labelled.size(), 1);
        for (int r = 0; r < labelled.size(); r++) {
            Structure s = labelled.get(r).structure();
            for (int i = 0; i < s.size(); i++) {
                composition.add(r, elements.indexOf(s.species(i)), 1.0 / s.size());
            }
            energy.set(r, 0, labelled.get(r).labels().energy().getAsDouble() / s.size());
        }
        DMatrixRMaj out = new DMatrixRMaj(elements.size(), 1);
        if (labelled.isEmpty()) {
            return out.data;
        }
        SolvePseudoInverseSvd_DDRM solver =
                new SolvePseudoInverseSvd_DDRM(labelled.size(), elements.size());
        if (!solver.setA(composition)) {
            throw new IllegalStateException("reference energies could not be solved for");
        }
        solver.solve(energy, out);
        return out.data;
    }
}
