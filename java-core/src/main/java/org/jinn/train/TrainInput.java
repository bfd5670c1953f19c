package org.jinn.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jinn.descriptor.DescriptorSet;
import org.jinn.descriptor.PaperSet;
import org.jinn.descriptor.ParamsFile;
import org.jinn.network.Activation;
import org.jinn.structure.Element;

/**
 * What a training run is asked to do: an {@code input.yaml} with SIMPLE-NN's key names where it has
 * them, read and checked.
 *
 * @param elements the elements, in the order of the potential file
 * @param descriptors the functions of each element
 * @param data files and folders with labelled frames
 * @param output the potential file to write
 * @param seed of the split, the initial weights and the order of batches
 * @param validRate share of frames kept for validation
 * @param scaleType how descriptors are scaled
 * @param pca whether scaled descriptors are turned into principal components
 * @param whiten whether components are divided by their standard deviation
 * @param whitenFloor added to the variance before whitening
 * @param hidden nodes of the hidden layers
 * @param activation of the hidden layers
 * @param coefficients of the loss
 * @param method of optimisation
 * @param epochs most passes over the training frames
 * @param minutes most minutes of training
 * @param batch frames per step
 * @param learningRate at the start
 * @param l2 coefficient of the squared weights in the loss
 * @param threads 0 for all cores
 */
