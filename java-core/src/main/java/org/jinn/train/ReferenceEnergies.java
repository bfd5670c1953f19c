package org.jinn.train;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.linsol.svd.SolvePseudoInverseSvd_DDRM;
import org.jinn.structure.Element;

/**
 * The energy per atom of each element that explains the training energies best (least squares over
 * compositions; the shortest solution where compositions do not tell elements apart). The networks
 * then fit only what depends on the surroundings.
 */
final class ReferenceEnergies {
    private ReferenceEnergies() {}

    static double[] fit(List<TrainingFrame> frames, List<Element> elements) {
        List<TrainingFrame> labelled =
                frames.stream().filter(f -> f.frame.labels().energy().isPresent()).toList();
        DMatrixRMaj composition = new DMatrixRMaj(labelled.size(), elements.size());
        DMatrixRMaj energy = new DMatrixRMaj(labelled.size(), 1);
        for (int r = 0; r < labelled.size(); r++) {
            TrainingFrame f = labelled.get(r);
            for (int s : f.species) {
                composition.add(r, s, 1.0 / f.atoms);
            }
            energy.set(r, 0, f.frame.labels().energy().getAsDouble() / f.atoms);
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
