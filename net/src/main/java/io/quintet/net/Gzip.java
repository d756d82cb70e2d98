package io.quintet.net;

import io.quintet.payload.GzipCompressor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Responses that are compressed for those who ask; on the virtual thread of the request. */
final class Gzip {
    static final String NAME = "gzip";

    private Gzip() {}

    /** The reply, compressed where the peer accepts it and it is worth it; a body below {@code least} is not. */
    static Reply compressed(Reply reply, int least, @Nullable String accepted) {
        if (reply.body().length < Math.max(1, least)
                || accepted == null
                || !accepts(accepted)
                || reply.header("Content-Encoding") != null
                || reply.header(HttpSignatures.DIGEST) != null) { // which is of the bytes that are sent
            return reply;
        }
        List<String> headers = new ArrayList<>(reply.headers().size() + 4);
        for (int i = 0; i < reply.headers().size(); i += 2) {
            String name = reply.headers().get(i);
            String value = reply.headers().get(i + 1);
            headers.add(name);
            headers.add(name.equalsIgnoreCase("ETag") ? marked(value) : value);
        }
        headers.addAll(List.of("Content-Encoding", NAME, "Vary", "Accept-Encoding"));
        return new Reply(
                reply.status(),
                reply.contentType(),
                GzipCompressor.compressed(reply.body()),
                headers,
                reply.trailers());
    }

    // a strong tag stands for the very bytes, and these are others (RFC 9110, 8.8.3.3)
    private static String marked(String tag) {
        return tag.endsWith("\"") ? tag.substring(0, tag.length() - 1) + "-" + NAME + '"' : tag;
    }

    /** Whether an {@code Accept-Encoding} lists gzip, and not with a weight of zero. */
    static boolean accepts(String accepted) {
        int from = 0;
        while (from < accepted.length()) {
            int comma = accepted.indexOf(',', from);
            int end = comma < 0 ? accepted.length() : comma;
            int semicolon = accepted.indexOf(';', from);
            int nameEnd = semicolon < 0 || semicolon > end ? end : semicolon;
            if (accepted.substring(from, nameEnd).strip().equalsIgnoreCase(NAME)) {
                return !isZero(accepted.substring(nameEnd, end));
            }
            from = end + 1;
        }
        return false;
    }

    // as ;q=0 or ; q=0.000
    private static boolean isZero(String parameter) {
        int equals = parameter.indexOf('=');
        if (equals < 0) {
            return false;
        }
        for (int i = equals + 1; i < parameter.length(); i++) {
            char c = parameter.charAt(i);
            if (c >= '1' && c <= '9') {
                return false;
            }
        }
        return true;
    }
}
