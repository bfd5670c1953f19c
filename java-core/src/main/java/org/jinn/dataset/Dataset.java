package org.jinn.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.format.ReadOptions;
import org.jinn.structure.Frame;

/**
 * The frames of many files, in memory.
 *
 * @param frames the accepted ones in the order of the files, each with its group
 * @param rejected the refused ones with their reasons
 */
public record Dataset(List<Frame> frames, List<Rejected> rejected) {
    /** Two disjoint parts of a data set, each in the order of the whole. */
    public record Split(List<Frame> training, List<Frame> test) {}

    public Dataset {
        frames = List.copyOf(frames);
        rejected = List.copyOf(rejected);
    }

    /**
     * Reads files and directories (see {@link Inputs#files}).
     *
     * @throws java.nio.file.NoSuchFileException if one does not exist
     */
    public static Dataset read(List<Path> inputs, ReadOptions options) throws IOException {
        List<Frame> frames = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        Repeats repeats = new Repeats(false);
        for (Path file : Inputs.files(inputs)) {
            Inputs.read(
                    file,
                    options,
                    Selection.all(),
                    repeats,
                    bytes -> {},
                    result -> {
                        if (result instanceof Accepted accepted) {
                            frames.add(accepted.frame());
                        } else {
                            rejected.add((Rejected) result);
                        }
                    });
        }
        return new Dataset(frames, rejected);
    }

    /** What the frames cover. */
    public Summary summary() {
        Summary summary = new Summary();
        frames.forEach(frame -> summary.add(new Accepted(frame)));
        rejected.forEach(summary::add);
        return summary;
    }

    /**
     * Sets frames aside for testing: of every group the same share, drawn at random. The same
     * frames, share and seed give the same split, whatever other groups there are. Only if that
     * sets none aside, as where every group is small, is the share taken of all frames alike.
     *
     * @param share the part to set aside, 0.1 by custom; of a group it is rounded to whole frames,
     *     of which one at least is trained on
     * @param seed of the random numbers
     * @throws IllegalArgumentException if the share is not in [0, 1)
     */
    public Split split(double share, long seed) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("share of test frames must be in [0, 1): " + share);
        }
        Map<String, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < frames.size(); i++) {
            groups.computeIfAbsent(frames.get(i).group("-"), g -> new ArrayList<>()).add(i);
        }
        Set<Integer> aside = new HashSet<>();
        groups.forEach((group, members) -> aside.addAll(drawn(members, group, share, seed)));
        if (aside.isEmpty()) {
            List<Integer> all = new ArrayList<>();
            groups.values().forEach(all::addAll);
            aside.addAll(drawn(all, "", share, seed));
        }
        List<Frame> training = new ArrayList<>();
        List<Frame> test = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            (aside.contains(i) ? test : training).add(frames.get(i));
        }
        return new Split(training, test);
    }

    private static List<Integer> drawn(
            List<Integer> members, String group, double share, long seed) {
        Collections.shuffle(members, new Random(31 * seed + group.hashCode()));
        long count = Math.min(Math.round(share * members.size()), members.size() - 1L);
        return members.subList(0, (int) Math.max(0, count));
    }
}
