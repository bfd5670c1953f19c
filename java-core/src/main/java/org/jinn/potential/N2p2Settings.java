package org.jinn.potential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The lines of an {@code input.nn}. Keywords of training are passed over; one that JINN does not
 * know, or knows and cannot follow, is refused: it may change the energy.
 */
final class N2p2Settings {
    /** A line with a keyword: its number from 1, and its words, the keyword first. */
    record Entry(int line, String[] words) {}

    /** May stand on several lines. */
    private static final Set<String> REPEATED = Set.of("atom_energy", "symfunction_short");

    private static final Set<String> ENERGY =
            Set.of(
                    "number_of_elements",
                    "elements",
                    "atom_energy",
                    "cutoff_type",
                    "symfunction_short",
                    "scale_symmetry_functions",
                    "scale_symmetry_functions_sigma",
                    "center_symmetry_functions",
                    "scale_min_short",
                    "scale_max_short",
                    "global_hidden_layers_short",
                    "global_nodes_short",
                    "global_activation_short",
                    "normalize_nodes",
                    "mean_energy",
                    "conv_energy",
                    "conv_length",
                    "nnp_type",
                    "nn_type_short");

    private static final Map<String, String> OTHER_NAMES =
            Map.of(
                    "symfunction", "symfunction_short",
                    "nnp_generation", "nnp_type",
                    "nnp_type_gen", "nnp_type",
                    "nnp_gen", "nnp_type");

    /** Known, and no energy depends on them while {@code nnp_type} is 2G. */
    private static final Pattern WITHOUT_EFFECT =
            Pattern.compile(
                    // training, in n2p2 and RuNNer
                    "(kalman|gradient|write|print|optmode|weights|rmse|nguyen_widrow|use_old|random"
                            + "|analyze|calculate|check|selection_mode|task_batch_size)_.*"
                            + "|short_(energy|force)_.*|(energy|force|charge)_(fraction|threshold)"
                            + "|force_energy_ratio|selection_mode|test_fraction|epochs|normalize_data_set"
                            + "|use_short_forces|use_short_nn|precondition_weights|main_error_metric"
                            + "|repeated_energy_update|updater_type|parallel_mode|jacobian_mode"
                            + "|update_strategy|memorize_symfunc_results|force_weight|initial_hardness"
                            + "|runner_mode|fitting_unit|points_in_memory|mix_all_points|bond_threshold|random_number_type|force_update_scaling"
                            + "|use_atom_(energies|charges)|remove_atom_energies|enforce_max_num_neighbors_atomic"
                            // charges
                            + "|conv_charge|fixed_gausswidth|ewald_.*|screen_electrostatics"
                            + "|four_pi_epsilon|(global|element)_.*_electrostatic");

    private final LineReader in;
    private final List<Entry> entries = new ArrayList<>();

    N2p2Settings(String file, List<String> lines) {
        in = new LineReader(file, lines.stream().map(l -> l.replaceFirst("!.*", "")).toList());
        while (in.more()) {
            String[] words = in.next("");
            words[0] = OTHER_NAMES.getOrDefault(words[0], words[0]);
            if (ENERGY.contains(words[0])) {
                add(new Entry(in.line(), words));
            } else if (WITHOUT_EFFECT.matcher(words[0]).matches()) {
                continue;
            } else if (words[0].startsWith("element_")) {
                throw in.fault(
                        "'"
                                + LineReader.shortened(words[0])
                                + "' is not supported: the networks of all elements must have the"
                                + " one shape of the keywords 'global_...'");
            } else {
                throw in.fault(
                        "JINN does not know the keyword '"
                                + LineReader.shortened(words[0])
                                + "', which may change the energy; make it a comment if it does"
                                + " not");
            }
        }
    }

    private void add(Entry entry) {
        String keyword = entry.words()[0];
        if (!REPEATED.contains(keyword) && find(keyword).isPresent()) {
            throw in.fault(
                    "a second '"
                            + keyword
                            + "', the first is on line "
                            + find(keyword).get().line());
        }
        entries.add(entry);
    }

    /** The reader, at the line of an entry. */
    LineReader at(Entry entry) {
        return in.at(entry.line());
    }

    /** All lines with a keyword. */
    List<Entry> all(String keyword) {
        return entries.stream().filter(e -> e.words()[0].equals(keyword)).toList();
    }

    Optional<Entry> find(String keyword) {
        return entries.stream().filter(e -> e.words()[0].equals(keyword)).findFirst();
    }

    boolean has(String keyword) {
        return find(keyword).isPresent();
    }

    /** The line with a keyword, which must be there and have a value. */
    Entry need(String keyword) {
        Entry entry =
                find(keyword)
                        .orElseThrow(
                                () -> in.at(0).fault("the keyword '" + keyword + "' is missing"));
        if (entry.words().length < 2) {
            throw at(entry).fault("expected a value after '" + keyword + "'");
        }
        return entry;
    }

    /** The number after a keyword, or {@code otherwise} without the keyword. */
    double number(String keyword, double otherwise) {
        return has(keyword) ? at(need(keyword)).number(need(keyword).words()[1]) : otherwise;
    }

    /** The whole number after a keyword. */
    int whole(String keyword, int low, int high) {
        return at(need(keyword)).whole(need(keyword).words()[1], low, high);
    }
}
