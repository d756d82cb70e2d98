package io.quintet.net;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A response, on either side.
 *
 * @param status the HTTP status
 * @param contentType the media type of the body; null where there is none
 * @param body the body; not copied
 * @param headers further headers, names and values in turn; on the calling side all that came
 * @param trailers what follows the body, names and values in turn
 */
@SuppressWarnings("ArrayRecordComponent") // copying a payload at every layer would cost more than the trust it buys
public record Reply(int status, @Nullable String contentType, byte[] body, List<String> headers, List<String> trailers)
        implements Decision {
    private static final byte[] NOTHING = new byte[0];

    /** With a body. */
    public static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, contentType, body, List.of(), List.of());
    }

    /** Without a body. */
    public static Reply empty(int status) {
        return new Reply(status, null, NOTHING, List.of(), List.of());
    }

    /** The same with further headers, names and values in turn. */
    public Reply with(String... more) {
        if (headers.isEmpty()) {
            return new Reply(status, contentType, body, List.of(more), trailers);
        }
        List<String> all = new ArrayList<>(headers.size() + more.length);
        all.addAll(headers);
        Collections.addAll(all, more);
        return new Reply(status, contentType, body, all, trailers);
    }

    /** The same with trailers, names and values in turn. */
    public Reply withTrailers(String... more) {
        return new Reply(status, contentType, body, headers, List.of(more));
    }

    /** The first header of that name, in any case, or null. */
    public @Nullable String header(String name) {
        return Pairs.find(headers, name);
    }

    /** The first trailer of that name, in any case, or null. */
    public @Nullable String trailer(String name) {
        return Pairs.find(trailers, name);
    }
}
