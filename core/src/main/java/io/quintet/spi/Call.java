package io.quintet.spi;

import io.quintet.Deadline;
import io.quintet.message.Headers;

/**
 * One call.
 *
 * @param operation which operation, with its codecs
 * @param request the request record
 * @param headers correlation, trace context
 * @param deadline when the caller stops waiting
 */
public record Call(BoundOperation operation, Object request, Headers headers, Deadline deadline) {}
