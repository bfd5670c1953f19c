package org.jinn.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import org.jinn.dataset.Dataset;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.descriptor.PaperSet;
import org.jinn.format.ReadOptions;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.system.Listener;
import org.jinn.system.Pace;
import org.jinn.system.WholeFile;
import org.jinn.train.TrainInput;

/**
 * Proposes the symmetry functions for a material: orders a pool of candidates by what they tell of
 * its energies and forces ({@link PoolFit}, {@link FunctionOrder}), trains a potential with each of
 * a few lengths ({@link Study}), and takes the shortest that is as good as the longest.
 */
public final class Recommendation {
    private static final String FAMILY = "selected";

    /** The folder of the sets that are tried. */
    static final String SETS = "sets";

    /** What the lengths are judged by. */
    public enum Property {
        ENERGY,
        FORCE,
        STRESS,
        BULK_MODULUS;

        private Spread of(SetFindings s) {
            return switch (this) {
                case ENERGY -> s.energy();
                case FORCE -> s.force();
                case STRESS -> s.stress();
                case BULK_MODULUS -> s.coldModulus();
            };
        }
    }

    /** How functions are ordered. */
    public enum Method {
        /** What lowers the error of a fit to energies and forces most. */
        GREEDY,
        /** What those before it describe least. */
        FARTHEST
    }

    /**
     * What is wanted.
     *
     * @param files files and folders with labelled frames
     * @param test files to judge by; empty for frames that validate
     * @param elements empty for those of the frames
     * @param cutoff rc of all functions, angstrom
     * @param lengths functions for each element; empty for the lengths of the silicon study
     * @param tolerance how much worse than the longest is as good, as a share
     * @param compare whether the sets of the silicon study are trained too
     * @param output folder for all that is written
     * @param force whether other files that are there may be replaced
     */
    public record Settings(
            List<Path> files,
            List<Path> test,
            List<Element> elements,
            double cutoff,
            List<Integer> lengths,
            Method method,
            Property property,
            double tolerance,
            int epochs,
            int seeds,
            boolean compare,
            Path output,
            boolean force) {}

    /**
     * A set that was tried.
     *
     * @param energy mean absolute error, meV/atom
     * @param force mean absolute error of components, eV/angstrom
     * @param stress mean absolute error of components, GPa
     * @param bulkModulus without temperature, GPa; NaN without a volume scan
     */
    public record Row(
            String set,
            int length,
            double energy,
            double force,
            double stress,
            double bulkModulus) {
        private static Row of(SetFindings s) {
            return new Row(
                    s.name(),
                    s.length(),
                    s.energy().mean(),
                    s.force().mean(),
                    s.stress().mean(),
                    s.coldModulus().mean());
        }
    }

    /**
     * What came of it.
     *
     * @param best the name of the set proposed
     * @param input the input of {@code jinn train} with it
     */
    public record Outcome(List<Row> rows, String best, Path input) {}

    private final Settings settings;
    private final Listener listener;
    private final List<Element> elements;
    private final RecommendationFiles files;

    /** Finds out which elements there are. */
    public Recommendation(Settings settings, Listener listener) throws IOException {
        this.settings = settings;
        this.listener = listener;
        List<Element> found = found();
        elements = settings.elements.isEmpty() ? found : settings.elements;
        if (elements.size() != found.size() || !elements.containsAll(found)) {
            throw new IllegalArgumentException(
                    "--elements must be those of the frames, "
                            + symbols(found)
                            + ": given="
                            + symbols(elements));
        }
        files = new RecommendationFiles(settings, elements);
    }

    private List<Element> found() throws IOException {
        TreeSet<Element> all = new TreeSet<>();
        Dataset data = Dataset.read(settings.files, new ReadOptions(false, List.of()));
        for (Frame frame : data.frames()) {
            all.addAll(frame.structure().elements());
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no usable frame in " + settings.files);
        }
        return List.copyOf(all);
    }

    /** Does it all; what an earlier run has done is not done again. */
    public Outcome run() throws IOException, InterruptedException {
        Path folder = settings.output;
        List<Integer> lengths = lengths();
        Path study = folder.resolve("study.yaml");
        String studyText = files.studyInput(lengths.stream().map(Recommendation::name).toList());
        files.check(study, studyText);
        Path input = folder.resolve("input.yaml");
        String inputText =
                files.trainInput(
                        elements.stream()
                                .map(e -> e.symbol() + ": params_" + e.symbol())
                                .collect(Collectors.joining(", ", "params: {", "}")));
        files.check(input, inputText);
        Path train = folder.resolve("train.yaml");
        String all =
                files.trainInput(
                        "descriptor: {set: table1-64, cutoff: "
                                + settings.cutoff
                                + ", elements: "
                                + symbols(elements)
                                + "}");
        files.check(train, all);
        WholeFile.write(train, all);
        Map<String, List<DescriptorSet>> sets = select(TrainInput.read(train), lengths);
        WholeFile.write(study, studyText);
        Study run = new Study(StudyInput.read(study), List.of(), listener);
        run.run("./jinn study " + study);
        List<SetFindings> findings = run.findings();
        SetFindings best = best(findings);
        files.params(folder, sets.get(best.name()));
        WholeFile.write(input, inputText);
        return new Outcome(findings.stream().map(Row::of).toList(), best.name(), input);
    }

    private static String name(int length) {
        return FAMILY + "-" + length;
    }

