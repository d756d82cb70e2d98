package io.quintet.runtime;

import io.quintet.Code;
import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.signing.SignedMessages;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Delivery;
import io.quintet.spi.Failure;

/**
 * Consumer chain, where a requester waits: answers the errors that no retry can mend. The handler's transaction has been rolled back
 * then; the answer commits in another, with the inbox row.
 */
final class AnswerErrors implements Consumption {
    private final Consumption next;
    private final Inbox inbox;
    private final BoundOperation operation;
    private final ReplySender replies;

    AnswerErrors(Consumption next, Inbox inbox, BoundOperation operation, ReplySender replies) {
        this.next = next;
        this.inbox = inbox;
        this.operation = operation;
        this.replies = replies;
    }

    @Override
    public boolean handle(Delivery delivery) throws Exception {
        try {
            return next.handle(delivery);
        } catch (DomainException e) {
            return answer(delivery, e);
        } catch (QuintetException e) {
            if (Settlement.hopeless(e)) {
                return answer(delivery, e);
            }
            throw e;
        }
    }

    private boolean answer(Delivery delivery, Exception e) throws Exception {
        return inbox.once(
                delivery, () -> replies.send(operation, delivery.message(), Failures.of(operation.model(), e)));
    }

    /** Tells a requester that still waits after its message has expired, as a durable reply handler does. */
    boolean expired(Delivery delivery) throws Exception {
        if (delivery.message().header(HeaderNames.CORRELATION_DATA) == null) {
            return true;
        }
        return answer(
                delivery,
                QuintetException.deadlineExceeded(
                        operation.model().qualifiedName() + ": the request expired before it was handled"));
    }

    /** Tells the requester that its message was given up; who is not known to have sent it is told nothing. */
    void givenUp(Message message, SignedMessages signatures) {
        if (!signatures.authentic(message)) {
            return;
        }
        replies.send(
                operation,
                message,
                Failure.of(
                        Code.INTERNAL,
                        operation.model().qualifiedName()
                                + ": the handler failed again and again; see the dead letters"));
    }
}
