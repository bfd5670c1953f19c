package org.jinn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jinn.dft.DftInput;
import org.jinn.structure.Element;
import org.jinn.study.LearnInput;
import org.jinn.study.StudyInput;
import org.jinn.train.TrainInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the help shows can be copied from the screen, 80 columns wide. */
class HelpTest {
    private static final String TWO_ATOMS =
            "2\nLattice=\"5 0 0 0 5 0 0 0 5\" Properties=species:S:1:pos:R:3\nSi 0 0 0\nSi 1 2 1\n";

    private static List<CommandLine> commands() {
        List<CommandLine> all = new ArrayList<>(List.of(new CommandLine(new Jinn())));
        for (int n = 0; n < all.size(); n++) {
            all.addAll(all.get(n).getSubcommands().values());
        }
        assertTrue(all.size() > 20, "commands: " + all.size());
        return all;
    }

    @Test
    void examplesAreNotBrokenOverLines() {
        for (CommandLine command : commands()) {
            List<String> shown = command.getUsageMessage().lines().toList();
            for (String line : command.getCommandSpec().usageMessage().footer()) {
                if (line.startsWith("  ")) {
                    assertTrue(shown.contains(line), command.getCommandName() + ": " + line);
                }
            }
        }
    }

    /** By its own reader, beside the files that it names. */
    @Test
    void aWholeInputIsRead(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("frames"));
        for (String name :
                List.of(
                        "crystal.xyz",
                        "liquid.xyz",
                        "md_1.dump",
                        "crystal.cif",
                        "amorphous.data")) {
            Files.writeString(folder.resolve(name), TWO_ATOMS); // its content tells a file's format
        }
        Files.writeString(folder.resolve("frames/1.xyz"), TWO_ATOMS);
        Files.writeString(folder.resolve("start.xyz"), TWO_ATOMS);
        Files.writeString(folder.resolve("Si.pbe-rrkj.UPF"), "of silicon");
        for (String verb : List.of("train", "dft", "learn", "study")) {
            String sample = sample(verb).replace("/usr/share/espresso/pseudo", ".");
            Files.writeString(folder.resolve(file(verb)), sample);
        }

        TrainInput train = TrainInput.read(folder.resolve("input.yaml"));
        assertEquals(64, train.descriptors().get(Element.find("Si").orElseThrow()).size());
        assertEquals(0.5, train.data().weights().get("liquid"));
        DftInput dft = DftInput.read(folder.resolve("dft.yaml"));
        assertEquals(5, dft.batches().size());
        assertEquals(2, dft.dynamics().size());
        assertEquals(4, LearnInput.read(folder.resolve("learn.yaml")).simulations().size());
        StudyInput study = StudyInput.read(folder.resolve("study.yaml"));
        assertEquals(Set.of("table1-64", "table1-28"), study.sets().keySet());
        assertEquals(3, study.starts().size());
    }

    private static String sample(String name) {
        CommandLine command = new CommandLine(new Jinn()).getSubcommands().get(name);
        List<String> shown = command.getUsageMessage().lines().toList();
        int title = shown.indexOf("A whole " + file(name) + ":");
        return shown.subList(title + 1, shown.size()).stream()
                .takeWhile(l -> !l.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private static String file(String verb) {
        return verb.equals("train") ? "input.yaml" : verb + ".yaml";
    }

    /** The list of commands shows the first line of each description. */
    @Test
    void theListOfCommandsHasWholeSentences() {
        for (CommandLine command : commands()) {
            String first = command.getCommandSpec().usageMessage().description()[0];
            assertFalse(first.isBlank());
            assertTrue(first.matches(".*[.?]"), command.getCommandName() + ": " + first);
        }
    }
}
