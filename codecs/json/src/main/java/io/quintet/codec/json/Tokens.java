package io.quintet.codec.json;

import io.quintet.type.Limits;
import io.quintet.type.Misfit;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;

/** What is wrong with what a parser stands on, and where that is. */
final class Tokens {
    private Tokens() {}

    /** The token that the parser stands on. */
    static Misfit misfit(JsonParser in, String expected) {
        return new Misfit(pointer(in), shown(in) + " (expected: " + expected + ")");
    }

    /** A text that was read, at the pointer that the parser stands on. */
    static Misfit misfit(JsonParser in, String text, String expected) {
        return new Misfit(pointer(in), Misfit.quoted(text) + " (expected: " + expected + ")");
    }

    static Misfit twice(JsonParser in) {
        return new Misfit(pointer(in), "stands twice (expected: once)");
    }

    /** Refuses to go on with more elements than a list, set or map may have. */
    static void elements(JsonParser in, int size) {
        if (size > Limits.MAX_ELEMENTS) {
            throw Misfit.beyond(pointer(in), size, Limits.MAX_ELEMENTS, "elements");
        }
    }

    /** Refuses a key that is too long; it is not shown in the pointer, either. */
    static void key(JsonParser in, String key) {
        if (key.length() > Limits.MAX_KEY) {
            throw Misfit.beyond(
                    pointer(in.streamReadContext().getParent()), key.length(), Limits.MAX_KEY, "characters in a key");
        }
    }

    static String pointer(JsonParser in) {
        return pointer(in.streamReadContext());
    }

    static String pointer(TokenStreamContext context) {
        return context.pathAsPointer().toString();
    }

    private static String shown(JsonParser in) {
        JsonToken token = in.currentToken();
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> Misfit.quoted(in.getString());
            default -> Misfit.shortened(in.getString());
        };
    }
}
