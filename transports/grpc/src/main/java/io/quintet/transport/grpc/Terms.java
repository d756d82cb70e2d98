package io.quintet.transport.grpc;

import io.quintet.Deadline;
import io.quintet.message.Headers;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a call came with, and what it is answered by, besides its messages.
 *
 * @param headers correlation, trace context
 * @param timeoutNanos how long it may take
 * @param deadline the same as a moment
 * @param mostBytes the largest request message
 * @param encoding how request messages may be compressed; null for not at all
 * @param answers how those of the response are
 * @param mostMetadata the most bytes of metadata that the caller takes, as {@link io.quintet.net.RequestHead#maxHeaderListBytes} says
 */
record Terms(
        Headers headers,
        long timeoutNanos,
        Deadline deadline,
        int mostBytes,
        @Nullable String encoding,
        Packing answers,
        LongSupplier mostMetadata) {}
