package io.quintet.net;

import java.util.List;

/**
 * A response that leaves in pieces. For one thread at a time.
 *
 * <p>All methods but {@link #reset} throw a {@link io.quintet.QuintetException} once the peer has gone (CANCELLED after a reset, UNAVAILABLE
 * when the connection broke), time is up, or the peer has taken nothing for too long (DEADLINE_EXCEEDED).
 */
public interface ResponseWriter {
    /**
     * Sends status and headers at once; must come first, and once.
     *
     * @param headers names and values in turn
     */
    void head(int status, List<String> headers);

    /** Sends a piece, which is not copied; blocks while too much of what was written before has not left. */
    void write(byte[] piece);

    /**
     * Ends the response.
     *
     * @param trailers names and values in turn; HTTP/1.1 peers see them only if they read trailers
     */
    void end(List<String> trailers);

    /** Breaks off with an error code of HTTP/2; over HTTP/1.1 by closing the connection. Does nothing after the end. */
    void reset(long errorCode);
}
