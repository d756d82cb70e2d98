package io.quintet.codec.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;

/** A value that does not fit its type, on its way to the {@link JsonRecordCodec}, which makes it a violation. */
final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 40;

    private final String pointer;

    Misfit(String pointer, String message) {
        super(message, null, false, false);
        this.pointer = pointer;
    }

    /** The token that the parser stands on. */
    static Misfit at(JsonParser in, String expected) {
        return new Misfit(pointerOf(in), shown(in) + " (expected: " + expected + ")");
    }

    /** A text that was read, at the pointer that the parser stands on. */
    static Misfit text(JsonParser in, String text, String expected) {
        return new Misfit(pointerOf(in), quoted(text) + " (expected: " + expected + ")");
    }

    /** Too much of something. */
    static Misfit beyond(String pointer, int size, int limit, String what) {
        return new Misfit(pointer, size + " " + what + " (expected: at most " + limit + ")");
    }

    /** The same, seen from the record that has it in a component of this name. */
    Misfit within(String component) {
        return new Misfit(part(component) + pointer, String.valueOf(getMessage()));
    }

    /** RFC 6901. */
    String pointer() {
        return pointer;
    }

    static String pointerOf(JsonParser in) {
        return pointerOf(in.streamReadContext());
    }

    static String pointerOf(TokenStreamContext context) {
        return context.pathAsPointer().toString();
    }

    /** A name as a part of a pointer. */
    static String part(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private static String shown(JsonParser in) {
        JsonToken token = in.currentToken();
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> quoted(in.getString());
            default -> shortened(in.getString());
        };
    }

    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        String shortened = shortened(text);
        for (int i = 0; i < shortened.length(); i++) {
            char c = shortened.charAt(i);
            out.append(Character.isISOControl(c) ? '?' : c);
        }
        return out.append('"').toString();
    }

    private static String shortened(String text) {
        if (text.length() <= SHOWN) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return text.substring(0, end) + "\u2026";
    }
}
