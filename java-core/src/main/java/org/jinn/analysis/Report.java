package org.jinn.analysis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jinn.system.WholeFile;

/**
 * A report in one HTML file with its pictures inside: nothing to lose when it is sent on, readable
 * on light and dark screens and on paper. Parts appear in the order they are added; every text is
 * escaped.
 */
public final class Report {
    private final StringBuilder body = new StringBuilder();
    private final String title;
    private int figures;
    private int tables;

    /** An empty report. */
    public Report(String title) {
        this.title = title;
        body.append("<h1>").append(escape(title)).append("</h1>\n");
    }

    /** Begins a section. */
    public Report section(String heading) {
        body.append("<h2>").append(escape(heading)).append("</h2>\n");
        return this;
    }

    /** A paragraph of plain text. */
    public Report paragraph(String text) {
        body.append("<p>").append(escape(text)).append("</p>\n");
        return this;
    }

    /** A list of plain texts. */
    public Report list(List<String> items) {
        body.append("<ul>\n");
        items.forEach(i -> body.append("<li>").append(escape(i)).append("</li>\n"));
        body.append("</ul>\n");
        return this;
    }

    /** Text to be shown as it is: commands, settings, a part of a file. */
    public Report verbatim(String text) {
        body.append("<pre>").append(escape(text)).append("</pre>\n");
        return this;
    }

    /**
     * A table. The first column names the rows; cells that are numbers are set to the right.
     *
     * @param caption what it shows
     * @param header one text a column
     * @param rows one list of texts a row, each as long as the header
     * @param reference index of the column with reference values, which is set apart; -1 for none
     * @throws IllegalArgumentException if a row is not as long as the header
     */
    public Report table(
            String caption, List<String> header, List<List<String>> rows, int reference) {
        body.append("<div class=\"wide\"><table>\n<caption>Table ").append(++tables).append(". ");
        body.append(escape(caption)).append("</caption>\n<thead><tr>");
        for (int c = 0; c < header.size(); c++) {
            String kind = c == reference ? " class=\"reference\"" : "";
            body.append("<th scope=\"col\"").append(kind).append('>');
            body.append(escape(header.get(c))).append("</th>");
        }
        body.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException(
                        "a row must be as long as the header: header="
                                + header.size()
                                + ", row="
                                + row.size());
            }
            row(row, reference);
        }
        body.append("</tbody></table></div>\n");
        return this;
    }

    private void row(List<String> row, int reference) {
        // the name of a set must not be broken at its hyphen
        String name = row.get(0).contains(" ") ? "" : " class=\"name\"";
        body.append("<tr><th scope=\"row\"").append(name).append('>');
        body.append(escape(row.get(0))).append("</th>");
        for (int c = 1; c < row.size(); c++) {
            String kind = row.get(c).matches("[-+\u2212]?[0-9.].*") ? "number" : "";
            kind += c == reference ? " reference" : "";
            body.append(kind.isEmpty() ? "<td>" : "<td class=\"" + kind.strip() + "\">");
            body.append(escape(row.get(c))).append("</td>");
        }
        body.append("</tr>\n");
    }

    /** A picture with a caption that also says to those who cannot see it what it shows. */
    public Report figure(Plot plot, String caption) {
        body.append("<figure><img alt=\"").append(escape(caption));
        body.append("\" src=\"data:image/png;base64,");
        body.append(Base64.getEncoder().encodeToString(plot.png())).append("\">\n");
        body.append("<figcaption>Figure ").append(++figures).append(". ");
        body.append(escape(caption)).append("</figcaption></figure>\n");
        return this;
    }

    /** The whole document. */
    public String html() {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<title>"
                + escape(title)
                + "</title>\n<style>\n"
                + style()
                + "</style>\n</head>\n<body>\n<main>\n"
                + body
                + "</main>\n</body>\n</html>\n";
    }

    /** Writes the document, by custom to report.html. */
    public void write(Path file) throws IOException {
        WholeFile.write(file, html());
    }

    private static String style() {
        try (var in = Report.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
