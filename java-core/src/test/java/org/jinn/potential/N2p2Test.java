package org.jinn.potential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jinn.kernel.CutoffFunction;
import org.jinn.network.Activation;
import org.jinn.network.FeedForward;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.FormatException;
import org.jinn.structure.Labels;
import org.jinn.structure.Structure;
import org.jinn.structure.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class N2p2Test {
    /** Two elements, not by atomic number; functions and elements in another order than n2p2's. */
    private static final String INPUT =
            """
            # Length unit: bohr
            # Energy unit: Ha
            number_of_elements 2
            elements O H ! two
            cutoff_type 1 0.0
            scale_symmetry_functions
            scale_min_short -0.5
            scale_max_short 1.5
            global_hidden_layers_short 1
            global_nodes_short 1
            global_activation_short t l
            atom_energy H -0.5
            atom_energy O -75
            mean_energy -2.0
            conv_energy 4.0
            conv_length 3.0
            normalize_nodes
            epochs 10   # training
            symfunction_short O 2 H 0.05 1.0 13.0
            symfunction_short O 2 H 0.10 2.0 12.0
            symfunction O 2 H 0.10 1.0 12.0
            symfunction_short H 2 O 0.20 0.5 11.0
            """
                    .replace("symfunction O", "symfunction_short O");

    private static final String SCALING =
            """
            # comment
            1 1 0.1 0.9 0.3 0.2
            2 1 0.0 2.0 1.1 0.5
            2 2 0.2 1.2 1.3 0.6
            2 3 0.1 3.1 1.7 0.7
            -1.5 2.5
            """;

    private static final String H = "0.7 a 1 0 1 1 1\n-0.2\n1.1\n0.3\n";
    private static final String O = "0.5\n-0.6\n0.4\n0.25\n-0.9\n0.15\n";

    @TempDir Path folder;

    private void write(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static Map<String, String> files() {
        return new TreeMap<>(
                Map.of(
                        "input.nn", INPUT,
                        "scaling.data", SCALING,
                        "weights.001.data", H,
                        "weights.008.data", O));
    }

    /** One hydrogen and one oxygen atom, worked out by hand in bohr and hartree. */
    @ParameterizedTest
    @CsvSource({
        "scale_symmetry_functions, '', 1",
        "scale_symmetry_functions, center_symmetry_functions, 2",
        "center_symmetry_functions, '', 6",
        "scale_symmetry_functions_sigma, '', 1",
        "'', '', 1"
    })
    void energyOfAMoleculeAsN2p2DefinesIt(String kind, String second, int cutoffType)
            throws IOException {
        Map<String, String> files = files();
        files.put(
                "input.nn",
                INPUT.replace("scale_symmetry_functions", kind + "\n" + second)
                        .replace("cutoff_type 1", "cutoff_type " + cutoffType));
        write(files);
        double r = 3.3;
        double[][] h = {{g2(r, 0.2, 0.5, 11, cutoffType), 0.1, 0.9, 0.3, 0.2}};
        double[][] o = {
            {g2(r, 0.1, 1, 12, cutoffType), 0.0, 2.0, 1.1, 0.5},
            {g2(r, 0.1, 2, 12, cutoffType), 0.2, 1.2, 1.3, 0.6},
            {g2(r, 0.05, 1, 13, cutoffType), 0.1, 3.1, 1.7, 0.7}
        };
        double eh = 1.1 * Math.tanh(0.7 * scaled(h[0], kind, second) - 0.2) + 0.3;
        double x = 0.5 * scaled(o[0], kind, second);
        x += -0.6 * scaled(o[1], kind, second);
        x += 0.4 * scaled(o[2], kind, second);
        double eo = -0.9 * Math.tanh((x + 0.25) / 3) + 0.15;
        double expected = (eh + eo) / 4 + 2 * -2.0 - 0.5 - 75;
        Structure molecule =
                new Structure(
                        Cell.NONE,
                        new Element[] {Element.H, Element.O},
                        new double[] {0, 0, 0, 0, r * Units.BOHR, 0});
        double energy =
                new Evaluator(PotentialFile.read(folder)).evaluate(molecule).energy().getAsDouble();
        assertEquals(expected * Units.HARTREE, energy, 1e-10);
    }

    private static double g2(double r, double eta, double shift, double rc, int cutoffType) {
        double x = r / rc;
        double fc =
                switch (cutoffType) {
                    case 1 -> 0.5 * (1 + Math.cos(Math.PI * x));
                    case 2 -> Math.pow(Math.tanh(1 - x), 3);
                    default -> ((15 - 6 * x) * x - 10) * Math.pow(x, 3) + 1;
                };
        return Math.exp(-eta * (r - shift) * (r - shift)) * fc;
    }

    /** G min max mean sigma. */
    private static double scaled(double[] g, String kind, String second) {
        return switch (kind + second) {
            case "scale_symmetry_functions" -> -0.5 + 2 * (g[0] - g[1]) / (g[2] - g[1]);
            case "scale_symmetry_functionscenter_symmetry_functions" ->
                    -0.5 + 2 * (g[0] - g[3]) / (g[2] - g[1]);
            case "center_symmetry_functions" -> g[0] - g[3];
            case "scale_symmetry_functions_sigma" -> -0.5 + 2 * (g[0] - g[3]) / g[4];
            default -> g[0];
        };
    }

    /** The letters of n2p2's documentation. */
    @ParameterizedTest
    @CsvSource({"l", "t", "s", "r", "p"})
    void activationsHaveTheLettersOfN2p2(String letter) throws IOException {
        Map<String, String> files = files();
        files.put(
                "input.nn",
                INPUT.replace("activation_short t l", "activation_short " + letter + " l"));
        write(files);
        Element[] atom = {Element.H};
        double energy =
                new Evaluator(PotentialFile.read(folder))
                        .evaluate(new Structure(Cell.NONE, atom, new double[3]))
                        .energy()
                        .getAsDouble();
        double x = 0.7 * (-0.5 + 2 * (0 - 0.1) / (0.9 - 0.1)) - 0.2;
        double hidden =
                switch (letter) {
                    case "l" -> x;
                    case "t" -> Math.tanh(x);
                    case "s" -> 1 / (1 + Math.exp(-x));
                    case "r" -> Math.max(0, x);
                    default -> Math.log(1 + Math.exp(x));
                };
        double expected = (1.1 * hidden + 0.3) / 4 - 2 - 0.5;
        assertEquals(expected * Units.HARTREE, energy, 1e-10);
    }

    /** Water: types 3 and 9 in bohr, by their definition in n2p2, from its three atoms. */
    @ParameterizedTest
    @ValueSource(ints = {3, 9})
    void angularFunctionsAreInTheUnitOfTheFile(int type) throws IOException {
        write(
                Map.of(
                        "input.nn",
                        """
                        # Length unit: bohr
                        # Energy unit: Ha
                        number_of_elements 2
                        elements H O
                        cutoff_type 1 0.0
                        global_hidden_layers_short 1
                        global_nodes_short 1
                        global_activation_short l l
                        symfunction_short O %d H H 0.15 -1.0 4.0 7.0
                        symfunction_short H 2 O 0.20 0.5 11.0
                        """
                                .formatted(type),
                        "scaling.data",
                        "1 1 0 1 0 1\n2 1 0 1 0 1\n",
                        "weights.001.data",
                        "0\n0\n0\n0\n",
                        "weights.008.data",
                        "1\n0\n1\n0\n"));
        double[] bohr = {0, 0, 0, 1.9, 0.1, 0, -0.4, 1.7, 0.3};
        double r12 = Math.sqrt(1.9 * 1.9 + 0.01);
        double r13 = Math.sqrt(0.16 + 1.7 * 1.7 + 0.09);
        double r23 = Math.sqrt(2.3 * 2.3 + 1.6 * 1.6 + 0.09);
        double cos = (1.9 * -0.4 + 0.1 * 1.7) / (r12 * r13);
        boolean narrow = type == 3;
        double squares = r12 * r12 + r13 * r13 + (narrow ? r23 * r23 : 0);
        double fc = g2(r12, 0, 0, 7, 1) * g2(r13, 0, 0, 7, 1) * (narrow ? g2(r23, 0, 0, 7, 1) : 1);
        double expected =
                Math.pow(2, 1 - 4) * Math.pow(1 - cos, 4) * Math.exp(-0.15 * squares) * fc;
        Structure water =
                new Structure(
                        Cell.NONE,
                        new Element[] {Element.O, Element.H, Element.H},
                        Units.converted(bohr, Units.BOHR));
        double energy =
                new Evaluator(PotentialFile.read(folder)).evaluate(water).energy().getAsDouble();
        assertEquals(expected * Units.HARTREE, energy, 1e-10);
    }

    @Property(tries = 25)
    void readsBackWhatItWrote(@ForAll @LongRange(min = 0, max = 100000) long seed)
            throws IOException {
        Path target = Files.createTempDirectory("jinn");
        Random random = new Random(seed);
        Potential potential = randomPotential(random);
        Path one = target.resolve("one");
        PotentialFile.write(one, potential, PotentialFile.N2P2);
        Potential read = PotentialFile.read(one);
        Structure s = PotentialDerivativesTest.randomStructure(random, 6);
        Labels expected = new Evaluator(potential).evaluate(s);
        Labels labels = new Evaluator(read).evaluate(s);
        double size = 1 + Math.abs(expected.energy().getAsDouble());
        assertEquals(expected.energy().getAsDouble(), labels.energy().getAsDouble(), 1e-12 * size);
        assertArrayEquals(expected.forces(), labels.forces(), 1e-10);
        assertArrayEquals(expected.stress(), labels.stress(), 1e-10);
        Path saved = target.resolve("potential_saved");
        PotentialFile.write(saved, read);
        Path two = target.resolve("two");
        PotentialFile.write(two, PotentialFile.read(saved), PotentialFile.N2P2);
        for (String file :
                List.of("input.nn", "scaling.data", "weights.014.data", "weights.008.data")) {
            assertEquals(Files.readString(one.resolve(file)), Files.readString(two.resolve(file)));
            Files.delete(one.resolve(file));
            Files.delete(two.resolve(file));
        }
        Files.delete(saved);
        Files.delete(one);
        Files.delete(two);
        Files.delete(target);
    }

    /** Two elements with the functions of another test, networks of one random shape. */
    private static Potential randomPotential(Random random) {
        Potential plain = PotentialDerivativesTest.randomPotential(random);
        Activation[] known = {
            Activation.TANH, Activation.SIGMOID, Activation.LINEAR, Activation.RELU
        };
        int layers = 2 + random.nextInt(3);
        int[] sizes = new int[layers + 1];
        Activation[] activations = new Activation[layers];
        sizes[0] = 9;
        for (int l = 1; l <= layers; l++) {
            sizes[l] = l == layers ? 1 : 1 + random.nextInt(6);
            activations[l - 1] = l == layers ? Activation.LINEAR : known[random.nextInt(4)];
        }
        boolean pca = random.nextBoolean();
        Map<Element, AtomicModel> models = new LinkedHashMap<>();
        for (Element element : plain.elements()) {
            FeedForward network = new FeedForward(sizes, activations);
            random(random, network.parameters());
            if (pca) {
                network =
                        network.behindLinear(
                                random(random, new double[81]), random(random, new double[9]));
            }
            AtomicModel m = plain.models().get(element);
            models.put(
                    element, new AtomicModel(m.descriptor(), m.centre(), m.width(), network, pca));
        }
        return new Potential(plain.elements(), models);
    }

    private static double[] random(Random random, double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.5 * random.nextGaussian();
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "cutoff_type 1 0.0; cutoff_type 7; input.nn:5: *poly3",
                "cutoff_type 1 0.0; cutoff_type 6 0.2; input.nn:5: *alpha=0.2",
                "cutoff_type 1 0.0; cutoff_type 1 0.2; input.nn:5: *alpha=0.2",
                "short t l; short g l; input.nn:11: *Gaussian",
                "epochs; epoch; input.nn:18: *epoch'",
                "epochs 10; nnp_type 4G-HDNNP; input.nn:18: *4G-HDNNP",
                "epochs 10; element_nodes_short H 3; input.nn:18: *element_nodes_short",
                "H 2 O 0.20; H 12 O 0.20; input.nn:22: *type 12 (weighted radial)",
                "H 2 O 0.20 0.5; H 3 O O 0.20 1 1 9 0.5; input.nn:22: *found 11",
                "H 2 O 0.20 0.5 11.0; H 3 O O 0.20 1 1 9 0.5; input.nn:22: *shift: Rs=0.5",
                "H 2 O 0.20 0.5 11.0; H 3 O O 0.20 1 0.5 9; input.nn:22: *zeta",
                "H 2 O; H 2 Si; input.nn:22: *Si is not among",
                "symfunction_short H; #; input.nn: *symfunction_short H",
                "number_of_elements 2; number_of_elements 3; input.nn:3: *names 2",
                "conv_length 3.0; ; input.nn: *conv_length is missing",
                "conv_length 3.0; conv_length 0; input.nn:16: *positive",
                "atom_energy H; atom_energy O; input.nn:13: *second atom_energy",
                "elements O H; elements O H\\nelements O H; input.nn:5: *second 'elements'",
                "unit: bohr; unit: mile; input.nn:2: *bohr or angstrom",
                "# Energy unit: Ha; ; input.nn:1: *belong together",
                "# Length unit: bohr\\n# Energy unit: Ha; ; input.nn: *cutoff=13.0",
                "scale_max_short 1.5; scale_max_short -0.5; input.nn:8: *differ",
            })
    void whatIsNotExpressedIsRefusedByName(String from, String to, String message)
            throws IOException {
        Map<String, String> files = files();
        String input =
                INPUT.replace(from.replace("\\n", "\n"), to == null ? "" : to.replace("\\n", "\n"));
        files.put("input.nn", input);
        write(files);
        FormatException e = assertThrows(FormatException.class, () -> PotentialFile.read(folder));
        for (String part : message.split("\\*")) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
    }

    @Test
    void unitsSaidTwiceMustAgree() throws IOException {
        write(files());
        assertEquals(
                13 * Units.BOHR,
                PotentialFile.read(folder, new N2p2Units("bohr", "hartree")).cutoff());
        FormatException e =
                assertThrows(
                        FormatException.class,
                        () -> PotentialFile.read(folder, new N2p2Units("angstrom", "eV")));
        assertTrue(e.getMessage().contains("input.nn:1: the file is in bohr"), e.getMessage());
    }

    @Test
    void n2p2CannotExpressEverything() {
        Potential potential = PotentialDerivativesTest.randomPotential(new Random(1));
        assertRefused(potential, new int[] {9, 7, 1}, Activation.SWISH, "n2p2 has no activation");
        assertRefused(potential, new int[] {9, 6, 1}, Activation.TANH, "different shape");
    }

    @Test
    void simpleNnCannotExpressSoftplus() throws IOException {
        Potential potential =
                refusedBySimpleNn("short t l", "short p l", "SIMPLE-NN has no activation softplus");
        assertEquals(Activation.SOFTPLUS, potential.model(0).network().activation(1));
    }

    @Test
    void simpleNnCannotExpressOtherCutoffs() throws IOException {
        Potential potential =
                refusedBySimpleNn(
                        "cutoff_type 1", "cutoff_type 6", "SIMPLE-NN has no cutoff function poly2");
        assertEquals(CutoffFunction.POLY2, potential.model(0).descriptor().fc());
    }

    /** What SIMPLE-NN cannot express, as it comes back from n2p2's form. */
    private Potential refusedBySimpleNn(String from, String to, String message) throws IOException {
        Map<String, String> files = files();
        files.put("input.nn", INPUT.replace(from, to));
        write(files);
        Potential potential = PotentialFile.read(folder);
        Path file = folder.resolve("potential_saved");
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class, () -> PotentialFile.write(file, potential));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertTrue(Files.notExists(file), "nothing is written");
        Path range = Files.writeString(folder.resolve("potential_saved.range"), "of another\n");
        assertThrows(IllegalArgumentException.class, () -> PotentialFile.write(file, potential));
        assertTrue(Files.exists(range), "nothing is removed");
        PotentialFile.write(folder.resolve("n2p2"), potential, PotentialFile.N2P2);
        return PotentialFile.read(folder.resolve("n2p2"));
    }

    private void assertRefused(Potential p, int[] sizes, Activation hidden, String message) {
        FeedForward network = new FeedForward(sizes, new Activation[] {hidden, Activation.LINEAR});
        AtomicModel m = p.model(0);
        Map<Element, AtomicModel> models = new HashMap<>(p.models());
        models.put(
                p.elements().get(0),
                new AtomicModel(m.descriptor(), m.centre(), m.width(), network, false));
        Potential other = new Potential(p.elements(), models);
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> PotentialFile.write(folder, other, PotentialFile.N2P2));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertEquals(0, folder.toFile().list().length, "nothing is written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scaling.data", "weights.001.data", "weights.008.data"})
    void aFileCutOffAnywhereIsRefused(String name) throws IOException {
        write(files());
        String whole = files().get(name).replace("-1.5 2.5\n", "");
        for (int cut = 0; cut < whole.length() - 1; cut++) {
            write(Map.of(name, whole.substring(0, cut)));
            FormatException e =
                    assertThrows(FormatException.class, () -> PotentialFile.read(folder), "" + cut);
            assertTrue(e.getMessage().contains(name), e.getMessage());
        }
    }

    /** The number of functions is right all the same. */
    @Test
    void aCutoffCutOffIsRefused() throws IOException {
        write(files());
        String other = INPUT.replaceAll("(?m)^symfunction_short.*\n", "");
        List<String> functions =
                INPUT.lines().filter(l -> l.startsWith("symfunction_short")).toList();
        String whole = other + String.join("\n", functions) + "\n";
        write(Map.of("input.nn", whole));
        assertEquals(2, PotentialFile.read(folder).elements().size());
        write(Map.of("input.nn", whole.stripTrailing()));
        FormatException e = assertThrows(FormatException.class, () -> PotentialFile.read(folder));
        assertTrue(e.getMessage().contains("may be cut off here"), e.getMessage());
        write(Map.of("input.nn", whole + "# by hand"));
        assertEquals(2, PotentialFile.read(folder).elements().size());
    }

    /** As potentials of Zuo et al. (2020): the last line has no end, but all its columns. */
    @Test
    void aTableWithoutItsLastLineEndIsRead() throws IOException {
        write(files());
        String whole = SCALING.replace("-1.5 2.5\n", "");
        write(Map.of("scaling.data", whole.stripTrailing()));
        assertEquals(2, PotentialFile.read(folder).elements().size());
        write(Map.of("scaling.data", whole.replace("2 3 0.1", "2 3 -0.1").stripTrailing()));
        assertEquals(2, PotentialFile.read(folder).elements().size());
    }

    @Test
    void damagedFoldersAreReadOrRefused() throws IOException {
        Random random = new Random(1);
        List<String> names = new ArrayList<>(files().keySet());
        String likely = "0123456789.-+eE \n#!abHOlt";
        int refused = 0;
        write(files());
        for (int n = 0; n < 400; n++) {
            String name = names.get(random.nextInt(names.size()));
            StringBuilder text = new StringBuilder(files().get(name));
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, likely.charAt(random.nextInt(likely.length())));
                    case 1 -> text.setLength(Math.max(1, at));
                    default -> text.delete(at, Math.min(text.length() - 1, at + 5));
                }
            }
            write(Map.of(name, text.toString()));
            try {
                PotentialFile.read(folder);
            } catch (FormatException e) {
                refused++;
            }
            write(Map.of(name, files().get(name)));
        }
        assertTrue(refused > 150, "refused=" + refused);
    }
}
