package org.jinn.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.descriptor.PaperSet;
import org.jinn.descriptor.ParamsFile;
import org.jinn.input.YamlNode;
import org.jinn.network.Activation;
import org.jinn.structure.Element;

/**
 * Reads an {@code input.yaml}. One that names no files is SIMPLE-NN's own: its list of structures
 * is read, and what it leaves open is as in SIMPLE-NN.
 */
final class TrainInputReader {
    private final Path folder;
    private final YamlNode top;
    private final YamlNode data;
    private final YamlNode pre;
    private final YamlNode net;

    /** Whether what is left open is as in SIMPLE-NN. */
    private final boolean simpleNn;

    TrainInputReader(Path file) throws IOException {
        folder = file.toAbsolutePath().getParent();
        top = YamlNode.read(file);
        top.only(
                "params",
                "descriptor",
                "data",
                "output",
                "random_seed",
                "initial",
                "preprocessing",
                "neural_network",
                "replicas",
                "threads",
                "memory_mb",
                "generate_features",
                "preprocess",
                "train_model",
                "atom_types");
        data = top.get("data");
        pre = top.get("preprocessing");
        net = top.get("neural_network");
        simpleNn = !data.get("files").present();
    }

    TrainInput read() throws IOException {
        // a step that SIMPLE-NN would leave out, as its files are there, takes JINN no files
        top.get("generate_features").truth(true);
        top.get("preprocess").truth(true);
        if (!top.get("train_model").truth(true)) {
            throw top.get("train_model")
                    .fault(
                            "JINN keeps no features between runs and does all steps at once; set it"
                                    + " to true");
        }
        Map<Element, DescriptorSet> sets = descriptors(top.get("params"), top.get("descriptor"));
        List<Element> elements = List.copyOf(sets.keySet());
        TrainInput.Network network = network();
        Path output =
                folder.resolve(
                        top.get("output")
                                .text(simpleNn ? "potential_saved_bestmodel" : "potential_saved"));
        TrainInput input =
                new TrainInput(
                        elements,
                        sets,
                        new TrainDataReader(folder, data, pre, net).read(elements),
                        output,
                        top.get("random_seed").whole(1, 0, Integer.MAX_VALUE),
                        scaling(elements),
                        network,
                        initial(output, sets, network),
                        loss(),
                        fit(),
                        net.get("show_interval").whole(10, 1, 1_000_000_000),
                        top.get("replicas").whole(1, 1, 1000),
                        top.get("threads").whole(0, 0, 4096),
                        (long) (1e6 * top.get("memory_mb").number(1000, 0, 1e7)),
                        checkpoint(),
                        tested(output));
        List.of(data, top.get("descriptor"), pre, net, net.get("optimizer"))
                .forEach(SimpleNnKeys::check);
        return input;
    }

    /**
     * Whether SIMPLE-NN's input goes on from a checkpoint: JINN has its own, called after the
     * potential, and takes it whatever the name.
     */
    private boolean checkpoint() {
        YamlNode key = net.get("continue");
        String name = key.text("false");
        if (List.of("weights", "false", "False").contains(name)) {
            return false;
        }
        if (Files.exists(folder.resolve(name))) {
            throw key.fault(
                    "a checkpoint of PyTorch cannot be read; let SIMPLE-NN write potential_saved, and"
                            + " say 'weights' here: "
                            + folder.resolve(name));
        }
        if (!name.endsWith(".pth.tar")) {
            throw key.fault(
                    "expected 'weights', those of potential_saved, or a name ending with .pth.tar,"
                            + " for which JINN takes its own checkpoint: "
                            + name);
        }
        return true;
    }

    /** The potential that SIMPLE-NN's input tests instead of training one. */
    private Optional<Path> tested(Path output) {
        boolean tests = net.get("test").truth(false);
        if (tests == net.get("train").truth(true)) {
            throw net.get(tests ? "test" : "train")
                    .fault("expected one of 'train: true' and 'test: true', and the other false");
        }
        boolean weights = net.get("continue").text("").equals("weights");
        return tests
                ? Optional.of(weights ? folder.resolve("potential_saved") : output)
                : Optional.empty();
    }

    /** The potential to start from; SIMPLE-NN's word for it is {@code continue: weights}. */
    private Optional<InitialPotential> initial(
            Path output, Map<Element, DescriptorSet> sets, TrainInput.Network network)
            throws IOException {
        YamlNode key = top.get("initial");
        String name = key.text("potential_saved");
        if (!key.present()) {
            key = net.get("continue");
            if (!key.text("").equals("weights") || tested(output).isPresent()) {
                return Optional.empty();
            }
        }
        Path file = folder.resolve(name);
        if (file.normalize().equals(output.normalize())) {
            throw key.fault(
                    "training would overwrite it; give the new potential another name by 'output'");
        }
        if (top.get("replicas").whole(1, 1, 1000) > 1) {
            throw key.fault("replicas from the same weights would all be the same");
        }
        return Optional.of(InitialPotential.read(file, key, sets, network));
    }

