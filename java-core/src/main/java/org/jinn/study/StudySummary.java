package org.jinn.study;

import java.util.LinkedHashMap;
import java.util.Map;

/** What summary.json and {@code --json} say of a study. */
final class StudySummary {
    private StudySummary() {}

    /** The numbers, by name; the unit is part of the name. What is not known is left out. */
    static Map<String, Object> of(StudyOutcome study) {
        Map<String, Object> out = new LinkedHashMap<>(study.made());
        out.put("frames_trained_on", study.split().training().size());
        out.put("frames_judged_by", study.judged());
        out.put("seeds", study.input().seeds());
        out.put("epochs", study.input().train().fit().epochs());
        out.put("shortened", study.input().shortened());
        study.reference()
                .ifPresent(
                        e -> {
                            out.put("bulk_modulus_reference_GPa", e.bulkModulus());
                            out.put("volume_reference_0K_A3_per_atom", e.volume());
                        });
        Map<String, Object> all = new LinkedHashMap<>();
        for (SetFindings s : study.sets()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("length", s.length());
            one.put("angular", s.angular());
            one.put("cutoff_A", s.cutoff());
            put(one, "epochs", s.epochs());
            put(one, Evaluation.ENERGY, s.energy());
            put(one, Evaluation.FORCE, s.force());
            put(one, Evaluation.STRESS, s.stress());
            put(one, "training_seconds", s.trainingSeconds());
            put(one, "microseconds_per_atom_step", s.microseconds());
            put(one, Evaluation.COLD_MODULUS, s.coldModulus());
            s.moduli()
                    .forEach(
                            (start, b) -> {
                                put(one, "bulk_modulus_GPa_" + start, b.spread());
                                put(
                                        one,
                                        "bulk_modulus_error_of_fit_GPa_" + start,
                                        Spread.of(b.error()));
                            });
            s.volume().forEach((start, v) -> put(one, "volume_A3_per_atom_" + start, v));
            for (StudyInput.Start start : study.input().starts()) {
                put(
                        one,
                        "rdf_difference_from_reference_" + start.name(),
                        StudyFigures.far(s, start));
            }
            one.put("failures", s.failures());
            all.put(s.name(), one);
        }
        out.put("sets", all);
        out.put("front", Families.front(study.sets()).stream().map(SetFindings::name).toList());
        out.put("conclusions", study.conclusions());
        return out;
    }

    private static void put(Map<String, Object> out, String name, Spread value) {
        if (value.known()) {
            out.put(name, value.mean());
        }
        if (!Double.isNaN(value.deviation())) {
            out.put(name + "_deviation", value.deviation());
        }
    }
}
