package io.quintet.runtime;

import io.quintet.DomainException;
import io.quintet.resilience.Health;
import io.quintet.resilience.Outliers;
import io.quintet.spi.Call;
import org.jspecify.annotations.Nullable;

/** Peer chain: counts how calls to one endpoint end, so that one that just fails is avoided for a while. */
final class Ejecting implements Invoker {
    private final Invoker next;
    private final Health health;
    private final Outliers outliers;

    Ejecting(Invoker next, Health health, Outliers outliers) {
        this.next = next;
        this.health = health;
        this.outliers = outliers;
    }

    @Override
    public @Nullable Object invoke(Call call) throws DomainException {
        Object response;
        try {
            response = next.invoke(call);
        } catch (DomainException | RuntimeException | Error e) {
            outliers.ended(health, e);
            throw e;
        }
        outliers.ended(health, null);
        return response;
    }
}
