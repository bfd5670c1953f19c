package org.jinn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import org.jinn.system.WholeFile;

/**
 * What a command says that takes its time: lines while it works for a person, or JSON for a
 * program.
 *
 * @param json print no line for a person
 */
record Account(PrintWriter out, boolean json) {
    /** A line for a person, seen at once. */
    void tell(String line) {
        if (!json) {
            out.println(line);
            out.flush();
        }
    }

    /**
     * Writes summary.json beside a report, and says what came out.
     *
     * @param folder where the report is
     */
    void end(Map<String, Object> summary, Path folder) throws IOException {
        String text = Json.pretty(summary);
        WholeFile.write(folder.resolve("summary.json"), text + "\n");
        out.println(json ? text : "report: " + folder.resolve("report.html").normalize());
        out.flush();
    }
}
