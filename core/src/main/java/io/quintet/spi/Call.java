package io.quintet.spi;

import io.quintet.Deadline;
import io.quintet.message.Headers;

/**
 * One call.
 *
 * @param operation which operation, with its codecs
 * @param request the request record; where the operation takes a stream of requests, a {@link java.util.stream.Stream} of records,
 *     which may be pulled once, by one thread at a time, and is closed by whoever pulls it
 * @param headers correlation, trace context
 * @param deadline when the caller stops waiting
 */
public record Call(BoundOperation operation, Object request, Headers headers, Deadline deadline) {}
