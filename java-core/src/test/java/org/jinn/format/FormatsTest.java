package org.jinn.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jinn.format.vasp.PoscarFormatTest;
import org.jinn.structure.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatsTest {
    @Test
    void namesAndEndingsAreUnique() {
        Set<String> names = new HashSet<>();
        Set<String> endings = new HashSet<>();
        for (StructureFormat format : Formats.ALL) {
            assertTrue(names.add(format.facts().name()));
            format.facts().extensions().forEach(e -> assertTrue(endings.add(e), e));
        }
        assertEquals("extxyz", Formats.forWriting(Path.of("A.XYZ.gz")).get().facts().name());
        assertTrue(Formats.forWriting(Path.of("a.out")).isEmpty());
    }

    @Test
    void filesOfWindowsAreRecognised(@TempDir Path folder) throws IOException {
        String text = PoscarFormatTest.SAMPLE.replace("\n", "\r\n");
        Path file = Files.writeString(folder.resolve("POSCAR"), text);
        assertEquals("poscar", Formats.detect(file).orElseThrow().facts().name());
    }

    @Test
    void labelsOfSpecies() {
        assertEquals(Element.SI, SpeciesLabel.element("Si1").get());
        assertEquals(Element.FE, SpeciesLabel.element("Fe_up").get());
        assertEquals(Element.C, SpeciesLabel.element("C-h").get());
        assertEquals(Element.O, SpeciesLabel.element("Ow").get());
        assertEquals(Element.SI, SpeciesLabel.element("SI").get());
        assertEquals(Element.RH, SpeciesLabel.element("Rhs").get());
        assertTrue(SpeciesLabel.element("1").isEmpty());
        assertTrue(SpeciesLabel.element("").isEmpty());
        assertTrue(SpeciesLabel.element("Qq").isEmpty());
    }

    @Test
    void linesOfManyLengths(@TempDir Path folder) throws IOException {
        String text = "a\r\n" + "x".repeat(200_000) + "\n\nlast";
        Path file = Files.writeString(folder.resolve("f"), text);
        try (Lines lines = Lines.open(file)) {
            assertEquals("a", lines.next());
            assertEquals(200_000, lines.next().length());
            lines.unread();
            assertEquals(1, lines.number());
            assertEquals(200_000, lines.next().length());
            assertEquals("", lines.next());
            assertEquals("last", lines.next());
            assertEquals(4, lines.number());
            assertEquals(null, lines.next());
        }
        try (Lines lines = Lines.open(file).completeOnly()) {
            lines.next();
            lines.next();
            lines.next();
            assertEquals(null, lines.next());
        }
    }
}
