package io.quintet.runtime;

import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.spi.Call;
import org.jspecify.annotations.Nullable;

/** Client chain: returns something else where the service does not answer. */
final class FallingBack implements Invoker {
    private final Invoker next;
    private final Instead instead;

    FallingBack(Invoker next, Instead instead) {
        this.next = next;
        this.instead = instead;
    }

    @Override
    public @Nullable Object invoke(Call call) throws DomainException {
        Object response;
        try {
            response = next.invoke(call);
        } catch (QuintetException e) {
            return instead.of(call, e);
        }
        instead.keep(call, response);
        return response;
    }
}
