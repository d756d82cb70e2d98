package io.quintet.spi;

import org.jspecify.annotations.Nullable;

/** The receiving side of calls: the server chain. */
@FunctionalInterface
public interface CallHandler {
    /**
     * Handles one call; may block. What it throws is already a {@link CallFailure}, ready to travel.
     *
     * @return the response record; null where the operation has none; where it has a stream of responses, a
     *     {@link java.util.stream.Stream} of records whose pulls throw {@link CallFailure}, too, and which the transport closes when the
     *     call is over, however it ends; see {@link Streams}
     */
    @Nullable
    Object handle(Call call) throws CallFailure;
}
