package io.quintet.net;

import java.util.List;

/**
 * A request whose body is written, and whose response is read, in pieces and at the same time.
 *
 * <p>One thread may write while another reads. Everything blocks as long as the peer makes it, and fails with a
 * {@link io.quintet.QuintetException} as {@link HttpCaller#call} does, also when the response is there before the body is written.
 */
public interface HttpStream extends BodyReader, AutoCloseable {
    /** Sends a piece of the body, which is not copied; blocks while too much of what was written before has not left. */
    void write(byte[] piece);

    /** Ends the body. */
    void end();

    /** Blocks for the head of the response. */
    ResponseHead head();

    /** The trailers of the response, names and values in turn; blocks until they are there, and drops pieces not taken. */
    List<String> trailers();

    /** Breaks off with an error code of HTTP/2, or by closing the connection; what blocks fails with CANCELLED. */
    void reset(long errorCode);

    /** Breaks off with CANCEL unless all was sent and received. */
    @Override
    void close();
}
