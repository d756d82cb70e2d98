package io.quintet.runtime;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.spi.Call;
import io.quintet.spi.CallFailure;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Failure;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Server chain, first link: turns calls away while this instance closes, and makes every failure ready to travel. */
final class DrainGate implements CallHandler {
    private final ServedCall next;
    private final BooleanSupplier closing;
    private final String service;

    DrainGate(ServedCall next, BooleanSupplier closing, String service) {
        this.next = next;
        this.closing = closing;
        this.service = service;
    }

    @Override
    public @Nullable Object handle(Call call) throws CallFailure {
        if (closing.getAsBoolean()) {
            throw new CallFailure(
                    new Failure(Code.UNAVAILABLE, service + " is shutting down", null, null, List.of(), true));
        }
        try {
            if (call.deadline().expired()) {
                throw QuintetException.deadlineExceeded(call.operation().model().qualifiedName()
                        + ": the deadline had passed before the call was handled");
            }
            return next.handle(call);
        } catch (Exception | Error e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new CallFailure(Failures.of(call.operation().model(), e));
        }
    }
}
