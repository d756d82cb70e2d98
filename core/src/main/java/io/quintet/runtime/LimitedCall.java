package io.quintet.runtime;

import io.quintet.QuintetException;
import io.quintet.resilience.Gate;
import io.quintet.resilience.Ticker;
import io.quintet.spi.Call;
import io.quintet.spi.Streams;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Server chain: bounds how many calls of an operation are handled at a time. Those that are too many wait, not long, and are turned away
 * then; one whose caller has given up meanwhile is not begun. A stream of responses counts until it is closed.
 */
final class LimitedCall implements ServedCall {
    private final ServedCall next;
    private final Gate gate;
    private final WaitingLine line;
    private final long patience;
    private final Duration retryAfter;
    private final Ticker ticker;

    LimitedCall(ServedCall next, Gate gate, ServerPolicies policies, Ticker ticker) {
        this.next = next;
        this.gate = gate;
        this.line = new WaitingLine(gate, policies.queueLength());
        this.patience = policies.queueTime().toNanos();
        this.retryAfter = policies.retryAfter();
        this.ticker = ticker;
    }

    @Override
    public @Nullable Object handle(Call call) throws Exception {
        long remaining = call.deadline().remainingNanos();
        if (!line.enter(Math.min(patience, remaining))) {
            throw Shedding.failure(
                    call.operation().model().qualifiedName() + ": too much to do: " + gate.inside()
                            + " calls are under way and " + line.waiting() + " wait (expected: at most " + gate.limit()
                            + " by server.concurrency.limit)",
                    retryAfter);
        }
        long start = ticker.nanos();
        boolean kept = false;
        try {
            if (call.deadline().expired()) {
                throw QuintetException.deadlineExceeded(call.operation().model().qualifiedName()
                        + ": the deadline had passed before the call was handled");
            }
            Object response = next.handle(call);
            if (response instanceof Stream<?> stream) {
                kept = true;
                return Streams.of(new Counted(stream, start));
            }
            return response;
        } finally {
            if (!kept) {
                line.leave(ticker.nanos() - start, call.deadline().expired());
            }
        }
    }

    /** A stream of responses, which the transport closes however the call ends. */
    private final class Counted implements Streams.Source {
        private final Streams.Source records;
        private final long start;
        private final AtomicBoolean closed = new AtomicBoolean();

        Counted(Stream<?> stream, long start) {
            this.records = Streams.source(stream);
            this.start = start;
        }

        @Override
        public @Nullable Object next() throws Exception {
            return records.next();
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                line.leave(ticker.nanos() - start, false);
            }
            records.close();
        }
    }
}
