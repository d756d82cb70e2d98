package io.quintet.transport.http;

import io.quintet.net.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The beginning of what a peer sent in place of problem details: a cause, for the logs of this side, which never travels further. */
final class ForeignBody extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 200;

    private ForeignBody(String message) {
        super(message, null, false, false);
    }

    /** Null where there is no text. */
    static @Nullable ForeignBody of(Reply reply) {
        String type = reply.contentType() == null ? "" : reply.contentType().toLowerCase(Locale.ROOT);
        boolean text = type.startsWith("text/") || type.contains("json") || type.contains("xml");
        if (!text || reply.body().length == 0 || reply.header("Content-Encoding") != null) {
            return null;
        }
        int length = Math.min(reply.body().length, MOST);
        StringBuilder shown = new StringBuilder(new String(reply.body(), 0, length, StandardCharsets.UTF_8));
        for (int i = 0; i < shown.length(); i++) {
            if (Character.isISOControl(shown.charAt(i))) {
                shown.setCharAt(i, ' '); // a log line is one line
            }
        }
        return new ForeignBody(
                type + ", " + reply.body().length + " bytes: " + shown + (length == MOST ? "\u2026" : ""));
    }
}
