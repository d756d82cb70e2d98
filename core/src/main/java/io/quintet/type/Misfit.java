package io.quintet.type;

import io.quintet.QuintetException;
import io.quintet.Violation;
import java.util.List;

/**
 * A value that does not fit its type, on its way up through the record that has it: each level puts its own part in front of the
 * pointer, so that pointers cost nothing where nothing is wrong. The codec turns it into the exception that callers see.
 */
public final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 40;

    private final String pointer;

    /** With a JSON pointer (RFC 6901) as far as it is known, and a message that shows the value and the expectation. */
    public Misfit(String pointer, String message) {
        super(message, null, false, false);
        this.pointer = pointer;
    }

    /** Too much of something. */
    public static Misfit beyond(String pointer, long size, long limit, String what) {
        return new Misfit(pointer, size + " " + what + " (expected: at most " + limit + ")");
    }

    /** The same, seen from what has it in a component or under a key of this name. */
    public Misfit within(String name) {
        return new Misfit(part(name) + pointer, String.valueOf(getMessage()));
    }

    /** The same, seen from what has it at this place. */
    public Misfit within(int index) {
        return new Misfit("/" + index + pointer, String.valueOf(getMessage()));
    }

    /** Where, as a JSON pointer. */
    public String pointer() {
        return pointer;
    }

    /** What callers see: INVALID_ARGUMENT with a violation; the text says what could not be done. */
    public QuintetException invalid(String what) {
        String message = String.valueOf(getMessage());
        String where = pointer.isEmpty() ? "" : pointer + ": ";
        return QuintetException.invalid(what + ": " + where + message, List.of(new Violation(pointer, message)))
                .causedBy(this);
    }

    /** A name as a part of a pointer. */
    public static String part(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** A text for a message: in quotes, not too long, without control characters. */
    public static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        String shortened = shortened(text);
        for (int i = 0; i < shortened.length(); i++) {
            char c = shortened.charAt(i);
            out.append(Character.isISOControl(c) ? '?' : c);
        }
        return out.append('"').toString();
    }

    /** A number or the like for a message: not too long. */
    public static String shortened(String text) {
        if (text.length() <= SHOWN) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return text.substring(0, end) + "\u2026";
    }
}
