package org.jinn.potential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.descriptor.SymmetryFunction;
import org.jinn.kernel.CutoffFunction;
import org.jinn.network.FeedForward;
import org.jinn.potential.N2p2Settings.Entry;
import org.jinn.structure.Element;
import org.jinn.structure.FormatException;
import org.jinn.system.WholeFile;

/**
 * Reads a folder of n2p2 or RuNNer: {@code input.nn} says what the potential is, {@code
 * scaling.data} has a line per function, {@code weights.NNN.data} a network per element of atomic
 * number NNN ({@link N2p2Network}).
 */
final class N2p2Reader {
    private static final List<String> CUTOFFS =
            List.of(
                    "hard",
                    "cosine",
                    "tanh^3",
                    "tanh^3, 1 at r = 0",
                    "exponential",
                    "poly1",
                    "poly2",
                    "poly3",
                    "poly4");

    /** By n2p2's cutoff_type. */
    static final Map<Integer, CutoffFunction> CUTOFF_TYPES =
            Map.of(1, CutoffFunction.COSINE, 2, CutoffFunction.TANH3, 6, CutoffFunction.POLY2);

    private final N2p2Settings settings;
    private final N2p2Units units;
    private final N2p2Network networks;
    private final String inputName;

    /** As the file names them, and by atomic number as n2p2 numbers them. */
    private final List<Element> elements = new ArrayList<>();

    private final List<Element> sorted;

    private N2p2Reader(String inputName, List<String> input, N2p2Units stated) {
        this.inputName = inputName;
        settings = new N2p2Settings(inputName, input);
        units = stated.of(inputName, input);
        checkKind();
        readElements();
        networks = new N2p2Network(inputName, settings, elements, units.inElectronvolt());
        sorted = elements.stream().sorted().toList();
    }

    static Potential read(Path folder, N2p2Units stated) throws IOException {
        Path input = folder.resolve("input.nn");
        if (!Files.exists(input)) {
            throw new FormatException(
                    folder.toString(),
                    0,
                    "expected a potential, found a folder without n2p2's input.nn");
        }
        N2p2Reader reader = new N2p2Reader(input.toString(), lines(input), stated);
        Map<Element, DescriptorSet> descriptors = reader.descriptors();
        Path scaling = folder.resolve("scaling.data");
        Map<Element, double[][]> scales = reader.scales(LineReader.openTable(scaling), descriptors);
        Map<Element, AtomicModel> models = new LinkedHashMap<>();
        for (Element element : reader.elements) {
            Path weights = folder.resolve(weights(element));
            double[][] scale = scales.get(element);
            FeedForward network =
                    reader.networks.read(LineReader.openTable(weights), element, scale[0].length);
            models.put(
                    element,
                    new AtomicModel(
                            descriptors.get(element),
                            scale[0],
                            scale[1],
                            network,
                            false,
                            range(scale[2], scale[3])));
        }
        return new Potential(reader.elements, models);
    }

    /**
     * People write this file, and may leave out the last line end; but half a cutoff is a number.
     */
    private static List<String> lines(Path input) throws IOException {
        String text = WholeFile.text(input);
        List<String> lines = text.lines().toList();
        if (!text.endsWith("\n")
                && !lines.isEmpty()
                && lines.get(lines.size() - 1).strip().startsWith("symfunction_short")) {
            throw new FormatException(
                    input.toString(),
                    lines.size(),
                    "the file may be cut off here: expected a line end after the last function");
        }
        return lines;
    }

    /** The file of an element's network. */
    static String weights(Element element) {
        return String.format(Locale.ROOT, "weights.%03d.data", element.number());
    }

    private void checkKind() {
        for (String keyword : List.of("nnp_type", "nn_type_short")) {
            if (settings.has(keyword)) {
                Entry entry = settings.need(keyword);
                String plain = keyword.equals("nnp_type") ? "2" : "1";
                String kind = entry.words()[1].replace("2G-HDNNP", "2");
                if (!kind.equals(plain)) {
                    throw settings.at(entry)
                            .fault(
                                    "only short-ranged networks per atom (2G) are supported: "
                                            + keyword
                                            + "="
                                            + LineReader.shortened(kind));
                }
            }
        }
    }

    private CutoffFunction cutoffFunction() {
        int type = settings.whole("cutoff_type", 0, CUTOFFS.size() - 1);
        Entry entry = settings.need("cutoff_type");
        LineReader in = settings.at(entry);
        double inner = entry.words().length > 2 ? in.number(entry.words()[2]) : 0;
        CutoffFunction fc = CUTOFF_TYPES.get(type);
        // n2p2 takes no notice of alpha with tanh
        if (fc == null || (inner != 0 && fc != CutoffFunction.TANH3)) {
            throw in.fault(
                    "JINN has the cutoffs 1 (cos), 2 (tanhu) and 6 (poly2) without an inner radius:"
                            + " cutoff_type="
                            + type
                            + " ("
                            + CUTOFFS.get(type)
                            + "), alpha="
                            + inner);
        }
        return fc;
    }

