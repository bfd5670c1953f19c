package org.jinn.dft;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jinn.dataset.Dataset;
import org.jinn.format.ReadOptions;
import org.jinn.input.YamlNode;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Structure;

/** Structures that an input names by their files, in any format JINN reads. */
public final class StructureFiles {
    private StructureFiles() {}

    /**
     * All structures of the files; at least one, each periodic in three directions. Energies and
     * forces do not matter here and may be missing.
     *
     * @param files the value that names them, a file or a list
     * @param folder that they are relative to
     * @param types elements of numbered atom types, for files without names
     * @throws org.jinn.structure.FormatException at the key, if a file holds something else
     */
    public static List<Structure> read(YamlNode files, Path folder, List<Element> types)
            throws IOException {
        Dataset data = data(files, folder, types);
        if (!data.rejected().isEmpty()) {
            throw files.fault(
                    data.rejected().get(0).sentence()
                            + " (jinn convert makes a file of those that can be read)");
        }
        return structures(files, data);
    }

    /**
     * The last structure of the files that can be read: of a relaxation the relaxed one, though the
     * energy of its last frame, in another basis, is refused.
     */
    public static Structure last(YamlNode files, Path folder, List<Element> types)
            throws IOException {
        Dataset data = data(files, folder, types);
        if (data.frames().isEmpty() && !data.rejected().isEmpty()) {
            throw files.fault(data.rejected().get(0).sentence());
        }
        List<Structure> all = structures(files, data);
        return all.get(all.size() - 1);
    }

    private static Dataset data(YamlNode files, Path folder, List<Element> types)
            throws IOException {
        if (!files.present()) {
            throw files.fault("expected a file with a structure, in any format jinn reads");
        }
        return Dataset.read(
                files.texts().stream().map(folder::resolve).toList(), new ReadOptions(true, types));
    }

    private static List<Structure> structures(YamlNode files, Dataset data) {
        if (data.frames().isEmpty()) {
            throw files.fault("no structure found: " + files.texts());
        }
        for (Frame frame : data.frames()) {
            if (!frame.structure().cell().allPeriodic()) {
                throw files.fault("the cell must be periodic: " + frame.origin());
            }
        }
        return data.frames().stream().map(Frame::structure).toList();
    }
}
