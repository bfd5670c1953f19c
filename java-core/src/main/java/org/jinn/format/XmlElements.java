package org.jinn.format;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The elements of an XML file, one after the other. Nothing outside the file is ever read:
 * documents with entities of their own are refused. Names are local names, without prefixes.
 */
public final class XmlElements {
    private static final XMLInputFactory FACTORY = XMLInputFactory.newDefaultFactory();

    static {
        FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        FACTORY.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    private final Lines lines;
    private XMLStreamReader in;
    private boolean ended;

    /** The elements of {@code lines}. */
    public XmlElements(Lines lines) {
        this.lines = lines;
    }

    /**
     * Goes on to the next begin or end of an element; {@code false} after the last.
     *
     * @throws Refusal if the document is cut off or malformed; then it has ended
     */
    public boolean next() throws IOException {
        if (ended) {
            return false;
        }
        try {
            if (in == null) {
                in = FACTORY.createXMLStreamReader(new OfLines());
            }
            do {
                in.next();
            } while (!in.isStartElement() && !in.isEndElement() && in.hasNext());
            ended = !in.hasNext();
            return !ended;
        } catch (XMLStreamException e) {
            throw broken(e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether an element called {@code name} begins here. */
    public boolean begins(String name) {
        return in.isStartElement() && in.getLocalName().equals(name);
    }

    /** Whether an element begins here. */
    public boolean begins() {
        return in.isStartElement();
    }

    /** Whether an element called {@code name} ends here. */
    public boolean ends(String name) {
        return in.isEndElement() && in.getLocalName().equals(name);
    }

    /** The name of the element that begins or ends here. */
    public String name() {
        return in.getLocalName();
    }

    /** An attribute of the element that begins here, empty if it has none of that name. */
    public String attribute(String name) {
        String value = in.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }

    /** The text of the element that begins here, and goes to its end. */
    public String text() throws IOException {
        try {
            return in.getElementText().strip();
        } catch (XMLStreamException e) {
            throw broken(e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The numbers that are the text of the element that begins here. */
    public double[] numbers() throws IOException {
        int at = line();
        return numbers(text(), at);
    }

    /** The same, of which there must be {@code count}. */
    public double[] numbers(int count) throws IOException {
        int at = line();
        String element = name();
        double[] values = numbers();
        if (values.length != count) {
            throw new Refusal(
                    at, "<" + element + "> has " + values.length + " numbers, expected " + count);
        }
        return values;
    }

    /** The line of the file. */
    public int line() {
        return in == null ? 0 : Math.max(in.getLocation().getLineNumber(), 1);
    }

    private double[] numbers(String text, int at) {
        try {
            return Arrays.stream(Lines.words(text)).mapToDouble(lines::real).toArray();
        } catch (Refusal e) {
            throw new Refusal(at, e.getMessage()); // the parser has read on already
        }
    }

    private Refusal broken(XMLStreamException e) {
        ended = true;
        int at = Math.max(e.getLocation() == null ? 0 : e.getLocation().getLineNumber(), 1);
        String why = e.getMessage().replaceFirst("(?s).*Message: *", "").replaceAll("\\s+", " ");
        return new Refusal(at, "cut off or no well-formed XML: " + why);
    }

    /** The lines as the parser wants them. */
    private final class OfLines extends Reader {
        private String line = "";
        private int at;

        @Override
        public int read(char[] into, int from, int most) throws IOException {
            if (at == line.length()) {
                String next = lines.next();
                if (next == null) {
                    return -1;
                }
                line = next + "\n";
                at = 0;
            }
            int count = Math.min(most, line.length() - at);
            line.getChars(at, at + count, into, from);
            at += count;
            return count;
        }

        @Override
        public void close() {
            // the lines are closed by their owner
        }
    }
}
