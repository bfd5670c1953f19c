package org.jinn.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jinn.structure.Element;
import org.jinn.structure.FormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ParamsFileTest {
    private static final List<Element> SILICA = List.of(Element.SI, Element.O);

    @TempDir Path folder;

    @Test
    void angularFunctionsMayReachLessFar() {
        List<SymmetryFunction> all =
                PaperSet.TABLE1_64.functions(List.of(Element.SI), 7.2, 5.6).functions();
        assertEquals(64, all.size());
        for (SymmetryFunction f : all) {
            assertEquals(f instanceof SymmetryFunction.Angular ? 5.6 : 7.2, f.cutoff());
        }
    }

    @ParameterizedTest
    @EnumSource(PaperSet.class)
    void setsHaveTheirLengthAndReadBack(PaperSet set) throws IOException {
        int length = Integer.parseInt(set.word().replaceFirst(".*-", ""));
        assertEquals(length, set.functions(List.of(Element.SI), 6.3).size());
        Path file = folder.resolve("params_Si");
        for (List<Element> elements : List.of(List.of(Element.SI), SILICA)) {
            DescriptorSet functions = set.functions(elements, 6.3);
            ParamsFile.write(file, functions, elements);
            assertEquals(functions, ParamsFile.read(file, elements));
        }
    }

    /** The values of the set that reference-vectors was made with. */
    @Test
    void theFullSetIsThatOfTheReference() throws IOException {
        List<String> lines =
                Files.readAllLines(
                        Path.of("src/test/resources/reference-vectors/b64w.potential_saved"));
        List<SymmetryFunction> f =
                PaperSet.TABLE1_64.functions(List.of(Element.SI), 6.0).functions();
        for (int s = 0; s < 64; s++) {
            String[] words = lines.get(4 + s).split(" ");
            assertEquals(Double.parseDouble(words[2]), f.get(s).eta(), 1e-9);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2 1 0 6.0 0.1 0.0, seven columns",
        "3 1 1 6.0 0.1 1.0 1.0, type must be 2",
        "2 3 0 6.0 0.1 0.0 0.0, numbered from 1 to 2",
        "2 1 0 -6.0 0.1 0.0 0.0, cutoff must be positive",
        "4 1 1 6.0 0.1 0.5 1.0, zeta must lie",
        "4 1 1 6.0 0.1 1.0 2.0, lambda must lie",
        "4 1 1 6.0 x 1.0 1.0, not a number: 'x'",
        "2 1 0 6.0 NaN 0.0 0.0, eta must not"
    })
    void faultsAreToldWithTheirLine(String line, String words) throws IOException {
        Path file = folder.resolve("params_Si");
        Files.writeString(file, "# comment\n2 1 0 6.0 0.1 0.0 0.0\n" + line + "\n");
        FormatException e =
                assertThrows(FormatException.class, () -> ParamsFile.read(file, SILICA));
        assertTrue(e.getMessage().contains("params_Si:3: "), e.getMessage());
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }
}
