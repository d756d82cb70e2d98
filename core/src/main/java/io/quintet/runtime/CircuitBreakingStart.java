package io.quintet.runtime;

import io.quintet.Transaction;
import io.quintet.resilience.Circuit;
import io.quintet.resilience.Ticker;
import io.quintet.spi.Call;
import java.util.concurrent.CompletableFuture;

/**
 * What {@link CircuitBreaking} does, for requests whose requester goes on meanwhile. A request within a transaction is not counted: whether
 * it leaves at all is up to the commit.
 */
final class CircuitBreakingStart implements Starter {
    private final Starter next;
    private final Circuit circuit;
    private final Ticker ticker;

    CircuitBreakingStart(Starter next, Circuit circuit, Ticker ticker) {
        this.next = next;
        this.circuit = circuit;
        this.ticker = ticker;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what follows the future throws nothing
    public CompletableFuture<Object> start(Call call) {
        if (Transaction.active().isPresent()) {
            return next.start(call);
        }
        if (!circuit.tryEnter()) {
            return CompletableFuture.failedFuture(circuit.refusal());
        }
        long start = ticker.nanos();
        CompletableFuture<Object> future = next.start(call);
        future.whenComplete((reply, error) -> circuit.ended(error, ticker.nanos() - start));
        return future;
    }
}
