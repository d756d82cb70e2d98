package io.quintet.net;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to send.
 *
 * @param operation what it is, for messages, such as {@code kitchen.findTicket}
 * @param method the HTTP method
 * @param host the peer's host
 * @param port the peer's port
 * @param target path and query, percent-encoded
 * @param headers names and values in turn, safe to send as they are
 * @param contentType the media type of the body; null where there is none
 * @param body the body; null where there is none
 * @param timeoutNanos how long to wait for the response, all in all
 */
@SuppressWarnings("ArrayRecordComponent") // copying a payload at every layer would cost more than the trust it buys
public record Outgoing(
        String operation,
        String method,
        String host,
        int port,
        String target,
        List<String> headers,
        @Nullable String contentType,
        byte @Nullable [] body,
        long timeoutNanos) {
    /** Operation and endpoint, for messages. */
    String where() {
        return operation + " at " + host + ":" + port;
    }
}
