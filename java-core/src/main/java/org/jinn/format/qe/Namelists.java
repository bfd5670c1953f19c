package org.jinn.format.qe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jinn.format.Lines;
import org.jinn.format.Refusal;

/**
 * The Fortran namelists and the cards of an input of pw.x or cp.x. Names are in lower case, with
 * their index: {@code celldm(1)}.
 */
final class Namelists {
    /** A card: the line of its title, the option in it, and its lines with their numbers. */
    record Card(int line, String option, List<Row> rows) {}

    /** A line of a card. */
    record Row(int line, String[] words) {}

    private static final Pattern TOKEN =
            Pattern.compile("'[^']*'?|\"[^\"]*\"?|=|[^\\s,='\"()]+(?:\\([^)]*\\))?");

    private static final Pattern TITLE =
            Pattern.compile(
                    "(ATOMIC_SPECIES|ATOMIC_POSITIONS|ATOMIC_VELOCITIES|ATOMIC_FORCES|"
                            + "CELL_PARAMETERS|K_POINTS|ADDITIONAL_K_POINTS|OCCUPATIONS|SOLVENTS|"
                            + "CONSTRAINTS|HUBBARD|REF_CELL_PARAMETERS|AUTOPILOT|PLOT_WANNIER)\\b"
                            + "[\\s{(]*(\\w*).*");

    /** Lines of the longest input: a file that only begins like one must not fill the memory. */
    private static final int LONGEST = 1_000_000;

    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final Map<String, Card> cards = new LinkedHashMap<>();

    /** Reads the rest of {@code lines}. */
    Namelists(Lines lines) throws IOException {
        boolean inside = false;
        String key = null;
        Card card = null;
        for (String raw = lines.next(); raw != null; raw = lines.next()) {
            if (lines.number() > LONGEST) {
                throw new Refusal(
                        lines.number(), "no input of pw.x or cp.x has so many lines: " + LONGEST);
            }
            String text = bare(raw).strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            Matcher title = TITLE.matcher(text.toUpperCase(Locale.ROOT));
            if (inside || text.startsWith("&")) {
                key = assignments(text.replaceFirst("^&\\w+", inside ? "/" : ""), key);
                inside = key != null;
            } else if (title.matches()) {
                String option = title.group(2).toLowerCase(Locale.ROOT);
                card = new Card(lines.number(), option, new ArrayList<>());
                cards.putIfAbsent(title.group(1), card);
            } else if (card != null) {
                card.rows.add(new Row(lines.number(), Lines.words(text)));
            }
        }
    }

    /** A card, {@code null} if there is none of that name. */
    Card card(String name) {
        return cards.get(name);
    }

    /** The text of a variable without quotes, empty if it is not set. */
    String text(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        return all.isEmpty() ? "" : all.get(0);
    }

    /** The number a variable is set to; also {@code celldm(2)} where {@code celldm = 1, 2}. */
    OptionalDouble number(String name, int line) {
        String word = text(name);
        Matcher indexed = Pattern.compile("(\\w+)\\((\\d)\\)").matcher(name);
        if (word.isEmpty() && indexed.matches()) {
            List<String> array = values.getOrDefault(indexed.group(1), List.of());
            int index = Integer.parseInt(indexed.group(2));
            word = index >= 1 && index <= array.size() ? array.get(index - 1) : "";
        }
        return word.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(real(word, line));
    }

    /** A number, a product or a quotient of numbers, such as {@code -1/3}. */
    static double real(String word, int line) {
        String text = word.replace('d', 'e').replace('D', 'e');
        String[] factors = text.split("(?<=[*/])|(?=[*/])", -1);
        double value = Double.NaN;
        try {
            value = Double.parseDouble(factors[0]);
            for (int i = 1; i + 1 < factors.length; i += 2) {
                double factor = Double.parseDouble(factors[i + 1]);
                value = factors[i].equals("*") ? value * factor : value / factor;
            }
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!Double.isFinite(value) || factors.length % 2 == 0) {
            throw new Refusal(
                    line, "a number or a quotient such as 1/3 was expected, found: " + word);
        }
        return value;
    }

    /**
     * Takes the assignments of a line; returns the variable that further values belong to, {@code
     * null} if the namelist ends.
     */
    private String assignments(String text, String before) {
        String key = before == null ? "" : before;
        List<String> tokens = new ArrayList<>();
        Matcher m = TOKEN.matcher(text.replaceAll("\\s*\\(\\s*(\\d+)\\s*\\)", "($1)"));
        while (m.find()) {
            tokens.add(m.group());
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).equals("/")) {
                return null;
            }
            if (i + 1 < tokens.size() && tokens.get(i + 1).equals("=")) {
                key = tokens.get(i).toLowerCase(Locale.ROOT);
                values.put(key, new ArrayList<>());
                i++;
            } else if (!key.isEmpty() && !tokens.get(i).equals("=")) {
                values.get(key).add(tokens.get(i).replaceAll("^['\"]|['\"]$", "").strip());
            }
        }
        return key;
    }

    /** The line without a comment; exclamation marks in quotes are none. */
    private static String bare(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == 0 && c == '!') {
                return line.substring(0, i);
            }
            quote = quote == 0 && (c == '\'' || c == '"') ? c : c == quote ? 0 : quote;
        }
        return line;
    }
}
