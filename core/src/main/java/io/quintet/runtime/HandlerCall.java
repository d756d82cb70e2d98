package io.quintet.runtime;

import io.quintet.spi.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Server chain, last link: the handler. */
final class HandlerCall implements ServedCall {
    private final HandlerMethod handler;

    HandlerCall(HandlerMethod handler) {
        this.handler = handler;
    }

    @Override
    public @Nullable Object handle(Call call) throws Exception {
        return handler.handle(handler.batch() ? List.of(call.request()) : call.request());
    }
}
