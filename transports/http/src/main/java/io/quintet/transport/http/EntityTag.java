package io.quintet.transport.http;

import io.quintet.net.Reply;
import io.quintet.spi.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Strong entity tags: a digest of the bytes that are sent, so that they need no store and are the same on every instance.
 *
 * <p>The engine marks the tag of a compressed body, for those bytes are others; what is compared here is the tag below that mark.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2">RFC 9110, 13.1.2</a>
 */
final class EntityTag {
    private static final int DIGEST_BYTES = 16;
    private static final String COMPRESSED = "-gzip";
    private static final byte[] NOTHING = new byte[0];

    private EntityTag() {}

    /** The reply with its tag, or 304 where the caller has the body already; {@code ifNoneMatch} is empty where it did not say. */
    static Reply conditional(Reply reply, String ifNoneMatch) {
        String tag = of(reply.body());
        String had = ifNoneMatch.isEmpty() ? null : match(ifNoneMatch, tag);
        List<String> headers = new ArrayList<>(reply.headers().size() + 2);
        headers.addAll(reply.headers());
        headers.add(HttpNames.ETAG);
        headers.add(quoted(had == null ? tag : had));
        return had == null
                ? new Reply(reply.status(), reply.contentType(), reply.body(), headers, reply.trailers())
                : new Reply(304, null, NOTHING, headers, List.of());
    }

    private static String quoted(String tag) {
        return '"' + tag + '"';
    }

    private static String of(byte[] body) {
        byte[] digest = Arrays.copyOf(Sha256.of(body), DIGEST_BYTES);
        byte[] encoded = Base64.getUrlEncoder().withoutPadding().encode(digest);
        return new String(encoded, StandardCharsets.ISO_8859_1);
    }

    // the weak comparison, which is the one for If-None-Match
    private static @Nullable String match(String ifNoneMatch, String tag) {
        if (ifNoneMatch.strip().equals("*")) {
            return tag;
        }
        for (int open = ifNoneMatch.indexOf('"'); open >= 0; ) {
            int close = ifNoneMatch.indexOf('"', open + 1);
            if (close < 0) {
                return null;
            }
            String had = ifNoneMatch.substring(open + 1, close);
            if (had.equals(tag) || had.equals(tag + COMPRESSED)) {
                return had;
            }
            open = ifNoneMatch.indexOf('"', close + 1);
        }
        return null;
    }
}
