package io.quintet.runtime;

import io.quintet.DomainException;
import io.quintet.spi.Call;
import io.quintet.spi.Observer;
import org.jspecify.annotations.Nullable;

/** Client chain: tells the observer how long a call took and how it ended. */
final class Observed implements Invoker {
    private final Invoker next;
    private final Observer observer;
    private final String transport;

    Observed(Invoker next, Observer observer, String transport) {
        this.next = next;
        this.observer = observer;
        this.transport = transport;
    }

    @Override
    public @Nullable Object invoke(Call call) throws DomainException {
        long start = System.nanoTime();
        Throwable failure = null;
        try {
            return next.invoke(call);
        } catch (DomainException | RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            observer.completed(call.operation().model(), transport, System.nanoTime() - start, failure);
        }
    }
}
