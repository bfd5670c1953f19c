package org.jinn.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jinn.format.FormatFacts;
import org.jinn.format.FormatFacts.Holds;
import org.jinn.format.Formats;
import org.jinn.format.StructureFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jinn formats}: what files JINN reads and writes. */
@Command(
        name = "formats",
        mixinStandardHelpOptions = true,
        description = "Lists the formats of structure files, recognised by their content.",
        footerHeading = "%nExample:%n",
        footer = {"  jinn formats --json"})
final class FormatsCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print one JSON array instead of text.")
    boolean json;

    @Spec CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<FormatFacts> all = Formats.ALL.stream().map(StructureFormat::facts).toList();
        if (json) {
            out.println(Json.pretty(all.stream().map(FormatsCommand::fields).toList()));
        } else {
            all.forEach(f -> out.println(text(f)));
        }
        out.flush();
        return 0;
    }

    private static Map<String, Object> fields(FormatFacts facts) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", facts.name());
        fields.put("description", facts.description());
        fields.put("extensions", facts.extensions());
        fields.put("reads", true);
        fields.put("writes", facts.canWrite());
        fields.put("holds", facts.holds().stream().sorted().toList());
        fields.put("reference", facts.reference());
        return fields;
    }

    private static String text(FormatFacts facts) {
        String use = facts.canWrite() ? "reads, writes" : "reads";
        return String.format(
                Locale.ROOT,
                "%-12s %s%n%13s%s; holds %s%s%n%13s%s",
                facts.name(),
                facts.description(),
                "",
                use,
                facts.holds().stream()
                        .sorted()
                        .map(Holds::toString)
                        .map(h -> h.toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(", ")),
                facts.extensions().isEmpty()
                        ? ""
                        : "; usually ." + String.join(", .", facts.extensions()),
                "",
                facts.reference());
    }
}
