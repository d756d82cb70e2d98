package io.quintet.transport.memory;

import io.quintet.QuintetException;
import io.quintet.spi.Call;
import io.quintet.spi.Streams;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The responses of a streaming call: the handler works on a virtual thread of its own, at most one response ahead of whoever takes
 * them, until the last, the deadline, or the end of interest.
 */
final class MemoryStream implements Streams.Source {
    private sealed interface Step {
        record Response(Object value) implements Step {}

        record Failed(Throwable why) implements Step {}

        record End() implements Step {}
    }

    private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(1);
    private final Call call;
    private final Thread handling;

    /** Starts the call at once. */
    MemoryStream(Call call, Callable<@Nullable Object> exchange, Runnable end) {
        this.call = call;
        this.handling = Thread.ofVirtual().name("quintet-memory").start(() -> {
            try {
                handle(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // nobody waits any more
            } finally {
                end.run();
            }
        });
    }

    private void handle(Callable<@Nullable Object> exchange) throws InterruptedException {
        Step last = new Step.End();
        try (Stream<?> responses = (Stream<?>) exchange.call()) {
            if (responses == null) {
                throw new IllegalStateException(
                        call.operation().model().qualifiedName() + " returned null (expected: a stream)");
            }
            Streams.Source source = Streams.source(responses);
            for (Object next = source.next(); next != null; next = source.next()) {
                if (!offer(new Step.Response(next))) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | Error e) {
            last = new Step.Failed(e);
        }
        boolean unused = offer(last);
    }

    /** False when the deadline passed: whoever pulls is told by its own clock. */
    private boolean offer(Step step) throws InterruptedException {
        return steps.offer(step, call.deadline().remainingNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public @Nullable Object next() throws Exception {
        Step step;
        try {
            step = steps.poll(call.deadline().remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw QuintetException.interrupted(
                    call.operation().model().qualifiedName() + ": interrupted while waiting for a response", e);
        }
        return switch (step) {
            case Step.Response response -> response.value();
            case Step.Failed(Error why) -> throw why;
            case Step.Failed(Throwable why) -> throw (Exception) why;
            case Step.End() -> null;
            case null ->
                throw QuintetException.deadlineExceeded(
                        call.operation().model().qualifiedName() + ": the stream did not end before the deadline");
        };
    }

    @Override
    public void close() {
        handling.interrupt();
    }
}
