package io.quintet.codec.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.type.Misfit;
import org.jspecify.annotations.Nullable;

/** Writes elements, attributes and text, and keeps to the limits that {@link XmlInput} has. */
final class XmlOutput {
    private final StringBuilder out = new StringBuilder(256);
    private int depth;
    private int elements;
    private boolean open;

    /** Begins an element; attributes may follow. */
    void start(String name) {
        content();
        XmlInput.limit(++depth, ++elements);
        out.append('<').append(name);
        open = true;
    }

    /** An attribute of the element that was just begun. */
    void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        XmlText.escape(out, value, true);
        out.append('"');
    }

    void text(String text) {
        if (!text.isEmpty()) {
            content();
            XmlText.escape(out, text, false);
        }
    }

    void end(String name) {
        if (open) {
            out.append("/>");
            open = false;
        } else {
            out.append("</").append(name).append('>');
        }
        depth--;
    }

    private void content() {
        if (open) {
            out.append('>');
            open = false;
        }
    }

    byte[] bytes() {
        return out.toString().getBytes(UTF_8);
    }

    /** An element of a list or map, which XML has no null for. */
    static Object present(@Nullable Object value) {
        if (value == null) {
            throw new Misfit("", "null (expected: a value, lists and maps in XML have no null)");
        }
        return value;
    }
}
