package org.jinn.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jinn.analysis.EquationOfState;
import org.jinn.dataset.Dataset;

/**
 * What a study found, and from what: all that its report and its summary tell.
 *
 * @param reference the labels' own equation of state; empty without a volume scan
 * @param split frames trained on and frames to validate
 * @param judged number of frames that errors are taken over
 * @param made how the study was made, by name
 */
record StudyOutcome(
        StudyInput input,
        List<SetFindings> sets,
        Optional<EquationOfState> reference,
        Dataset.Split split,
        int judged,
        Map<String, Object> made,
        List<Conclusions.Conclusion> conclusions) {}
