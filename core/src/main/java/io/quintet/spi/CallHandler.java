package io.quintet.spi;

import org.jspecify.annotations.Nullable;

/** The receiving side of calls: the server chain. */
@FunctionalInterface
public interface CallHandler {
    /** Handles one call; may block. What it throws is already a {@link CallFailure}, ready to travel. */
    @Nullable
    Object handle(Call call) throws CallFailure;
}
