package org.jinn.format.extxyz;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The comment line of extended XYZ: {@code key=value}, {@code key="quoted value"} with backslash
 * escapes, {@code key={value}}, {@code key=[...]}, and a bare {@code key}, which means true.
 */
final class KeyValues {
    private final String text;
    private int at;

    private KeyValues(String text) {
        this.text = text;
    }

    /** The pairs in their order; of equal keys the last counts. */
    static Map<String, String> parse(String line) {
        KeyValues parser = new KeyValues(line);
        Map<String, String> pairs = new LinkedHashMap<>();
        parser.blanks();
        while (parser.at < line.length()) {
            String key = parser.item(true);
            parser.blanks();
            if (parser.at < line.length() && line.charAt(parser.at) == '=') {
                parser.at++;
                parser.blanks();
                pairs.put(key, parser.item(false));
            } else {
                pairs.put(key, "T");
            }
            parser.blanks();
        }
        return pairs;
    }

    /** {@code key=value}, quoted where needed; {@link #parse} gives both back unchanged. */
    static String format(String key, String value) {
        return quoted(key) + "=" + quoted(value);
    }

    private static String quoted(String item) {
        if (item.matches("[A-Za-z0-9_.:;/+*@~%#-]+")) {
            return item;
        }
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < item.length(); i++) {
            switch (item.charAt(i)) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '"', '\\' -> out.append('\\').append(item.charAt(i));
                default -> out.append(item.charAt(i));
            }
        }
        return out.append('"').toString();
    }

    private void blanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private String item(boolean key) {
        char first = at < text.length() ? text.charAt(at) : ' ';
        if (first == '"' || first == '\'') {
            return untilQuote(first);
        }
        if (!key && (first == '{' || first == '[')) {
            return untilBracket(first, first == '{' ? '}' : ']');
        }
        int from = at;
        while (at < text.length()
                && " \t".indexOf(text.charAt(at)) < 0
                && !(key && at > from && text.charAt(at) == '=')) {
            at++;
        }
        return text.substring(from, at);
    }

    private String untilQuote(char quote) {
        StringBuilder out = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                char escaped = text.charAt(at++);
                c = escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped;
            }
            out.append(c);
        }
        at++;
        return out.toString();
    }

    /** Braces are quotes and are dropped; square brackets stay, the value is an array. */
    private String untilBracket(char open, char close) {
        int from = at;
        int depth = 0;
        do {
            char c = text.charAt(at++);
            depth += c == open ? 1 : c == close ? -1 : 0;
        } while (at < text.length() && depth > 0);
        String whole = text.substring(from, at);
        return open == '{' && depth == 0 ? whole.substring(1, whole.length() - 1) : whole;
    }
}
