package org.jinn.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.cif.CifFormatTest;
import org.jinn.format.qe.PwInputFormatTest;
import org.jinn.format.vasp.OutcarFormatTest;
import org.jinn.format.vasp.PoscarFormatTest;
import org.jinn.format.vasp.VasprunFormatTest;
import org.jinn.structure.Frame;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Damaged files of every format give frames or refusals, never an exception. */
class FuzzTest {
    private static final ReadOptions OPTIONS =
            new ReadOptions(true, List.of(org.jinn.structure.Element.SI));

    /** All but cp: CpFormatTest. */
    static final List<String> FORMATS =
            List.of(
                    "pwx",
                    "pwx-xml",
                    "pwx-input",
                    "outcar",
                    "vasprun",
                    "poscar",
                    "n2p2",
                    "cif",
                    "extxyz",
                    "lammps-data",
                    "lammps-dump");

    /** Often written by hand, without a line feed at the end; nothing is learnt from them. */
    private static final List<String> BARE = List.of("pwx-input", "poscar", "cif", "lammps-data");

    private static final String DUMP =
            """
            ITEM: TIMESTEP
            100
            ITEM: NUMBER OF ATOMS
            1
            ITEM: BOX BOUNDS xy xz yz pp pp ff
            -0.5 10.5 1.0
            0.0 9.0 -0.5
            1.0 8.0 0.25
            ITEM: ATOMS id type xs ys zs fx fy fz
            2 1 0.5 0.5 0.5 1 2 3
            """;

    @ParameterizedTest
    @FieldSource("FORMATS")
    void damaged(String name) throws IOException {
        StructureFormat format = Formats.named(name).orElseThrow();
        Random random = new Random(1);
        byte[] whole = sample(name);
        for (int n = 0; n < 3000; n++) {
            byte[] bytes = n % 2 == 0 ? bytesChanged(whole, random) : linesChanged(whole, random);
            List<FrameResult> results = new ArrayList<>();
            Lines lines = Lines.of("x", new ByteArrayInputStream(bytes));
            format.read(lines, OPTIONS).forEachRemaining(results::add);
            assertFalse(results.isEmpty());
            Formats.named(name).get().detects(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void cutAtEveryByte(String name) throws IOException {
        StructureFormat format = Formats.named(name).orElseThrow();
        byte[] whole = sample(name);
        List<Frame> frames = Reading.accepted(Reading.read(format, whole, OPTIONS));
        int every = 1 + whole.length / 5_000; // pw.x: PwxDamageTest does it line by line
        for (int end = 0; end < whole.length; end += every) {
            List<FrameResult> results = Reading.read(format, Arrays.copyOf(whole, end), OPTIONS);
            assertFalse(results.isEmpty());
            List<Frame> found = Reading.accepted(results);
            for (int n = 0; n < found.size() && !BARE.contains(name); n++) {
                same(frames.get(n), found.get(n), "cut off after " + end + " bytes");
            }
        }
    }

    /** Of a frame that is cut off labels may be missing; those that are there are right. */
    private static void same(Frame whole, Frame cut, String where) {
        assertArrayEquals(whole.structure().positions(), cut.structure().positions(), where);
        assertArrayEquals(
                whole.structure().cell().vectors(), cut.structure().cell().vectors(), where);
        if (cut.labels().energy().isPresent()) {
            assertEquals(whole.labels().energy(), cut.labels().energy(), where);
        }
        if (cut.labels().hasForces()) {
            assertArrayEquals(whole.labels().forces(), cut.labels().forces(), where);
        }
        if (cut.labels().hasStress()) {
            assertArrayEquals(whole.labels().stress(), cut.labels().stress(), where);
        }
    }

    private static byte[] sample(String name) throws IOException {
        if (name.equals("pwx-xml")) {
            return Reading.text("qe/xml/md.xml")
                    .replaceAll("(?s)<(input|symmetries|band_structure)>.*?</\\1>", "")
                    .replaceAll("(?s)<step n_step=\"[34].*?</step>", "")
                    .getBytes(StandardCharsets.UTF_8);
        }
        String text =
                switch (name) {
                    case "pwx-input" -> PwInputFormatTest.SAMPLE;
                    case "vasprun" -> VasprunFormatTest.SAMPLE;
                    case "poscar" -> PoscarFormatTest.SAMPLE;
                    case "cif" -> CifFormatTest.SAMPLE;
                    case "outcar" -> OutcarFormatTest.sample();
                    case "lammps-dump" -> DUMP + DUMP;
                    default -> "";
                };
        if (!text.isEmpty()) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        byte[] pwx;
        try (InputStream in = FuzzTest.class.getResourceAsStream("qe/vcmd.out.gz")) {
            pwx = new GZIPInputStream(in).readAllBytes();
        }
        if (name.equals("pwx")) {
            return pwx;
        }
        Lines lines = Lines.of("x", new ByteArrayInputStream(pwx));
        Frame frame = ((Accepted) Formats.named("pwx").get().read(lines, OPTIONS).next()).frame();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FrameWriter writer = Formats.named(name).get().writer(out)) {
            writer.write(frame);
        }
        return out.toByteArray();
    }

    private static byte[] bytesChanged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        String likely = "0123456789.-+*eE \n\"=:NaT{[\\";
        for (int i = 0; i < 1 + random.nextInt(10); i++) {
            char c = likely.charAt(random.nextInt(likely.length()));
            bytes[random.nextInt(bytes.length)] =
                    (byte) (random.nextBoolean() ? c : random.nextInt());
        }
        return bytes;
    }

    private static int length(String line, Random random) {
        return random.nextInt(line.length() + 1);
    }

    private static byte[] linesChanged(byte[] whole, Random random) {
        List<String> lines =
                new ArrayList<>(
                        Arrays.asList(new String(whole, StandardCharsets.UTF_8).split("\n", -1)));
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            int a = random.nextInt(lines.size());
            switch (random.nextInt(4)) {
                case 0 -> lines.remove(a);
                case 1 -> lines.add(random.nextInt(lines.size()), lines.get(a));
                case 2 -> lines.set(a, lines.get(a).substring(0, length(lines.get(a), random)));
                default -> Collections.swap(lines, a, random.nextInt(lines.size()));
            }
        }
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }
}
