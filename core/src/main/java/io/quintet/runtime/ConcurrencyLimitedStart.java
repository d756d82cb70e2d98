package io.quintet.runtime;

import io.quintet.resilience.Blame;
import io.quintet.resilience.Gate;
import io.quintet.resilience.Ticker;
import io.quintet.spi.Call;
import java.util.concurrent.CompletableFuture;

/** What {@link ConcurrencyLimited} does, for requests whose requester goes on meanwhile. */
final class ConcurrencyLimitedStart implements Starter {
    private final Starter next;
    private final Gate gate;
    private final Ticker ticker;

    ConcurrencyLimitedStart(Starter next, Gate gate, Ticker ticker) {
        this.next = next;
        this.gate = gate;
        this.ticker = ticker;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what follows the future throws nothing
    public CompletableFuture<Object> start(Call call) {
        if (!gate.tryEnter()) {
            return CompletableFuture.failedFuture(
                    ConcurrencyLimited.refusal(call.operation().model().qualifiedName(), gate));
        }
        long start = ticker.nanos();
        CompletableFuture<Object> future = next.start(call);
        future.whenComplete(
                (reply, error) -> gate.leave(ticker.nanos() - start, error != null && Blame.of(error) != Blame.CALLER));
        return future;
    }
}
