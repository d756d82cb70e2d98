package io.quintet.log;

import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import org.jspecify.annotations.Nullable;

/** What every message must be that a transport accepts. */
public final class Acceptable {
    private Acceptable() {}

    /** What is wrong with a message, with the value and the expectation; null where nothing is. */
    public static @Nullable String complaint(Message message, String transport, int mostPayloadBytes) {
        if (message.payload().length > mostPayloadBytes) {
            return "payload: " + message.payload().length + " bytes (expected: at most " + mostPayloadBytes
                    + " over transport " + transport + ")";
        }
        if (message.header(HeaderNames.ID) == null) {
            return "header id: absent (expected: present on every message)";
        }
        String notBefore = message.header(HeaderNames.NOT_BEFORE);
        if (notBefore != null && !isNumber(notBefore)) {
            return "header notbefore: " + notBefore + " (expected: milliseconds since 1970)";
        }
        return null;
    }

    private static boolean isNumber(String text) {
        try {
            Long.parseLong(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
