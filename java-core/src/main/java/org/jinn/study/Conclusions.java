package org.jinn.study;

import java.util.List;

/**
 * The questions of the silicon study, answered by what was found: each a sentence with numbers,
 * what the study says, and whether both agree. The sentences are of all sets. What the study says
 * is of its own tables: where any of them are among the sets, only those are judged, and of those
 * only the ones of one cutoff.
 */
final class Conclusions {
    /** Standard errors within which a difference may be noise. */
    static final double SURE = 2;

    /** What "about" a length leaves open: half the distance of the study's lengths. */
    static final int WIDTH = 6;

    private Conclusions() {}

    /**
     * An answer.
     *
     * @param agrees with the study; {@code null} if that cannot be told
     */
    record Conclusion(String question, String answer, String paper, Boolean agrees) {}

    /** Of at least one set; the longest is the one that others are compared with. */
    static List<Conclusion> of(List<SetFindings> sets) {
        List<SetFindings> papers = sets.stream().filter(s -> s.paper() != null).toList();
        List<SetFindings> tables =
                papers.isEmpty()
                        ? papers
                        : Families.ofCutoff(papers, Families.full(papers).cutoff());
        List<SetFindings> judged = tables.isEmpty() ? sets : tables;
        return List.of(
                new Conclusion(
                        "Shortest length without loss",
                        new ShortestLength(sets).answer(),
                        "about " + ShortestLength.PAPER,
                        tables.isEmpty() ? null : new ShortestLength(tables).agrees()),
                new Conclusion(
                        "Where it collapses",
                        new Collapse(sets).answer(),
                        "below about " + Collapse.PAPER,
                        tables.isEmpty() ? null : new Collapse(tables).agrees()),
                new Conclusion(
                        "Radial against angular functions",
                        new AngularShare(sets).answer(),
                        "angular ones are worth more",
                        new AngularShare(judged).agrees()),
                new Conclusion(
                        "Structure",
                        new StructureChange(sets).answer(),
                        "g(r) insensitive",
                        new StructureChange(judged).agrees()),
                new Conclusion(
                        "Mechanics",
                        new MechanicsChange(sets).answer(),
                        "bulk modulus sensitive",
                        new MechanicsChange(judged).agrees()));
    }

    /** The shortest of sets that are all of the study. */
    static int leastPaperLength(List<SetFindings> sets) {
        return sets.stream().mapToInt(SetFindings::paperLength).min().orElseThrow();
    }
}
