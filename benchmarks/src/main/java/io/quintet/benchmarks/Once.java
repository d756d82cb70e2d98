package io.quintet.benchmarks;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Starts something when it is first needed, and just once, also when that fails. For one thread. */
final class Once<T> implements Callable<T> {
    private final Callable<T> start;
    private @Nullable T started;
    private @Nullable Exception failure;

    private Once(Callable<T> start) {
        this.start = start;
    }

    static <T> Once<T> of(Callable<T> start) {
        return new Once<>(start);
    }

    @Override
    public T call() throws Exception {
        if (failure != null) {
            throw failure;
        }
        T result = started;
        if (result == null) {
            try {
                result = start.call();
            } catch (Exception e) {
                failure = e;
                throw e;
            }
            started = result;
        }
        return result;
    }

    /** What was started, if it was. */
    @Nullable
    T started() {
        return started;
    }
}
