package io.quintet.runtime;

import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.contract.OperationModel;
import io.quintet.message.HeaderNames;
import io.quintet.resilience.Backoff;
import io.quintet.resilience.Refusal;
import io.quintet.resilience.RetryBudget;
import io.quintet.spi.Call;
import io.quintet.spi.Streams;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Client chain: calls again when that cannot apply the operation twice: where nothing was sent or done, or where the operation is
 * idempotent, or recognised by the receiver, and its outcome unknown. A call is never repeated once something of a stream was taken.
 * Bounded by attempts, by the deadline, and by a budget over all calls of the operation.
 */
final class Retrying implements Invoker {
    private final Invoker next;
    private final int mostAttempts;
    private final Backoff backoff;
    private final RetryBudget budget;

    Retrying(Invoker next, int mostAttempts, Backoff backoff, RetryBudget budget) {
        this.next = next;
        this.mostAttempts = mostAttempts;
        this.backoff = backoff;
        this.budget = budget;
    }

    @Override
    public @Nullable Object invoke(Call call) throws DomainException {
        for (int attempt = 1; ; attempt++) {
            Untaken requests = call.request() instanceof Stream<?> stream ? new Untaken(stream) : null;
            try {
                return next.invoke(requests == null ? call : requests.in(call));
            } catch (QuintetException e) {
                if (!mayRetry(call, e)
                        || (requests != null && requests.taken)
                        || attempt >= mostAttempts
                        || !budget.withdraw()
                        || !pause(call.deadline(), delay(e, attempt))) {
                    throw e;
                }
            }
        }
    }

    /** A stream of requests of which it is known whether anything was taken. */
    private static final class Untaken {
        private final Stream<?> requests;
        private volatile boolean taken;

        Untaken(Stream<?> requests) {
            this.requests = requests;
        }

        /** The call with a view of the stream, which stays whole until the view is pulled. */
        Call in(Call call) {
            Streams.Source source = Streams.source(requests);
            Stream<Object> view = Streams.of(new Streams.Source() {
                @Override
                public @Nullable Object next() throws Exception {
                    taken = true;
                    return source.next();
                }

                @Override
                public void close() {
                    if (taken) {
                        source.close();
                    }
                }
            });
            return new Call(call.operation(), view, call.headers(), call.deadline());
        }
    }

    private static boolean mayRetry(Call call, QuintetException e) {
        if (Refusal.caused(e)) {
            return false; // this side knows that it is of no use yet
        }
        boolean invited = e.code() == Code.UNAVAILABLE || e.retryAfter() != null;
        return e.retrySafe() || (invited && repeatable(call));
    }

    /** The backoff, after what the peer has asked for: those whom it told the same time do not all come back at once. */
    private Duration delay(QuintetException e, int attempt) {
        Duration delay = backoff.delay(attempt);
        return e.retryAfter() == null ? delay : delay.plus(e.retryAfter());
    }

    /** Whether calling twice has the effect of calling once, by itself or because the receiver recognises the call. */
    private static boolean repeatable(Call call) {
        OperationModel operation = call.operation().model();
        return operation.idempotent() || operation.keyed() || call.headers().get(HeaderNames.ID) != null;
    }

    /** Waits before the next attempt; false when the deadline leaves no room for it, or the thread is interrupted. */
    private static boolean pause(Deadline deadline, Duration delay) {
        if (delay.toNanos() >= deadline.remainingNanos()) {
            return false;
        }
        Deadline end = Deadline.in(delay);
        while (!end.expired() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(end.remainingNanos());
        }
        return !Thread.currentThread().isInterrupted() && !deadline.expired();
    }
}
