package io.quintet.net;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The head of a request that came in. */
public interface RequestHead {
    /** The bytes of headers, or of trailers, that most peers take, those of gRPC and Vert.x among them. */
    long USUAL_HEADER_LIST_BYTES = 8 * 1024;

    /** The method, in capitals. */
    String method();

    /** Path and query as they came, percent-encoded; always starts with a slash unless it is {@code *}. */
    String target();

    /** The first header of that name, in any case, or null. */
    @Nullable
    String header(String name);

    /** Visits all headers. */
    void forEachHeader(BiConsumer<String, String> visitor);

    /** Whether it came over HTTP/2, and not an older version. */
    boolean http2();

    /**
     * The most bytes of headers, or of trailers, that the peer takes, counted as in RFC 9113, section 6.5.2: names, values, and 32 for each. As
     * it has said itself over HTTP/2; else {@link #USUAL_HEADER_LIST_BYTES}.
     */
    default long maxHeaderListBytes() {
        return USUAL_HEADER_LIST_BYTES;
    }

    /** The subject of the certificate that the peer proved to own, as in RFC 2253, or null. */
    @Nullable
    String peerSubject();
}
