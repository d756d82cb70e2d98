package io.quintet.net;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to send.
 *
 * @param operation what it is, for messages, such as {@code kitchen.findTicket}
 * @param method the HTTP method
 * @param address the peer's
 * @param target path and query, percent-encoded
 * @param headers names and values in turn, safe to send as they are
 * @param contentType the media type of the body; null where there is none
 * @param body the body; null where there is none, or where it is written in pieces
 * @param timeoutNanos how long to wait for the response, all in all; {@link Long#MAX_VALUE} for a stream without an end
 */
@SuppressWarnings("ArrayRecordComponent") // copying a payload at every layer would cost more than the trust it buys
public record Outgoing(
        String operation,
        String method,
        HttpAddress address,
        String target,
        List<String> headers,
        @Nullable String contentType,
        byte @Nullable [] body,
        long timeoutNanos) {
    /** Operation and endpoint, for messages. */
    String where() {
        return operation + " at " + address.host() + ":" + address.port();
    }
}