public record TrainInput(
        List<Element> elements,
        Map<Element, DescriptorSet> descriptors,
        List<Path> data,
        Path output,
        long seed,
        double validRate,
        ScaleType scaleType,
        boolean pca,
        boolean whiten,
        double whitenFloor,
        int[] hidden,
        Activation activation,
        Coefficients coefficients,
        Method method,
        int epochs,
        double minutes,
        int batch,
        double learningRate,
        double l2,
        int threads) {

    /** How descriptors are brought to a common range before the network. */
    public enum ScaleType {
        /** To -1 ... 1 over the training set. */
        MINMAX,
        /** To mean 0 and standard deviation 1. */
        MEANSTD
    }

    /** How the loss is minimised. */
    public enum Method {
        /** Small steps on batches of frames. */
        ADAM,
        /** Limited-memory BFGS on all frames at once; an epoch is one iteration. */
        LBFGS
    }

    /**
     * Loss = energy mean (dE/N)^2 + force mean dF^2 + stress mean dS^2, with E in eV, F in
     * eV/angstrom, S in kbar, as SIMPLE-NN has it. A zero leaves the term out.
     */
    public record Coefficients(double energy, double force, double stress) {}

    private static final List<String> SECTIONS =
            List.of(
                    "params",
                    "descriptor",
                    "data",
                    "output",
                    "random_seed",
                    "preprocessing",
                    "neural_network",
                    "threads");

    /** Keys of SIMPLE-NN's input.yaml that have no meaning here yet. */
    private static final List<String> SIMPLE_NN =
            List.of(
                    "generate_features",
                    "preprocess",
                    "train_model",
                    "atom_types",
                    "type",
                    "struct_list",
                    "refdata_format",
                    "compress_outcar",
                    "save_directory",
                    "save_list",
                    "absolute_path",
                    "read_force",
                    "read_stress",
                    "dx_save_sparse",
                    "data_list",
                    "train_list",
                    "valid_list",
                    "shuffle",
                    "calc_scale",
                    "scale_width",
                    "scale_rho",
                    "calc_atomic_weights",
                    "test_list",
                    "ref_list",
                    "train",
                    "test",
                    "add_NNP_ref",
                    "train_atomic_E",
                    "test_atomic_E",
                    "shuffle_dataloader",
                    "double_precision",
                    "weight_initializer",
                    "dropout",
                    "use_pca",
                    "use_scale",
                    "use_atomic_weights",
                    "weight_modifier",
                    "full_batch",
                    "decay_rate",
                    "loss_scale",
                    "E_loss_type",
                    "F_loss_type",
                    "show_interval",
                    "save_interval",
                    "energy_criteria",
                    "force_criteria",
                    "stress_criteria",
                    "break_max",
                    "print_structure_rmse",
                    "accurate_train_rmse",
                    "continue",
                    "start_epoch",
                    "clear_prev_status",
                    "clear_prev_optimizer",
                    "use_gpu",
                    "GPU_number",
                    "subprocesses",
                    "inter_op_threads",
                    "intra_op_threads");

    /**
     * Reads and checks an input file. Paths in it are relative to its folder.
     *
     * @throws org.jinn.structure.FormatException naming line and key of the first fault
     */
    public static TrainInput read(Path file) throws IOException {
        YamlNode top = YamlNode.read(file);
        // a misspelt section must be told before what it seems to leave out
        SECTIONS.forEach(top::get);
        top.refuseUnknown(SIMPLE_NN);
        Path folder = file.toAbsolutePath().getParent();
        YamlNode params = top.get("params");
        YamlNode descriptor = top.get("descriptor");
        Map<Element, DescriptorSet> sets = descriptors(params, descriptor, folder);

        YamlNode data = top.get("data");
        List<Path> files = new ArrayList<>();
        data.get("files").texts().forEach(f -> files.add(folder.resolve(f)));
        if (files.isEmpty()) {
            throw data.fault("expected 'files', a list of files or folders with labelled frames");
        }
        YamlNode pre = top.get("preprocessing");
        YamlNode net = top.get("neural_network");
        YamlNode optimizer = net.get("optimizer");
        Method method =
                optimizer.get("method").word("Adam", "Adam", "L-BFGS").equals("Adam")
                        ? Method.ADAM
                        : Method.LBFGS;
        boolean forces = net.get("use_force").truth(true);
        boolean stress = net.get("use_stress").truth(true);
        double energyCoeff = net.get("energy_coeff").number(1, 0, 1e9);
        double forceCoeff = net.get("force_coeff").number(0.1, 0, 1e9);
        double stressCoeff = net.get("stress_coeff").number(1e-5, 0, 1e9);
        YamlNode whitenLevel = pre.get("min_whiten_level");
        TrainInput input =
                new TrainInput(
                        List.copyOf(sets.keySet()),
                        sets,
                        files,
                        folder.resolve(top.get("output").text("potential_saved")),
                        top.get("random_seed").whole(1, 0, Integer.MAX_VALUE),
                        pre.get("valid_rate").number(0.1, 0, 0.9),
                        pre.get("scale_type").word("minmax", "minmax", "meanstd").equals("minmax")
                                ? ScaleType.MINMAX
                                : ScaleType.MEANSTD,
                        pre.get("calc_pca").truth(true),
                        pre.get("pca_whiten").truth(true),
                        whitenLevel.number(1e-4, 0, 1e3),
                        nodes(net.get("nodes")),
                        Activation.find(
                                        net.get("acti_func")
                                                .word(
                                                        "tanh", "sigmoid", "tanh", "relu", "selu",
                                                        "swish"))
                                .orElseThrow(),
                        new Coefficients(
                                energyCoeff, forces ? forceCoeff : 0, stress ? stressCoeff : 0),
                        method,
                        net.get("total_epoch").whole(1000, 1, 100_000_000),
                        net.get("max_minutes").number(1e6, 1e-3, 1e6),
                        net.get("batch_size").whole(8, 1, 1_000_000),
                        net.get("learning_rate").number(0.003, 1e-9, 10),
                        net.get("l2_regularization").number(1e-6, 0, 1e3),
                        top.get("threads").whole(0, 0, 4096));
        for (YamlNode section : List.of(data, descriptor, pre, net, optimizer)) {
            section.refuseUnknown(SIMPLE_NN);
        }
        return input;
    }

    private static Map<Element, DescriptorSet> descriptors(
            YamlNode params, YamlNode descriptor, Path folder) throws IOException {
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
