package io.quintet.runtime;

import io.quintet.DomainException;
import io.quintet.spi.Call;
import org.jspecify.annotations.Nullable;

/** Client chain, next to last link over a call transport: waits where the registry has not told yet who serves the contract. */
final class FirstAnswer implements Invoker {
    private final Invoker next;
    private final Peers peers;

    FirstAnswer(Invoker next, Peers peers) {
        this.next = next;
        this.peers = peers;
    }

    @Override
    public @Nullable Object invoke(Call call) throws DomainException {
        peers.awaitFirst(call.deadline());
        return next.invoke(call);
    }
}
