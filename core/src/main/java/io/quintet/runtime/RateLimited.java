package io.quintet.runtime;

import io.quintet.Code;
import io.quintet.DomainException;
import io.quintet.resilience.Rate;
import io.quintet.resilience.Refusal;
import io.quintet.spi.Call;
import org.jspecify.annotations.Nullable;

/** Client chain: turns calls away that come faster than the rate that was set. */
final class RateLimited implements Invoker {
    private final Invoker next;
    private final Rate rate;

    RateLimited(Invoker next, Rate rate) {
        this.next = next;
        this.rate = rate;
    }

    @Override
    public @Nullable Object invoke(Call call) throws DomainException {
        if (!rate.tryTake()) {
            String why = call.operation().model().qualifiedName() + ": called more often than rate.limit allows";
            throw Refusal.of(Code.RESOURCE_EXHAUSTED, why).after(rate.next());
        }
        return next.invoke(call);
    }
}
