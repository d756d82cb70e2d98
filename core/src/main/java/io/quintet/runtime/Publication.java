package io.quintet.runtime;

import io.quintet.Deadline;
import io.quintet.Transaction;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Observer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Publish/asynchronous responses: one message to every group, the answers collected until the window closes. */
final class Publication implements OperationClient {
    private final BoundOperation operation;
    private final Duration within;
    private final Outgoing outgoing;
    private final Channel channel;
    private final ReplyDesk desk;
    private final Envelope envelope;
    private final ScheduledExecutorService scheduler;
    private final @Nullable Observer observer;

    Publication(
            BoundOperation operation,
            Duration within,
            Outgoing outgoing,
            Channel channel,
            ReplyDesk desk,
            Envelope envelope,
            ScheduledExecutorService scheduler,
            @Nullable Observer observer) {
        this.operation = operation;
        this.within = within;
        this.outgoing = outgoing;
        this.channel = channel;
        this.desk = desk;
        this.envelope = envelope;
        this.scheduler = scheduler;
        this.observer = observer;
    }

    private Deadline window() {
        CallContext context = CallContext.current();
        Deadline own = Deadline.in(within);
        return context == null ? own : own.earlier(context.deadline());
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // closing a window throws nothing
    public Object invoke(Object request) {
        if (Transaction.active().isPresent()) {
            throw new IllegalStateException(
                    operation.model().qualifiedName() + ": within a transaction it would be published only after"
                            + " commit, when its window has closed (expected: outside of"
                            + " one; mark the handler @Idempotent)");
        }
        long start = System.nanoTime();
        Deadline window = window();
        Message message = envelope.request(operation, request, envelope.newId(), desk.address(), window, null);
        CollectedResponses responses = new CollectedResponses(operation, within, window);
        desk.expect(message.id(), responses);
        try {
            outgoing.sendNow(channel, message, window);
        } catch (RuntimeException e) {
            desk.forget(message.id(), responses);
            if (observer != null) {
                observer.completed(operation.model(), outgoing.transportName(), System.nanoTime() - start, e);
            }
            throw e;
        }
        scheduler.schedule(
                () -> {
                    desk.forget(message.id(), responses);
                    responses.close();
                },
                window.remainingNanos(),
                TimeUnit.NANOSECONDS);
        if (observer != null) {
            responses.onFirst(() ->
                    observer.completed(operation.model(), outgoing.transportName(), System.nanoTime() - start, null));
        }
        return responses;
    }
}