    private TrainInput.Scaling scaling(List<Element> elements) {
        if (!pre.get("calc_scale").truth(true) || !net.get("use_scale").truth(true)) {
            throw pre.get("calc_scale").fault("descriptors are always scaled; remove this key");
        }
        TrainInput.ScaleType type =
                switch (pre.get("scale_type").word("minmax", "minmax", "meanstd", "uniform gas")) {
                    case "minmax" -> TrainInput.ScaleType.MINMAX;
                    case "meanstd" -> TrainInput.ScaleType.MEANSTD;
                    default -> TrainInput.ScaleType.UNIFORM_GAS;
                };
        YamlNode rho = pre.get("scale_rho");
        Map<Element, Double> density = Map.of();
        if (type == TrainInput.ScaleType.UNIFORM_GAS) {
            if (!rho.present()) {
                throw pre.fault(
                        "'uniform gas' needs scale_rho, such as {Si: 0.05}, per angstrom^3");
            }
            for (Element e : elements) {
                if (!rho.get(e.symbol()).present()) {
                    throw rho.fault("expected a density for " + e.symbol() + " too");
                }
            }
            density = TrainDataReader.byElement(elements, rho, 0);
        }
        boolean pca = pre.get("calc_pca").truth(true) & net.get("use_pca").truth(true);
        return new TrainInput.Scaling(
                type,
                pre.get("scale_width").number(1, 1e-9, 1e9),
                density,
                pca,
                pre.get("pca_whiten").truth(true),
                pre.get("min_whiten_level").number(simpleNn ? 1e-8 : 1e-3, 1e-20, 1e3));
    }

    private TrainInput.Network network() {
        Activation activation =
                Activation.find(
                                net.get("acti_func")
                                        .word(
                                                simpleNn ? "sigmoid" : "tanh",
                                                "sigmoid",
                                                "tanh",
                                                "relu",
                                                "selu",
                                                "swish"))
                        .orElseThrow();
        return new TrainInput.Network(
                nodes(net.get("nodes")),
                activation,
                initializer(net.get("weight_initializer"), activation),
                net.get("dropout").number(0, 0, 0.95));
    }

    private Initializer initializer(YamlNode node, Activation activation) {
        YamlNode params = node.get("params");
        Initializer.Kind kind =
                Initializer.Kind.of(
                        node.get("type").word("xavier normal", Initializer.Kind.words()));
        Initializer initializer =
                new Initializer(
                        kind,
                        params.get("gain")
                                .number(simpleNn ? Initializer.gain(activation) : 1, 1e-9, 1e9),
                        params.get("mean").number(0, -1e9, 1e9),
                        params.get("std").number(1, 0, 1e9),
                        params.get("val").number(0, -1e9, 1e9),
                        params.get("mode").word("fan_in", "fan_in", "fan_out").equals("fan_out"),
                        Initializer.gain(
                                Activation.find(
                                                params.get("nonlinearity")
                                                        .word(
                                                                "relu", "linear", "sigmoid", "tanh",
                                                                "relu", "selu"))
                                        .orElseThrow()));
        params.know("sparsity");
        params.refuseUnknown();
        node.refuseUnknown();
        return initializer;
    }

    private TrainInput.LossTerms loss() {
        double scale = net.get("loss_scale").number(1, 1e-9, 1e9);
        boolean forces = net.get("use_force").truth(true);
        boolean stress = net.get("use_stress").truth(true);
        double energyCoeff = net.get("energy_coeff").number(simpleNn ? 1 : 40, 0, 1e9);
        double forceCoeff = net.get("force_coeff").number(0.1, 0, 1e9);
        double stressCoeff = net.get("stress_coeff").number(simpleNn ? 1e-6 : 3e-4, 0, 1e9);
        if (energyCoeff == 0 && (!forces || forceCoeff == 0) && (!stress || stressCoeff == 0)) {
            throw net.fault("expected a coefficient above 0: of energy, force or stress");
        }
        return new TrainInput.LossTerms(
                scale * energyCoeff,
                forces ? scale * forceCoeff : 0,
                stress ? scale * stressCoeff : 0,
                net.get("E_loss_type").whole(1, 1, 3) - 1,
                net.get("F_loss_type").whole(1, 1, 2) == 2);
    }

