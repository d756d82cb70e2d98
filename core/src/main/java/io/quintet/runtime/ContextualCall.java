package io.quintet.runtime;

import io.quintet.spi.Call;
import org.jspecify.annotations.Nullable;

/** Server chain: binds deadline and trace to the thread, so that they propagate to what the handler sends. */
final class ContextualCall implements ServedCall {
    private final ServedCall next;

    ContextualCall(ServedCall next) {
        this.next = next;
    }

    @Override
    public @Nullable Object handle(Call call) throws Exception {
        CallContext before = CallContext.bind(CallContext.of(call.deadline(), call.headers()));
        try {
            return next.handle(call);
        } finally {
            CallContext.bind(before);
        }
    }
}
