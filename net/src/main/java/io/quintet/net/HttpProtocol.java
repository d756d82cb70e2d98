package io.quintet.net;

/** What a caller speaks. */
public enum HttpProtocol {
    /** HTTP/1.1: one request at a time on a connection. */
    HTTP_1,
    /**
     * HTTP/2: many requests on a connection, and trailers; without TLS with prior knowledge. With TLS a peer that does not offer it is
     * spoken to over HTTP/1.1.
     */
    HTTP_2
}
