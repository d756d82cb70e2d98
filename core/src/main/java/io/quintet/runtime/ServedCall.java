package io.quintet.runtime;

import io.quintet.spi.Call;
import org.jspecify.annotations.Nullable;

/** One link of the server chain; the last one is the handler. */
@FunctionalInterface
interface ServedCall {
    @Nullable
    Object handle(Call call) throws Exception;
}