    private void readElements() {
        Entry entry = settings.need("elements");
        LineReader in = settings.at(entry);
        for (String symbol : List.of(entry.words()).subList(1, entry.words().length)) {
            Element element = in.element(symbol);
            if (elements.contains(element)) {
                throw in.fault("a second element " + symbol);
            }
            elements.add(element);
        }
        int number = settings.whole("number_of_elements", 1, 1000);
        if (number != elements.size()) {
            throw settings.at(settings.need("number_of_elements"))
                    .fault("'elements' names " + elements.size() + ", not " + number);
        }
    }

    /** The functions of each element in n2p2's order. */
    private Map<Element, DescriptorSet> descriptors() {
        Map<Element, List<SymmetryFunction>> functions = new HashMap<>();
        for (Entry entry : settings.all("symfunction_short")) {
            LineReader in = settings.at(entry);
            String[] words = entry.words();
            if (words.length < 3) {
                throw in.fault("expected '" + words[0] + " element type ...'");
            }
            Element centre = N2p2Functions.known(in, elements, words[1]);
            functions
                    .computeIfAbsent(centre, e -> new ArrayList<>())
                    .add(N2p2Functions.read(in, words, elements, units.inAngstrom()));
        }
        CutoffFunction fc = cutoffFunction();
        Map<Element, DescriptorSet> out = new HashMap<>();
        for (Element element : elements) {
            List<SymmetryFunction> list = functions.get(element);
            if (list == null) {
                throw new FormatException(
                        inputName, 0, "there is no 'symfunction_short " + element.symbol() + "'");
            }
            list.sort(N2p2Functions.ORDER);
            out.put(element, new DescriptorSet(list, fc));
            units.check(inputName, out.get(element).cutoff());
        }
        return out;
    }

    /** Who does not know the range writes numbers beyond all values, as n2p2 before any data. */
    private static TrainingRange range(double[] low, double[] high) {
        boolean known = true;
        for (int s = 0; s < low.length; s++) {
            known &= low[s] <= high[s] && Math.max(-low[s], high[s]) < N2p2Writer.UNKNOWN;
        }
        return known ? new TrainingRange(low, high) : null;
    }

    /**
     * Centre and width of each function: n2p2's smin + (smax - smin) (G - shift) / range; then the
     * smallest and the largest value.
     */
    private Map<Element, double[][]> scales(LineReader in, Map<Element, DescriptorSet> sets) {
        boolean center = settings.has("center_symmetry_functions");
        boolean range = settings.has("scale_symmetry_functions");
        boolean sigma = !center && !range && settings.has("scale_symmetry_functions_sigma");
        double low = range || sigma ? settings.number("scale_min_short", 0) : 0;
        double high = range || sigma ? settings.number("scale_max_short", 1) : 1;
        if (low == high) {
            throw settings.at(settings.need("scale_max_short"))
                    .fault("scale_max_short must differ from scale_min_short: " + high);
        }
        Map<Element, double[][]> out = new HashMap<>();
        for (Element element : sorted) {
            int n = sets.get(element).size();
            double[][] scale = new double[4][n];
            for (int s = 0; s < n; s++) {
                if (!in.more()) {
                    throw in.fault(
                            "the file ends before function " + (s + 1) + " of " + element.symbol());
                }
                String[] w = in.next("");
                if (w.length < (sigma ? 6 : 5)
                        || in.whole(w[0], 1, elements.size()) != sorted.indexOf(element) + 1
                        || in.whole(w[1], 1, n) != s + 1) {
                    throw in.fault(
                            "expected '"
                                    + (sorted.indexOf(element) + 1)
                                    + " "
                                    + (s + 1)
                                    + " min max mean"
                                    + (sigma ? " sigma'" : "'")
                                    + " for function "
                                    + (s + 1)
                                    + " of "
                                    + element.symbol());
                }
                double min = in.number(w[2]);
                double max = in.number(w[3]);
                double extent = sigma ? in.number(w[5]) : max - min;
                double width = (sigma || range ? extent : 1) / (high - low);
                if (width == 0 || !Double.isFinite(width)) {
                    throw in.fault(
                            (sigma ? "sigma must not be zero" : "min and max must differ")
                                    + ": the function would be divided by it");
                }
                double shift = center || sigma ? in.number(w[4]) : range ? min : 0;
                scale[0][s] = shift - low * width;
                scale[1][s] = width;
                scale[2][s] = min;
                scale[3][s] = max;
            }
            out.put(element, scale);
        }
        // RuNNer ends with the range of energies
        if (in.more() && in.next("").length > 2) {
            throw in.fault("a line more than input.nn has functions");
        }
        return out;
    }
}
