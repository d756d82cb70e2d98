package io.quintet.net;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits on a thread that may block for what happens on an event loop. */
final class Waiting {
    private Waiting() {}

    /** The result; an interrupt stays set and ends the wait. */
    static <T> @Nullable T on(Future<T> future, long time, TimeUnit unit) throws WaitFailed {
        try {
            return future.toCompletionStage().toCompletableFuture().get(time, unit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WaitFailed("interrupted", e);
        } catch (TimeoutException e) {
            throw new WaitFailed("not done within " + time + " " + unit, e);
        } catch (ExecutionException e) {
            throw new WaitFailed("failed", e.getCause() == null ? e : e.getCause());
        }
    }
}
