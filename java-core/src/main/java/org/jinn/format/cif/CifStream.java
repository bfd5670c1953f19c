package org.jinn.format.cif;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jinn.format.FrameResult;
import org.jinn.format.FrameResult.Accepted;
import org.jinn.format.FrameStream;
import org.jinn.format.Lines;
import org.jinn.format.Refusal;
import org.jinn.structure.Frame;
import org.jinn.structure.Labels;

/** Reads data blocks: items and columns of loops, all by their tag in lower case. */
final class CifStream extends FrameStream {
    private static final Pattern TOKEN =
            Pattern.compile("'[^']*(?:'(?=\\S)[^']*)*'|\"[^\"]*(?:\"(?=\\S)[^\"]*)*\"|#.*|\\S+");

    private final Map<String, List<String>> items = new HashMap<>();
    private List<String> tokens = new ArrayList<>();
    private int next;
    private boolean started;

    CifStream(Lines lines) {
        super(lines);
    }

    @Override
    protected FrameResult read() throws IOException {
        items.clear();
        int begin = Math.max(lines.number(), 1);
        String token = token();
        while (token != null) {
            String lower = token.toLowerCase(Locale.ROOT);
            if (lower.startsWith("data_")) {
                if (started && items.containsKey("_cell_length_a")) {
                    next--; // the next block begins here
                    return frame(begin);
                }
                started = true;
                items.clear();
                begin = lines.number();
                token = token();
            } else if (lower.equals("loop_")) {
                token = loop();
            } else if (token.startsWith("_")) {
                token = token();
                if (token != null && !token.startsWith("_") && !word(token)) {
                    items.put(lower, List.of(unquoted(token)));
                    token = token();
                }
            } else {
                token = token();
            }
        }
        return items.containsKey("_cell_length_a") ? frame(begin) : null;
    }

    private FrameResult frame(int begin) {
        CifCrystal crystal = new CifCrystal(Map.copyOf(items), begin);
        items.clear();
        return new Accepted(new Frame(crystal.structure(), Labels.NONE, origin(begin), Map.of()));
    }

    /** Reads tags and rows; returns the token after them. */
    private String loop() throws IOException {
        List<List<String>> columns = new ArrayList<>();
        String token = token();
        while (token != null && token.startsWith("_")) {
            List<String> column = new ArrayList<>();
            items.put(token.toLowerCase(Locale.ROOT), column);
            columns.add(column);
            token = token();
        }
        int count = 0;
        while (token != null && !token.startsWith("_") && !word(token)) {
            if (!columns.isEmpty()) {
                columns.get(count++ % columns.size()).add(unquoted(token));
            }
            token = token();
        }
        if (!columns.isEmpty() && count % columns.size() != 0) {
            for (List<String> column : columns) {
                column.clear(); // a broken table is none; what needs it will say so
            }
        }
        return token;
    }

    private static boolean word(String token) {
        return token.toLowerCase(Locale.ROOT).matches("loop_|data_.*|stop_");
    }

    private static String unquoted(String token) {
        boolean quoted = token.length() > 1 && "'\"".indexOf(token.charAt(0)) >= 0;
        return quoted ? token.substring(1, token.length() - 1) : token;
    }

    /** The next token; a text between lines that begin with a semicolon is one, in quotes. */
    private String token() throws IOException {
        while (next == tokens.size()) {
            String line = lines.next();
            if (line == null) {
                return null;
            }
            tokens = new ArrayList<>();
            next = 0;
            if (line.startsWith(";")) {
                tokens.add(text(line.substring(1)));
            } else {
                Matcher m = TOKEN.matcher(line);
                while (m.find() && !m.group().startsWith("#")) {
                    tokens.add(m.group());
                }
            }
        }
        return tokens.get(next++);
    }

    private String text(String first) throws IOException {
        int begin = lines.number();
        StringBuilder text = new StringBuilder("'" + first);
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.startsWith(";")) {
                return text.append('\'').toString();
            }
            text.append('\n').append(line);
        }
        throw new Refusal(begin, "text without its closing semicolon");
    }
}