    private TrainInput.Fit fit() {
        YamlNode optimizer = net.get("optimizer");
        String word =
                optimizer.get("method").word(simpleNn ? "Adam" : "L-BFGS", "Adam", "L-BFGS", "LM");
        TrainInput.Method method =
                switch (word) {
                    case "Adam" -> TrainInput.Method.ADAM;
                    case "LM" -> TrainInput.Method.LM;
                    default -> TrainInput.Method.LBFGS;
                };
        if (optimizer.get("params").present()) {
            throw optimizer
                    .get("params")
                    .fault("the optimizer takes no parameters of its own here");
        }
        if (method != TrainInput.Method.ADAM) {
            for (String key : List.of("dropout", "F_loss_type")) {
                if (net.get(key).present()
                        && net.get(key).number(0, 0, 9) > (key.equals("dropout") ? 0 : 1)) {
                    throw net.get(key)
                            .fault("only 'optimizer: {method: Adam}' can do this, not " + word);
                }
            }
        }
        return new TrainInput.Fit(
                method,
                net.get("total_epoch").whole(1000, 1, 100_000_000),
                net.get("max_minutes")
                        .number(TrainInput.Fit.NO_LIMIT, 1e-3, TrainInput.Fit.NO_LIMIT),
                batch(),
                net.get("learning_rate").number(simpleNn ? 1e-4 : 0.003, 1e-9, 10),
                net.get("decay_rate").number(simpleNn ? 1 : 0, 1e-9, 1),
                // SIMPLE-NN's is PyTorch's weight_decay: the gradient, not the term in the loss
                (simpleNn ? 0.5 : 1) * net.get("l2_regularization").number(1e-6, 0, 1e3),
                net.get("energy_criteria").number(Double.POSITIVE_INFINITY, 0, 1e9),
                net.get("force_criteria").number(Double.POSITIVE_INFINITY, 0, 1e9),
                net.get("stress_criteria").number(Double.POSITIVE_INFINITY, 0, 1e9));
    }

    private int batch() {
        int batch = net.get("batch_size").whole(8, 1, 1_000_000);
        return net.get("full_batch").truth(false) ? 1_000_000_000 : batch;
    }

    private Map<Element, DescriptorSet> descriptors(YamlNode params, YamlNode descriptor)
            throws IOException {
        String set = descriptor.get("set").text("table1-64");
        double cutoff = descriptor.get("cutoff").number(6.3, 0.5, 100);
        List<String> names = descriptor.get("elements").texts();
        if (params.present() == descriptor.present()) {
            throw params.fault(
                    "expected either 'params' (element: params file) or 'descriptor' (set, cutoff,"
                            + " elements)");
        }
        List<Element> elements = new ArrayList<>();
        YamlNode where = params.present() ? params : descriptor.get("elements");
        for (String name : params.present() ? params.keys() : names) {
            Element element =
                    Element.find(name)
                            .orElseThrow(
                                    () -> where.fault("not a chemical element: '" + name + "'"));
            if (elements.contains(element)) {
                throw where.fault("the element '" + name + "' stands twice");
            }
            elements.add(element);
        }
        if (elements.isEmpty()) {
            throw descriptor.fault("expected 'elements', such as [Si]");
        }
        order(elements);
        Map<Element, DescriptorSet> sets = new LinkedHashMap<>();
        for (Element element : elements) {
            if (params.present()) {
                YamlNode value = params.get(element.symbol());
                if (!value.present()) {
                    throw value.fault("expected the params file of the element");
                }
                sets.put(element, ParamsFile.read(folder.resolve(value.text("")), elements));
            } else {
                try {
                    sets.put(element, PaperSet.of(set).functions(elements, cutoff));
                } catch (IllegalArgumentException e) {
                    throw descriptor.get("set").fault(e.getMessage());
                }
            }
        }
        return sets;
    }

    /** As in SIMPLE-NN: lines of params files count neighbours' elements as atom_types has them. */
    private void order(List<Element> elements) {
        List<String> symbols = elements.stream().map(Element::symbol).toList();
        List<String> types = top.get("atom_types").texts();
        if (types.isEmpty()) {
            return;
        }
        if (!(types.containsAll(symbols) && symbols.containsAll(types))) {
            throw top.get("atom_types").fault("expected those with descriptors, " + symbols);
        }
        elements.sort(Comparator.comparingInt(e -> types.indexOf(e.symbol())));
    }

    private static int[] nodes(YamlNode value) {
        String[] words = value.text("30-30").split("-");
        int[] nodes = new int[words.length];
        for (int l = 0; l < nodes.length; l++) {
            try {
                nodes[l] = Integer.parseInt(words[l].trim());
            } catch (NumberFormatException e) {
                nodes[l] = 0;
            }
            if (nodes[l] < 1 || nodes[l] > 10_000) {
                throw value.fault(
                        "expected numbers of nodes such as '30-30', found '"
                                + value.text("")
                                + "'");
            }
        }
        return nodes;
    }
}
