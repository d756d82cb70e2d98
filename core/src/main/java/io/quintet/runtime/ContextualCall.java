package io.quintet.runtime;

import io.quintet.spi.Call;
import io.quintet.spi.Streams;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Server chain: binds deadline and trace to the thread, so that they propagate to what the handler sends. */
final class ContextualCall implements ServedCall {
    private final ServedCall next;
    private final Budgets budgets;

    ContextualCall(ServedCall next, Budgets budgets) {
        this.next = next;
        this.budgets = budgets;
    }

    @Override
    public @Nullable Object handle(Call call) throws Exception {
        CallContext context = CallContext.of(
                call.deadline(), call.headers(), budgets.counts(call.operation().model()));
        CallContext before = CallContext.bind(context);
        try {
            Object response = next.handle(call);
            return response instanceof Stream<?> stream ? Streams.of(new Pulled(context, stream)) : response;
        } finally {
            CallContext.bind(before);
        }
    }

    /** A stream of responses, for which the handler works when it is pulled. */
    private static final class Pulled implements Streams.Source {
        private final CallContext context;
        private final Streams.Source records;

        Pulled(CallContext context, Stream<?> stream) {
            this.context = context;
            this.records = Streams.source(stream);
        }

        @Override
        public @Nullable Object next() throws Exception {
            CallContext before = CallContext.bind(context);
            try {
                return records.next();
            } finally {
                CallContext.bind(before);
            }
        }

        @Override
        public void close() {
            records.close();
        }
    }
}
