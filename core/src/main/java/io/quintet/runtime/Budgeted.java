package io.quintet.runtime;

import io.quintet.DomainException;
import io.quintet.resilience.RetryBudget;
import io.quintet.spi.Call;
import org.jspecify.annotations.Nullable;

/** Client chain, around {@link Retrying} and {@link Hedging}: each call earns its share of the budget that both spend, once. */
final class Budgeted implements Invoker {
    private final Invoker next;
    private final RetryBudget budget;

    Budgeted(Invoker next, RetryBudget budget) {
        this.next = next;
        this.budget = budget;
    }

    @Override
    public @Nullable Object invoke(Call call) throws DomainException {
        budget.called();
        return next.invoke(call);
    }
}
