package org.jinn.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jinn.dataset.Dataset.Split;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameResult.Rejected;
import org.jinn.format.ReadOptions;
import org.jinn.format.Reading;
import org.jinn.format.qe.PwInputFormatTest;
import org.jinn.format.qe.PwXmlFormat;
import org.jinn.format.qe.PwxFormat;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;
import org.jinn.structure.Origin;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {
    private static final String ONE = "1\nProperties=species:S:1:pos:R:3 energy=%d %s\nH 0 0 0\n";

    @Test
    void groupsOfFileNames() {
        assertEquals("crystal", Groups.ofFile(Path.of("a/crystal_00.out.gz")));
        assertEquals("si.md", Groups.ofFile(Path.of("si.md2.out")));
        assertEquals("42", Groups.ofFile(Path.of("42.out")));
        assertEquals("liquid", Groups.ofFile(Path.of("liquid")));
        assertEquals("quartz", Groups.ofFile(Path.of("quartz_07/OUTCAR.gz")));
        assertEquals("si", Groups.ofFile(Path.of("out/si.save/data-file-schema.xml")));
        assertEquals("liquid", Groups.ofFile(Path.of("liquid/001/espresso.pwo")));
        assertEquals("7", Groups.ofFile(Path.of("/7/pw.out")));
    }

    /** Links are what they lead to; one that leads back is left out. */
    @Test
    void linksToFoldersAreFollowed(@TempDir Path folder) throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path runs = Files.createDirectory(folder.resolve("runs"));
        Files.writeString(real.resolve("a.xyz"), ONE.formatted(1, ""));
        Files.createSymbolicLink(runs.resolve("more"), real);
        Files.createSymbolicLink(real.resolve("back"), runs);
        Path link = Files.createSymbolicLink(folder.resolve("link"), runs);
        Dataset data = Dataset.read(List.of(link), ReadOptions.DEFAULT);
        assertEquals(1, data.frames().size());
        assertEquals(link.resolve("more/a.xyz").toString(), data.frames().get(0).origin().file());
    }

    @Test
    void readsFoldersAndKeepsRefusals(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("b_1.xyz"), ONE.formatted(1, "group=own"));
        Files.writeString(folder.resolve("a_1.xyz"), ONE.formatted(2, "") + "1\n\nH x 0 0\n");
        Files.writeString(folder.resolve("notes.txt"), "nothing");
        Files.writeString(folder.resolve(".hidden.xyz"), ONE.formatted(3, ""));
        Dataset data = Dataset.read(List.of(folder), ReadOptions.DEFAULT);
        assertEquals(2, data.frames().size());
        assertEquals("a", data.frames().get(0).group("?"));
        assertEquals("own", data.frames().get(1).group("?"));
        assertEquals(1, data.rejected().size());
        assertEquals(
                folder.resolve("a_1.xyz")
                        + ":6: frame 2: not a number, a finite number was expected: x",
                data.rejected().get(0).sentence());
        Dataset named = Dataset.read(List.of(folder.resolve("notes.txt")), ReadOptions.DEFAULT);
        assertTrue(named.rejected().get(0).reason().startsWith("not recognised"));
        assertThrows(
                NoSuchFileException.class,
                () -> Dataset.read(List.of(folder.resolve("none")), ReadOptions.DEFAULT));
        assertEquals(2, data.summary().atoms());
        assertEquals(2.0, data.summary().energyPerAtom().max());
    }

    /** Too short to be recognised: told all the same. */
    @Test
    void whatIsLeftOfACompressedFileIsRefused(@TempDir Path folder) throws IOException {
        byte[] whole;
        try (InputStream in = Reading.class.getResourceAsStream("qe/xml/md.out.gz")) {
            whole = in.readAllBytes();
        }
        for (int length : new int[] {5, 10, 60}) {
            Path file = folder.resolve(length + ".out.gz");
            Files.write(file, java.util.Arrays.copyOf(whole, length));
        }
        Dataset data = Dataset.read(List.of(folder), ReadOptions.DEFAULT);
        assertEquals(3, data.rejected().size());
        for (Rejected r : data.rejected()) {
            assertTrue(r.reason().contains("compressed data are cut off"), r.sentence());
        }
    }

    /** One that cannot be read hides no others. */
    @Test
    void whatCannotBeReadStandsBesideStructures(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("x.in"), PwInputFormatTest.SAMPLE);
        Files.write(folder.resolve("old.cif.gz"), new byte[] {31, (byte) 139, 8, 0, 0});
        Dataset data = Dataset.read(List.of(folder), ReadOptions.DEFAULT);
        assertEquals(1, data.frames().size());
        assertEquals(1, data.rejected().size());
    }

    /** Input files and quoted arguments have no shell to do it. */
    @Test
    void patternsStandForWhatFitsThem(@TempDir Path folder) throws IOException {
        for (String name : List.of("a_2.xyz", "a_1.xyz", "b_1.xyz", "[b]_1.xyz", ".a_1.xyz")) {
            Files.writeString(folder.resolve(name), ONE.formatted(1, ""));
        }
        Files.createSymbolicLink(folder.resolve("a_*"), folder.resolve("nothing"));
        Path deep = Files.createDirectory(folder.resolve("a_deep"));
        Files.writeString(deep.resolve("c.xyz"), ONE.formatted(1, ""));
        assertEquals("a_1.xyz a_2.xyz c.xyz", names(folder.resolve("a_*")));
        assertEquals("a_1.xyz b_1.xyz", names(folder.resolve("{a,b}_1.xyz")));
        assertEquals("[b]_1.xyz", names(folder.resolve("[b]_1.xyz")), "a file of that name");
        assertEquals(".a_1.xyz", names(folder.resolve(".a*")));
        assertEquals("c.xyz", names(folder.resolve("*/c.*")), "in any folder");
        assertEquals(2, Inputs.files(List.of(folder.resolve("a_1.xyz"), deep, deep)).size());
        assertEquals(
                3, Inputs.files(List.of(folder.resolve("a_*"), folder.resolve("a_1.xyz"))).size());
        for (String none : List.of("c_*.xyz", "none/*", "a_[", "{", "a_1.xyz/*")) {
            Path path = folder.resolve(none);
            assertThrows(NoSuchFileException.class, () -> Inputs.files(List.of(path)), none);
        }
    }

    private static String names(Path pattern) throws IOException {
        return Inputs.files(List.of(pattern)).stream()
                .map(p -> p.getFileName().toString())
                .collect(Collectors.joining(" "));
    }

    @Test
    void oneRunInTwoFormatsIsTakenOnce(@TempDir Path folder) throws IOException {
        for (String name : List.of("md.out", "md.xml")) {
            try (InputStream in = Reading.class.getResourceAsStream("qe/xml/" + name + ".gz")) {
                Files.copy(in, folder.resolve(name + ".gz"));
            }
        }
        Files.copy(folder.resolve("md.xml.gz"), folder.resolve("a.xml.gz"));
        Files.writeString(folder.resolve("x.in"), PwInputFormatTest.SAMPLE);
        Dataset data = Dataset.read(List.of(folder), ReadOptions.DEFAULT);
        assertEquals(4, data.frames().size());
        assertTrue(data.frames().stream().allMatch(f -> f.labels().hasStress()), "the text's");
        assertEquals(8, data.rejected().size());
        assertEquals(
                "read already, in " + folder.resolve("md.out.gz"), data.rejected().get(0).reason());
        Files.delete(folder.resolve("md.out.gz"));
        assertEquals(8, Dataset.read(List.of(folder), ReadOptions.DEFAULT).frames().size());
        Files.delete(folder.resolve("md.xml.gz"));
        Files.delete(folder.resolve("a.xml.gz"));
        Dataset bare = Dataset.read(List.of(folder), ReadOptions.DEFAULT);
        assertEquals("OSi", bare.frames().get(0).structure().formula(), "no calculations: inputs");
    }

    @Test
    void twoFormatsThatDisagreeAreToldApart() throws IOException {
        List<Frame> text =
                Reading.accepted(Reading.read(new PwxFormat(), Reading.text("qe/xml/md.out")));
        Repeats repeats = new Repeats(false);
        Frame first = text.get(0);
        assertTrue(repeats.check(new PwxFormat(), new Accepted(first)) instanceof Accepted);
        double[] forces = first.labels().forces();
        forces[0] += 1;
        Labels other = new Labels(first.labels().energy(), forces, first.labels().stress());
        FrameResult second =
                repeats.check(
                        new PwXmlFormat(),
                        new Accepted(
                                new Frame(first.structure(), other, first.origin(), first.info())));
        assertTrue(
                second instanceof Rejected r
                        && r.reason().startsWith("has the energy of " + first.origin() + ", but"),
                second.toString());
        // energies of thousands of frames meet by chance
        double[] x = first.structure().positions();
        x[0] += 0.1;
        Frame elsewhere =
                new Frame(first.structure().withPositions(x), other, first.origin(), first.info());
        assertTrue(repeats.check(new PwXmlFormat(), new Accepted(elsewhere)) instanceof Accepted);
    }

    @Test
    void settingsThatDoNotGoTogetherAreTold() {
        Structure silicon = new Structure(Cell.cubic(5), new Element[] {Element.SI}, new double[3]);
        Summary summary = new Summary();
        Frame first =
                new Frame(
                        silicon,
                        Labels.of(-1, new double[3], null),
                        new Origin("x", 1, 1),
                        Map.of(
                                "xc", "SLA PW PBE PBE",
                                "ecutwfc_Ry", "20.0000",
                                "kmesh", "2 2 2 0 0 0",
                                "pseudopotential_Si", "Si.UPF md5:1"));
        summary.add(new Accepted(first));
        summary.add(new Accepted(first.with("xc", "PBE").with("pseudopotential_Si", "Si.UPF")));
        assertEquals(List.of(), summary.warnings());
        summary.add(new Accepted(first.with("ecutwfc_Ry", "30.0000")));
        assertEquals(
                List.of("frames of different ecutwfc_Ry: {20.0000=2, 30.0000=1}"),
                summary.warnings());
        summary.add(new Accepted(first.with("kmesh", "4 4 4 0 0 0").with("xc", "PZ")));
        assertEquals(3, summary.warnings().size());
        assertEquals(
                "frames of different density of k-points times volume: 1000 to 8000 A^3",
                summary.warnings().get(2));
        Summary dispersion = new Summary();
        Frame without = first.with("code", "pw.x 6.7");
        dispersion.add(new Accepted(without));
        assertEquals(List.of(), dispersion.warnings());
        dispersion.add(new Accepted(without.with("vdw", "D3")));
        assertEquals(List.of("frames of different vdw: {D3=1, none=1}"), dispersion.warnings());
    }

    @Test
    void framesThatWereNeverCalculatedAreTold() {
        Structure two =
                new Structure(
                        Cell.cubic(5),
                        new Element[] {Element.SI, Element.SI},
                        new double[] {0, 0, 0, 2, 2, 2});
        Origin origin = new Origin("x", 1, 1);
        Summary summary = new Summary();
        summary.add(
                new Accepted(new Frame(two, Labels.of(-1, new double[6], null), origin, Map.of())));
        assertEquals(List.of(), summary.warnings());
        summary.add(
                new Accepted(new Frame(two, Labels.of(0, new double[6], null), origin, Map.of())));
        assertEquals(
                List.of(
                        "1 frames have an energy and forces of exactly 0: most likely they were"
                                + " never calculated"),
                summary.warnings());
    }

    /** Of structures without any labels nothing is missing. */
    @Test
    void missingLabelsAreTold() {
        Structure atom = new Structure(Cell.cubic(5), new Element[] {Element.SI}, new double[3]);
        Origin origin = new Origin("x", 1, 1);
        Summary summary = new Summary();
        summary.add(new Accepted(new Frame(atom, Labels.NONE, origin, Map.of())));
        assertEquals(List.of(), summary.warnings());
        Labels forces = new Labels(OptionalDouble.empty(), new double[3], null);
        summary.add(new Accepted(new Frame(atom, forces, origin, Map.of())));
        assertEquals(
                List.of("no frame has any energy", "1 of 2 frames have no forces"),
                summary.warnings());
    }

    @Test
    void selections() throws IOException {
        List<Frame> md =
                Reading.accepted(Reading.read(new PwxFormat(), Reading.text("qe/xml/md.out")));
        double all = Double.POSITIVE_INFINITY;
        assertEquals(2, count(md, new Selection(Slice.parse("1::2"), 0, all, -all, all)));
        assertEquals(2, count(md, new Selection(Slice.ALL, 1.9, all, -all, all)));
        assertEquals(4, count(md, new Selection(Slice.ALL, 0.9, all, -all, all)));
        List<Frame> twice = new ArrayList<>(md); // the times of a second run begin anew
        twice.addAll(md);
        assertEquals(4, count(twice, new Selection(Slice.ALL, 1.9, all, -all, all)));
        assertEquals(3, count(md, new Selection(Slice.ALL, 0, 0.1882, -all, all)));
        assertEquals(2, count(md, new Selection(Slice.ALL, 0, all, -106.646780, all)));
        Selection first = new Selection(Slice.parse("0"), 0, all, -all, all);
        assertEquals(1, count(md, first));
        assertEquals(3, first.leftOut().get("not among the frames asked for"));
        Frame still = md.get(0).with(Frame.TIME, "?");
        Selection every = new Selection(Slice.ALL, 1, all, -all, all);
        assertTrue(every.of(new Accepted(still)) instanceof Rejected);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Selection(Slice.parse("-1"), 0, all, -all, all));
        assertThrows(
                IllegalArgumentException.class, () -> new Selection(Slice.ALL, 0, -1, -all, all));
        assertThrows(IllegalArgumentException.class, () -> new Selection(Slice.ALL, 0, all, 5, 1));
    }

    private static long count(List<Frame> frames, Selection selection) {
        return frames.stream().filter(f -> selection.of(new Accepted(f)) != null).count();
    }

    /** A file a group, as of calculations each in a file of its own name. */
    @Test
    void splitOfManySmallGroupsTakesItsShareToo(@TempDir Path folder) throws IOException {
        for (int n = 0; n < 20; n++) {
            Path file = folder.resolve("group" + (char) ('a' + n) + ".xyz");
            Files.writeString(file, ONE.formatted(n, ""));
        }
        Dataset data = Dataset.read(List.of(folder), ReadOptions.DEFAULT);
        assertEquals(2, data.split(0.1, 1).test().size());
        assertEquals(18, data.split(0.1, 1).training().size());
        assertEquals(0, data.split(0, 1).test().size());
        assertEquals(10, data.split(0.5, 1).test().size());
        Dataset one = new Dataset(data.frames().subList(0, 1), List.of());
        assertEquals(1, one.split(0.9, 1).training().size());
    }

    @Test
    void splitTakesTheSameShareOfEveryGroup(@TempDir Path folder) throws IOException {
        for (int i = 0; i < 40; i++) {
            String group = i < 30 ? "x_" : "y_";
            Files.writeString(folder.resolve(group + i + ".xyz"), ONE.formatted(i, ""));
        }
        Dataset data = Dataset.read(List.of(folder), ReadOptions.DEFAULT);
        Split split = data.split(0.1, 7);
        assertEquals(4, split.test().size());
        assertEquals(3, split.test().stream().filter(f -> f.group("?").equals("x")).count());
        HashSet<Frame> all = new HashSet<>(split.training());
        all.addAll(split.test());
        assertEquals(40, all.size());
        assertEquals(split, data.split(0.1, 7));
        assertTrue(!split.equals(data.split(0.1, 8)));
        List<Frame> onlyY = new ArrayList<>(data.frames());
        onlyY.removeIf(f -> f.group("?").equals("x"));
        List<Frame> test = new Dataset(onlyY, List.of()).split(0.1, 7).test();
        assertTrue(split.test().containsAll(test), "other groups do not matter");
        assertThrows(IllegalArgumentException.class, () -> data.split(1, 0));
    }

    /** Nonsense must not take for ever: a number with its point lost, an atom that flew away. */
    @Test
    void nearestDistanceOfSkewedCellsAndFarAtoms() {
        Element[] h = {Element.H, Element.H};
        double[] x = {0, 0, 0, 1, 1, 1};
        double[] skewed = {5, 1e6, 0, 0, 5, 0, 0, -2e4, 5};
        for (int periods = 1; periods < 8; periods++) {
            boolean a = (periods & 1) > 0;
            boolean b = (periods & 2) > 0;
            Cell cell = Cell.of(skewed, a, b, (periods & 4) > 0);
            double nearest = NearestDistance.of(new Structure(cell, h, x));
            assertEquals(Math.sqrt(3), nearest, 1e-6, "periods " + periods);
        }
        double[] far = {0.5, 0, 0, 0, 0, -1e10};
        assertEquals(0.5, NearestDistance.of(new Structure(Cell.cubic(5), h, far)), 1e-5);
        double[] lost = {0, 0, 0, 0, 0, 1e300};
        assertTrue(NearestDistance.of(new Structure(Cell.cubic(5), h, lost)) <= 5);
    }

    @Test
    void nearestDistanceSeesImages() {
        Cell skewed = Cell.of(2.4, 0, 0, 21.6, 10, 0, 0, 0, 10); // 9 a beyond the upright b
        Element[] h = {Element.H, Element.H};
        double[] x = {0, 0, 0, 0, 5, 0};
        assertEquals(2.4, NearestDistance.of(new Structure(skewed, h, x)), 1e-12);
        double[] y = {0, 0, 0, 1.2, 0.1, 0};
        assertEquals(Math.hypot(1.2, 0.1), NearestDistance.of(new Structure(skewed, h, y)), 1e-12);
        double[] z = {0.1, 0.1, 0.1, 9.9, 9.9, 9.9};
        assertEquals(
                Math.sqrt(3 * 0.04),
                NearestDistance.of(new Structure(Cell.cubic(10), h, z)),
                1e-12);
        assertEquals(Math.sqrt(3) * 9.8, NearestDistance.of(new Structure(Cell.NONE, h, z)), 1e-12);
    }
}