    private List<Integer> lengths() {
        if (!settings.lengths.isEmpty()) {
            return settings.lengths.stream().sorted().distinct().toList();
        }
        return List.of(
                        PaperSet.TABLE1_16,
                        PaperSet.TABLE1_28,
                        PaperSet.TABLE1_40,
                        PaperSet.TABLE1_52,
                        PaperSet.TABLE1_64)
                .stream()
                .map(set -> set.functions(elements, settings.cutoff).size())
                .toList();
    }

    /** The sets by name, each with the functions of every element, and their files. */
    private Map<String, List<DescriptorSet>> select(TrainInput train, List<Integer> lengths)
            throws IOException {
        Dataset data = train.readFrames();
        Dataset.Split split = data.split(train.data().validRate(), train.seed());
        List<Frame> frames = split.training();
        check(data.frames(), split.test());
        DescriptorSet pool = FunctionPool.of(elements, settings.cutoff);
        int longest = lengths.get(lengths.size() - 1);
        if (longest > pool.size()) {
            throw new IllegalArgumentException(
                    "there are only "
                            + pool.size()
                            + " candidates, a length must not be above that: length="
                            + longest);
        }
        listener.tell(
                String.format(
                        Locale.ROOT,
                        "%d candidates for each of %s, %d frames",
                        pool.size(),
                        symbols(elements),
                        frames.size()));
        PoolFit fit = new PoolFit(elements, pool, frames, progress());
        List<List<Integer>> order =
                FunctionOrder.order(fit, elements.size(), longest, settings.method);
        Map<String, List<DescriptorSet>> sets = new LinkedHashMap<>();
        for (int length : lengths) {
            List<DescriptorSet> ofElements = new ArrayList<>();
            for (List<Integer> indices : order) {
                ofElements.add(
                        new DescriptorSet(
                                indices.subList(0, Math.min(length, indices.size())).stream()
                                        .sorted() // radial ones first, as tables have them
                                        .map(pool.functions()::get)
                                        .toList()));
            }
            String name = name(length);
            sets.put(name, ofElements);
            files.params(settings.output.resolve(SETS).resolve(name), ofElements);
        }
        return sets;
    }

    /** Before anything long: whether there will be something to choose and to judge by. */
    private void check(List<Frame> all, List<Frame> validate) throws IOException {
        if (all.stream()
                .noneMatch(f -> f.labels().hasForces() && f.labels().energy().isPresent())) {
            throw new IllegalArgumentException(
                    "functions are chosen by energies and forces, and no frame has both: "
                            + settings.files);
        }
        List<Frame> judged =
                settings.test.isEmpty()
                        ? validate
                        : Dataset.read(settings.test, new ReadOptions(false, elements)).frames();
        if (judged.isEmpty()) {
            throw new IllegalArgumentException(
                    settings.test.isEmpty()
                            ? "a tenth of the frames is kept to judge by, and there are too few for"
                                    + " that: give others with --test; frames="
                                    + all.size()
                            : "no usable frame in " + settings.test);
        }
        boolean judges =
                switch (settings.property) {
                    case ENERGY, FORCE -> true; // a study wants both of all
                    case STRESS -> judged.stream().anyMatch(f -> f.labels().hasStress());
                    case BULK_MODULUS ->
                            VolumeScan.of(all, StudyInput.SCAN_GROUP).fit().isPresent();
                };
        if (!judges) {
            throw new IllegalArgumentException(
                    settings.property == Property.STRESS
                            ? "no frame to judge by has a stress"
                            : "a bulk modulus needs frames of one crystal at four volumes or more,"
                                    + " of group '"
                                    + StudyInput.SCAN_GROUP
                                    + "' (convert --group-by names groups)");
        }
    }

    /** Every few seconds a line. */
    private DoubleConsumer progress() {
        Pace pace = new Pace();
        return share -> {
            String left = pace.left(share);
            if (pace.due()) {
                listener.tell(
                        String.format(
                                Locale.ROOT, "%.0f %% of the frames fitted%s", 100 * share, left));
            }
        };
    }

    static String symbols(List<Element> elements) {
        return elements.stream().map(Element::symbol).toList().toString();
    }

    private SetFindings best(List<SetFindings> findings) {
        List<SetFindings> selected =
                findings.stream()
                        .filter(s -> s.family().equals(FAMILY))
                        .sorted(Comparator.comparingInt(SetFindings::length))
                        .toList();
        SetFindings best = shortest(selected, settings.property, settings.tolerance);
        if (best == null) {
            throw new IllegalArgumentException(
                    "the longest set has no "
                            + settings.property.name().toLowerCase(Locale.ROOT)
                            + " to compare with: its training failed, or its energies have no"
                            + " minimum over the volumes; see "
                            + settings.output.resolve("study").resolve("report.html"));
        }
        return best;
    }

    /**
     * The shortest set down to which all are as good as the longest.
     *
     * @param sets from short to long
     * @param tolerance how much worse, as a share, is as good; of a bulk modulus how far off
     * @return {@code null} if the longest has no such property
     */
    static SetFindings shortest(List<SetFindings> sets, Property property, double tolerance) {
        SetFindings best = null;
        double full = property.of(sets.get(sets.size() - 1)).mean();
        for (int n = sets.size() - 1; n >= 0; n--) {
            double value = property.of(sets.get(n)).mean();
            boolean near =
                    property == Property.BULK_MODULUS
                            ? Math.abs(value / full - 1) <= tolerance
                            : value <= (1 + tolerance) * full;
            if (!near) {
                break;
            }
            best = sets.get(n);
        }
        return best;
    }
}
