package org.jinn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jinn.input.YamlNode;

/** Keys of SIMPLE-NN's input that say nothing new here, or ask for something JINN does not do. */
final class SimpleNnKeys {
    /** Its files, its log and its hardware: nothing of the result hangs on them. */
    private static final List<String> OF_NO_CONSEQUENCE =
            List.of(
                    "type",
                    "compress_outcar",
                    "refdata_format",
                    "save_directory",
                    "save_list",
                    "absolute_path",
                    "read_force",
                    "read_stress",
                    "dx_save_sparse",
                    "data_list",
                    "train_list",
                    "valid_list",
                    "test_list",
                    "ref_list",
                    "shuffle_dataloader",
                    "double_precision",
                    "save_interval",
                    "break_max",
                    "print_structure_rmse",
                    "accurate_train_rmse",
                    "use_gpu",
                    "GPU_number",
                    "subprocesses",
                    "inter_op_threads",
                    "intra_op_threads");

    /** What JINN always does; to ask for the opposite is an error. */
    private static final Map<String, Boolean> FIXED =
            Map.of(
                    "shuffle", true,
                    "add_NNP_ref", false,
                    "train_atomic_E", false,
                    "test_atomic_E", false,
                    "clear_prev_status", false,
                    "clear_prev_optimizer", false);

    private SimpleNnKeys() {}

    /** Refuses what a section asks for and JINN does not do; unknown keys, too. */
    static void check(YamlNode section) {
        OF_NO_CONSEQUENCE.forEach(section::know);
        List<String> given = new ArrayList<>(section.keys());
        given.retainAll(FIXED.keySet());
        for (String key : given) {
            if (section.get(key).truth(FIXED.get(key)) != FIXED.get(key)) {
                throw section.get(key).fault(instead(key));
            }
        }
        if (section.keys().contains("start_epoch")) {
            section.get("start_epoch").whole(1, 1, 1);
        }
        section.refuseUnknown();
    }

    private static String instead(String key) {
        return switch (key) {
            case "shuffle" -> "frames for validation are drawn at random; remove it";
            default -> "SIMPLE-NN knows this key, JINN does not support it; remove it";
        };
    }
}
