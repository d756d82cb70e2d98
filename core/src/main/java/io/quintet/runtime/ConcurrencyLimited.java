package io.quintet.runtime;

import io.quintet.Code;
import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.resilience.Blame;
import io.quintet.resilience.Gate;
import io.quintet.resilience.Refusal;
import io.quintet.resilience.Ticker;
import io.quintet.spi.Call;
import org.jspecify.annotations.Nullable;

/**
 * Client chain: bounds how many calls of an operation wait for answers, so that a slow service costs so much memory and no more. A
 * stream of responses counts until it is there; while it is pulled, its reader waits for each record.
 */
final class ConcurrencyLimited implements Invoker {
    private final Invoker next;
    private final Gate gate;
    private final Ticker ticker;

    ConcurrencyLimited(Invoker next, Gate gate, Ticker ticker) {
        this.next = next;
        this.gate = gate;
        this.ticker = ticker;
    }

    @Override
    public @Nullable Object invoke(Call call) throws DomainException {
        if (!gate.tryEnter()) {
            throw refusal(call.operation().model().qualifiedName(), gate);
        }
        long start = ticker.nanos();
        boolean overloaded = false;
        try {
            return next.invoke(call);
        } catch (QuintetException e) {
            overloaded = Blame.of(e) != Blame.CALLER;
            throw e;
        } finally {
            gate.leave(ticker.nanos() - start, overloaded);
        }
    }

    static QuintetException refusal(String operation, Gate gate) {
        String why = operation + ": " + gate.inside() + " calls are under way from here (expected: at most "
                + gate.limit() + ", by concurrency.limit)";
        return Refusal.of(Code.RESOURCE_EXHAUSTED, why);
    }
}
