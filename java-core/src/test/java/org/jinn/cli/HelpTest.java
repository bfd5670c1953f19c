package org.jinn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

/** What the help shows can be copied from the screen, 80 columns wide. */
class HelpTest {
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

    @Test
    void aWholeInputIsYaml() {
        int inputs = 0;
        for (CommandLine command : commands()) {
            List<String> shown = command.getUsageMessage().lines().toList();
            int title = shown.indexOf("A whole " + file(command) + ":");
            if (title < 0) {
                continue;
            }
            List<String> sample =
                    shown.subList(title + 1, shown.size()).stream()
                            .takeWhile(l -> !l.isBlank())
                            .toList();
            Object read =
                    new Load(LoadSettings.builder().build())
                            .loadFromString(String.join("\n", sample));
            assertTrue(((Map<?, ?>) read).size() > 5, command.getCommandName() + ": " + read);
            inputs++;
        }
        assertEquals(4, inputs);
    }

    private static String file(CommandLine command) {
        String name = command.getCommandName();
        return name.equals("train") ? "input.yaml" : name + ".yaml";
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
