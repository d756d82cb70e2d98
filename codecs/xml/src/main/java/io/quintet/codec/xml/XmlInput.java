package io.quintet.codec.xml;

import io.quintet.type.Limits;
import io.quintet.type.Misfit;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads elements, attributes and text within limits; comments, processing instructions and namespaces do not count. */
final class XmlInput {
    /** Of elements; the innermost holds a single value, which is no level in other formats. */
    private static final int MAX_DEPTH = Limits.MAX_DEPTH + 1;

    private final XMLStreamReader in;
    private int depth;
    private int elements;

    XmlInput(XMLStreamReader in) {
        this.in = in;
    }

    /** Goes to the root element, which must have this name. */
    void root(String name) {
        int event = next();
        while (event != XMLStreamConstants.START_ELEMENT) {
            event = next();
        }
        if (!in.getLocalName().equals(name)) {
            throw new Misfit("", "element " + Misfit.quoted(in.getLocalName()) + " (expected: \"" + name + "\")");
        }
    }

    /** Makes sure that nothing but comments follows the root element. */
    void end() {
        int event = next();
        while (event != XMLStreamConstants.END_DOCUMENT) {
            event = next();
        }
    }

    /** Goes to the next element within the one read, or to its end; the name of the element, or null at the end. */
    @Nullable
    String nextChild() {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return in.getLocalName();
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return null;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!in.isWhiteSpace()) {
                        throw new Misfit("", Misfit.quoted(in.getText().strip()) + " (expected: elements)");
                    }
                }
                default -> {}
            }
        }
    }

    /** The same where just one name is possible. */
    boolean nextChild(String only) {
        String name = nextChild();
        if (name != null && !name.equals(only)) {
            throw new Misfit("", "element " + Misfit.quoted(name) + " (expected: \"" + only + "\")");
        }
        return name != null;
    }

    /** The text of the element read, up to its end. */
    String text(String expected) {
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (next()) {
                case XMLStreamConstants.END_ELEMENT -> {
                    return text.toString();
                }
                case XMLStreamConstants.START_ELEMENT ->
                    throw new Misfit(
                            "", "element " + Misfit.quoted(in.getLocalName()) + " (expected: " + expected + ")");
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (in.getTextLength() > Limits.MAX_TEXT - text.length()) {
                        throw Misfit.beyond(
                                "", (long) text.length() + in.getTextLength(), Limits.MAX_TEXT, "characters");
                    }
                    text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
                }
                default -> {}
            }
        }
    }

    /** An attribute of the element read, or null; one in a namespace is somebody else's. */
    @Nullable
    String attribute(String name) {
        String value = in.getAttributeValue("", name);
        if (value != null && value.length() > Limits.MAX_KEY) {
            throw Misfit.beyond("", value.length(), Limits.MAX_KEY, "characters in an attribute");
        }
        return value;
    }

    /** Goes to the end of the element read, whatever is in it. */
    void skip() {
        int outside = depth - 1;
        while (depth > outside) {
            next();
        }
    }

    /** Whether an element may be this deep, and be this manieth. */
    static void limit(int depth, int elements) {
        if (depth > MAX_DEPTH) {
            throw Misfit.beyond("", depth, MAX_DEPTH, "levels of elements");
        }
        if (elements > XmlCodec.MAX_ELEMENTS) {
            throw Misfit.beyond("", elements, XmlCodec.MAX_ELEMENTS, "elements in a document");
        }
    }

    private int next() {
        try {
            int event = in.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> limit(++depth, ++elements);
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.DTD ->
                    throw new Misfit("", "a DOCTYPE (expected: none, documents are not to define anything)");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new Misfit(
                            "",
                            "an entity " + Misfit.quoted(in.getLocalName())
                                    + " (expected: one of &lt; &gt; &amp; &quot; &apos;)");
                default -> {}
            }
            return event;
        } catch (XMLStreamException e) {
            throw new Malformed(e);
        }
    }

    /** Not XML, or beyond one of the parser's own limits. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient XMLStreamException reason;

        Malformed(XMLStreamException reason) {
            super(null, reason, false, false);
            this.reason = reason;
        }

        /** For callers: where, and not the parser's words. */
        Misfit misfit() {
            String place = reason.getLocation() == null
                    ? ""
                    : "line " + reason.getLocation().getLineNumber() + ", column "
                            + reason.getLocation().getColumnNumber() + ": ";
            return new Misfit(
                    "",
                    place + "not XML, or beyond a limit (expected: a well-formed document, at most "
                            + XmlCodec.MAX_ATTRIBUTES + " attributes of " + Limits.MAX_KEY + " characters, texts of "
                            + Limits.MAX_TEXT + ")");
        }
    }
}
