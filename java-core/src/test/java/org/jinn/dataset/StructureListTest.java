package org.jinn.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jinn.format.ReadOptions;
import org.jinn.structure.FormatException;
import org.jinn.structure.Frame;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructureListTest {
    @TempDir Path folder;

    @BeforeEach
    void files() throws IOException {
        for (String name : new String[] {"a_8.xyz", "a_9.xyz", "a_10.xyz", "b_x.xyz", "b_y.xyz"}) {
            StringBuilder text = new StringBuilder();
            for (int frame = 0; frame < 10; frame++) {
                text.append("1\nProperties=species:S:1:pos:R:3:forces:R:3 energy=")
                        .append(frame)
                        .append("\nSi 0 0 0 0 0 0\n");
            }
            Files.writeString(folder.resolve(name), text);
        }
    }

    private Dataset read(String text) throws IOException {
        return StructureList.read(
                Files.writeString(folder.resolve("structure_list"), text), ReadOptions.DEFAULT);
    }

    /** The frames as their energies. */
    private String frames(String text) throws IOException {
        return read(text).frames().stream()
                .map(f -> Integer.toString((int) f.labels().energy().getAsDouble()))
                .collect(Collectors.joining(" "));
    }

    /** What Python's list(range(10))[slice] gives. */
    @ParameterizedTest
    @CsvSource({
        "':', 0 1 2 3 4 5 6 7 8 9",
        "'::', 0 1 2 3 4 5 6 7 8 9",
        "'::4', 0 4 8",
        "'2:5', 2 3 4",
        "'-3:', 7 8 9",
        "':-8', 0 1",
        "'1:100:3', 1 4 7",
        "'8:2:-2', 8 6 4",
        "'::-5', 9 4",
        "'5:2', ''",
        "'3', 3",
        "'-1', 9"
    })
    void slicesAreThoseOfPython(String slice, String expected) throws IOException {
        assertEquals(expected, frames("a_8.xyz " + slice + "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a_{8..10}.xyz | a_8 a_9 a_10",
                "a_{10..8}.xyz | a_10 a_9 a_8",
                "b_{x,y}.xyz | b_x b_y",
                "{a_{8,9},b_{x..y}}.xyz | a_8 a_9 b_x b_y",
                "{a,b}_{x..x}.xyz | no such file: a_x.xyz",
                "b_{x}.xyz | no such file: b_{x}.xyz"
            })
    void bracesExpand(String name, String expected) throws IOException {
        String found;
        try {
            found =
                    read(name + " 0\n").frames().stream()
                            .map(f -> Path.of(f.origin().file()).getFileName().toString())
                            .map(f -> f.replace(".xyz", ""))
                            .collect(Collectors.joining(" "));
        } catch (FormatException e) {
            found = e.getMessage().replaceFirst(".*structure_list:1: ", "");
        }
        assertEquals(expected, found);
    }

    @Test
    void groupsAndWeights() throws IOException {
        Dataset data = read("# list\n[ hot liquid : 3.0 ]\na_8.xyz 0\n\n[crystal]\nb_x.xyz ::5\n");
        assertEquals(3, data.frames().size());
        assertEquals("hot liquid", data.frames().get(0).group(""));
        assertEquals("3.0", data.frames().get(0).info().get(Frame.WEIGHT));
        assertEquals("crystal", data.frames().get(2).group(""));
        assertTrue(!data.frames().get(2).info().containsKey(Frame.WEIGHT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a_8.xyz 1:2:3:4 | :1: expected frames such as",
                "a_8.xyz ::0 | :1: expected frames such as",
                "a_8.xyz all of them | :1: expected a file and the frames",
                "[ x : -1 ] | :1: expected a weight from 0 on, found '-1'",
                "a_{1..99999999}.xyz | :1: the braces expand to more than"
            })
    void faultsAreNamed(String line, String sentence) {
        FormatException e = assertThrows(FormatException.class, () -> read(line + "\n"));
        assertTrue(e.getMessage().contains(sentence.trim()), e.getMessage());
    }
}
