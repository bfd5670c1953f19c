package org.jinn.format;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.io.input.BOMInputStream;

/**
 * The lines of a text file, one after the other, with their numbers. Gzip (also several members in
 * a row) is recognised by its first two bytes, whatever the file is called. Damaged or cut off
 * compressed data end the lines and leave a {@link #fault()}: what came before can be used.
 */
public final class Lines implements Closeable {
    private static final int LONGEST_LINE = 1 << 26;
    private static final int HEAD = 1 << 16;

    private final String name;
    private final InputStream file;
    private final Counted counted;
    private InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private int number;
    private String current;
    private boolean again;
    private boolean completeOnly;
    private boolean cutOff;
    private String fault;

    private Lines(String name, InputStream file, Counted counted) {
        this.name = name;
        this.file = file;
        this.counted = counted;
    }

    /** Counts the bytes of the file, compressed as they are. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int n = super.read(into, from, most);
            count += Math.max(n, 0);
            return n;
        }
    }

    /** Opens a file; messages call it as {@code path} prints. */
    public static Lines open(Path path) throws IOException {
        return of(path.toString(), Files.newInputStream(path));
    }

    /** Reads from {@code stream}, which is closed with this; messages call it {@code name}. */
    public static Lines of(String name, InputStream stream) throws IOException {
        Counted counted = new Counted(stream);
        BufferedInputStream in = new BufferedInputStream(counted, 1 << 16);
        Lines lines = new Lines(name, in, counted);
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        try {
            InputStream plain = gzip ? new GZIPInputStream(in, 1 << 16) : in;
            // some editors begin a file with a byte order mark
            lines.in = BOMInputStream.builder().setInputStream(plain).get();
        } catch (EOFException | ZipException e) {
            lines.in = InputStream.nullInputStream();
            lines.damaged(e);
        }
        return lines;
    }

    /**
     * The first 64 Ki bytes as text with line feeds only, for finding the format; nothing else may
     * follow.
     */
    public String head() throws IOException {
        byte[] bytes = new byte[HEAD];
        int length = 0;
        while (length < HEAD && fill()) {
            int more = Math.min(end, HEAD - length);
            System.arraycopy(buffer, 0, bytes, length, more);
            length += more;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    /**
     * From now on a last line without a line feed counts as cut off and is not given out. For
     * programs that always end their lines: half a number would otherwise pass as a number.
     */
    public Lines completeOnly() {
        completeOnly = true;
        return this;
    }

    /** Whether the last line was not given out as it has no end. */
    public boolean cutOff() {
        return cutOff;
    }

    /** The next line without its end, or {@code null} after the last. */
    public String next() throws IOException {
        if (again) {
            again = false;
            number++;
            return current;
        }
        current = read();
        if (current != null) {
            number++;
        }
        return current;
    }

    /** Gives the line last read out once more. */
    public void unread() {
        if (current != null) {
            again = true;
            number--;
        }
    }

    /** Number of the line last given out, from 1. */
    public int number() {
        return number;
    }

    /** Bytes of the file read so far, of a compressed one compressed bytes. */
    public long bytes() {
        return counted.count;
    }

    /** The file as messages name it. */
    public String name() {
        return name;
    }

    /** Why the lines ended before the file should have, if they did. */
    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /** The words of a line, separated by blanks; none for a blank line. */
    public static String[] words(String line) {
        String[] words = new String[8];
        int count = 0;
        int at = skipBlanks(line, 0);
        while (at < line.length()) {
            int from = at;
            at = skipWord(line, from);
            words = count == words.length ? Arrays.copyOf(words, 2 * count) : words;
            words[count++] = line.substring(from, at);
            at = skipBlanks(line, at);
        }
        return Arrays.copyOf(words, count);
    }

    /** The first place from {@code at} on that is no blank, the length if there is none. */
    public static int skipBlanks(String text, int at) {
        int to = at;
        while (to < text.length() && text.charAt(to) <= ' ') {
            to++;
        }
        return to;
    }

    /** The first place from {@code at} on that is a blank, the length if there is none. */
    public static int skipWord(String text, int at) {
        int to = at;
        while (to < text.length() && text.charAt(to) > ' ') {
            to++;
        }
        return to;
    }

    /**
     * The finite number {@code word} on the present line.
     *
     * @throws Refusal if it is none (asterisks of an overflowing Fortran field, NaN)
     */
    public double real(String word) {
        double value = Decimal.parse(word, 0, word.length());
        if (Double.isNaN(value)) {
            throw new Refusal(number, "not a number, a finite number was expected: " + word);
        }
        return value;
    }

    /**
     * Reads {@code count} numbers of {@code text}, which is of the present line, from {@code from}
     * on, into {@code into} at {@code at}; returns where the last one ends. The fast way for
     * tables.
     *
     * @throws Refusal if there are fewer, or one is none
     */
    public int reals(String text, int from, double[] into, int at, int count) {
        int end = from;
        for (int n = 0; n < count; n++) {
            int begin = skipBlanks(text, end);
            end = skipWord(text, begin);
            if (begin == end) {
                throw new Refusal(number, count + " numbers were expected: " + text.strip());
            }
            double value = Decimal.parse(text, begin, end);
            into[at + n] = Double.isNaN(value) ? real(text.substring(begin, end)) : value;
        }
        return end;
    }

    /** The integer {@code word} on the present line. */
    public int integer(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new Refusal(number, "not a number, an integer was expected: " + word);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
        file.close();
    }

    private String read() throws IOException {
        ByteArrayOutputStream pieces = null;
        while (true) {
            if (at == end && !fill()) {
                boolean rest = pieces != null && pieces.size() > 0;
                cutOff |= rest && (completeOnly || fault != null);
                return rest && !cutOff ? text(pieces.toByteArray(), 0, pieces.size()) : null;
            }
            int feed = at;
            while (feed < end && buffer[feed] != '\n') {
                feed++;
            }
            if (feed < end && pieces == null) {
                String line = text(buffer, at, feed);
                at = feed + 1;
                return line;
            }
            pieces = pieces == null ? new ByteArrayOutputStream() : pieces;
            pieces.write(buffer, at, feed - at);
            at = Math.min(feed + 1, end);
            if (feed < end) {
                return text(pieces.toByteArray(), 0, pieces.size());
            }
            if (pieces.size() > LONGEST_LINE) {
                throw new IOException(
                        name + ":" + (number + 1) + ": line too long for a text file");
            }
        }
    }

    private static String text(byte[] bytes, int from, int to) {
        int length = to > from && bytes[to - 1] == '\r' ? to - from - 1 : to - from;
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    private boolean fill() throws IOException {
        try {
            at = 0;
            end = fault == null ? Math.max(in.read(buffer), 0) : 0;
        } catch (EOFException | ZipException e) {
            damaged(e);
        }
        return end > 0;
    }

    private void damaged(IOException e) {
        end = 0;
        fault =
                "compressed data are cut off or damaged, what came before was read"
                        + (e instanceof EOFException ? "" : " (" + e.getMessage() + ")");
    }
}
