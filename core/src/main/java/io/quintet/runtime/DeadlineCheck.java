package io.quintet.runtime;

import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.spi.Call;
import org.jspecify.annotations.Nullable;

/** Client chain: sends nothing when the deadline has passed already, as in a handler whose caller has given up. */
final class DeadlineCheck implements Invoker {
    private final Invoker next;

    DeadlineCheck(Invoker next) {
        this.next = next;
    }

    @Override
    public @Nullable Object invoke(Call call) throws DomainException {
        if (call.deadline().expired()) {
            throw QuintetException.deadlineExceeded(
                    call.operation().model().qualifiedName() + ": the deadline had passed before the call was sent");
        }
        return next.invoke(call);
    }
}
