package io.quintet.runtime;

import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.resilience.Blame;
import io.quintet.resilience.Fallback;
import io.quintet.resilience.LastGood;
import io.quintet.resilience.Provenance;
import io.quintet.spi.Call;
import io.quintet.spi.Observer;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the callers of an operation get where the service does not answer: the last good response if it is young enough, else what the
 * function makes that was given for it. What the caller did wrong stays what it is.
 */
final class Instead {
    private final @Nullable LastGood lastGood;
    private final @Nullable HandlerMethod function;
    private final @Nullable Observer observer;

    Instead(@Nullable LastGood lastGood, @Nullable HandlerMethod function, @Nullable Observer observer) {
        this.lastGood = lastGood;
        this.function = function;
        this.observer = observer;
    }

    /** A call was answered. */
    void keep(Call call, @Nullable Object response) {
        if (lastGood != null && response != null && !(response instanceof Stream)) {
            lastGood.keep(call.request(), response);
        }
    }

    /** What a caller gets instead; throws what the call failed with where there is nothing. */
    @Nullable
    Object of(Call call, QuintetException failure) throws DomainException {
        if (Blame.of(failure) == Blame.CALLER) {
            throw failure;
        }
        LastGood.Aged known = lastGood == null ? null : lastGood.of(call.request());
        if (known != null) {
            note(call, new Fallback(Fallback.Origin.LAST_GOOD, failure, known.age()));
            return known.response();
        }
        if (function == null) {
            throw failure;
        }
        Object response = made(function, call, failure);
        note(call, new Fallback(Fallback.Origin.FUNCTION, failure, Duration.ZERO));
        return response;
    }

    private static @Nullable Object made(HandlerMethod function, Call call, QuintetException failure)
            throws DomainException {
        try {
            return function.handle(call.request());
        } catch (DomainException | RuntimeException e) {
            e.addSuppressed(failure);
            throw e;
        } catch (Exception e) {
            e.addSuppressed(failure);
            throw new IllegalStateException(call.operation().model().qualifiedName() + ": the fallback failed", e);
        }
    }

    private void note(Call call, Fallback fallback) {
        Provenance asking = Provenance.current();
        if (asking != null) {
            asking.note(fallback);
        }
        if (observer != null) {
            observer.fellBack(call.operation().model(), fallback);
        }
    }
}
