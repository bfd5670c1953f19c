package org.jinn.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jinn.input.YamlNode;
import org.jinn.structure.Element;

/** Reads which frames to train on, and what each group and atom weighs. */
final class TrainDataReader {
    private final Path folder;
    private final YamlNode data;
    private final YamlNode pre;
    private final YamlNode net;

    TrainDataReader(Path folder, YamlNode data, YamlNode pre, YamlNode net) {
        this.folder = folder;
        this.data = data;
        this.pre = pre;
        this.net = net;
    }

    TrainInput.Data read(List<Element> elements) {
        List<Path> files = new ArrayList<>();
        data.get("files").texts().forEach(f -> files.add(folder.resolve(f)));
        Optional<Path> list = Optional.empty();
        YamlNode listNode = data.get("struct_list");
        if (files.isEmpty()) {
            list = Optional.of(folder.resolve(listNode.text("structure_list")));
            if (!listNode.present() && !Files.exists(list.get())) {
                throw data.fault(
                        "expected 'files', a list of files or folders with labelled frames, or a"
                                + " structure_list in the folder of the input");
            }
        } else if (listNode.present()) {
            throw listNode.fault("'files' names the data already; remove one of the two");
        }
        Map<String, Double> weights = new LinkedHashMap<>();
        YamlNode weightNode = data.get("weights");
        for (String group : weightNode.keys()) {
            weights.put(group, weightNode.get(group).number(1, 0, 1e9));
        }
        return new TrainInput.Data(
                files,
                list,
                weights,
                pre.get("valid_rate").number(0.1, 0, 0.9),
                atomicWeights(elements));
    }

    private Optional<TrainInput.AtomicWeights> atomicWeights(List<Element> elements) {
        YamlNode how = pre.get("calc_atomic_weights");
        boolean wanted = net.get("use_atomic_weights").truth(false);
        YamlNode modifier = net.get("weight_modifier");
        modifier.know("type");
        modifier.know("params");
        modifier.refuseUnknown();
        if (how.isScalar() && !how.truth(false) && !wanted) {
            return Optional.empty();
        }
        if (how.isScalar() || !how.present()) {
            if (wanted) {
                throw net.get("use_atomic_weights")
                        .fault("expected preprocessing: calc_atomic_weights: {type: gdf}");
            }
            return Optional.empty();
        }
        how.get("type").word("gdf", "gdf");
        Map<Element, Double> width = null;
        YamlNode params = how.get("params");
        if (!params.isScalar() || !params.text("").equalsIgnoreCase("auto")) {
            width = byElement(elements, params, 0.02);
        }
        how.refuseUnknown();
        Map<Element, Double> steepness = new LinkedHashMap<>();
        Map<Element, Double> threshold = new LinkedHashMap<>();
        if (modifier.get("type").present()) {
            modifier.get("type").word("modified sigmoid", "modified sigmoid");
            for (Element e : elements) {
                YamlNode values = modifier.get("params").get(e.symbol());
                steepness.put(e, values.get("b").number(150, -1e9, 1e9));
                threshold.put(e, values.get("c").number(1, -1e9, 1e9));
                values.refuseUnknown();
            }
        }
        modifier.get("params").refuseUnknown();
        return wanted
                ? Optional.of(new TrainInput.AtomicWeights(width, steepness, threshold))
                : Optional.empty();
    }

    /** One positive number per element. */
    static Map<Element, Double> byElement(List<Element> elements, YamlNode node, double otherwise) {
        Map<Element, Double> values = new LinkedHashMap<>();
        for (Element e : elements) {
            values.put(e, node.get(e.symbol()).number(otherwise, 1e-12, 1e12));
        }
        node.refuseUnknown();
        return values;
    }
}
