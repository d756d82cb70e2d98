package io.quintet.runtime;

import io.quintet.Deadline;
import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Request/response over messages: the reply goes to the channel named in the request, with the request's id. */
final class MessageRequest implements Invoker {
    private final Outgoing outgoing;
    private final Channel channel;
    private final ReplyDesk desk;
    private final Envelope envelope;
    private final ScheduledExecutorService scheduler;

    MessageRequest(
            Outgoing outgoing, Channel channel, ReplyDesk desk, Envelope envelope, ScheduledExecutorService scheduler) {
        this.outgoing = outgoing;
        this.channel = channel;
        this.desk = desk;
        this.envelope = envelope;
        this.scheduler = scheduler;
    }

    /**
     * Sends at once, even within a transaction: what waits for a reply cannot wait for the commit. Nor for the receipt, of which only a bad
     * one is news: a reply says all that a good one says.
     */
    @Override
    public @Nullable Object invoke(Call call) throws DomainException {
        BoundOperation operation = call.operation();
        Message message =
                envelope.request(operation, call.request(), Envelope.id(call), desk.address(), call.deadline(), null);
        PendingReply pending = new PendingReply(operation);
        desk.expect(message.id(), pending);
        try {
            outgoing.begin(channel, message, pending::failed);
            return pending.future().get(Math.max(0, call.deadline().remainingNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw noReply(operation).causedBy(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw QuintetException.interrupted(
                    operation.model().qualifiedName() + ": interrupted while waiting for the reply", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DomainException domain) {
                throw domain;
            }
            if (e.getCause() instanceof QuintetException failure) {
                throw failure;
            }
            throw new IllegalStateException("a reply ended with neither of the two kinds of failure", e);
        } finally {
            desk.forget(message.id(), pending);
        }
    }

    /** Sends, within a transaction through the outbox, and completes the future with the reply, the error or the timeout. */
    @SuppressWarnings("FutureReturnValueIgnored") // what follows the future throws nothing
    CompletableFuture<Object> start(Call call) {
        BoundOperation operation = call.operation();
        Deadline deadline = call.deadline();
        Message message;
        PendingReply pending = new PendingReply(operation);
        try {
            message = envelope.request(operation, call.request(), envelope.newId(), desk.address(), deadline, null);
            desk.expect(message.id(), pending);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<Object> future = pending.future();
        var timeout = scheduler.schedule(
                () -> future.completeExceptionally(noReply(operation)),
                deadline.remainingNanos(),
                TimeUnit.NANOSECONDS);
        future.whenComplete((reply, error) -> {
            desk.forget(message.id(), pending);
            timeout.cancel(false);
        });
        try {
            outgoing.send(channel, message, deadline);
        } catch (RuntimeException e) {
            future.completeExceptionally(e);
        }
        return future;
    }

    private QuintetException noReply(BoundOperation operation) {
        return QuintetException.deadlineExceeded(operation.model().qualifiedName() + ": no reply over "
                + outgoing.transportName() + " before the deadline; the operation may or may not have taken effect");
    }
}
