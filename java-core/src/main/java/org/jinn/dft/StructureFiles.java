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
        if (!files.present()) {
            throw files.fault("expected a file with a structure, in any format jinn reads");
        }
        Dataset data =
                Dataset.read(
                        files.texts().stream().map(folder::resolve).toList(),
                        new ReadOptions(true, types));
        if (!data.rejected().isEmpty()) {
            throw files.fault(data.rejected().get(0).sentence());
        }
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

    /** The last structure of the files: of a relaxation the relaxed one. */
    public static Structure last(YamlNode files, Path folder, List<Element> types)
            throws IOException {
        List<Structure> all = read(files, folder, types);
        return all.get(all.size() - 1);
    }
}
