package io.quintet.runtime;

import io.quintet.contract.OperationModel;
import io.quintet.message.Message;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Observer;
import io.quintet.spi.ServiceDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The three chains, each assembled in one method, from the innermost link to the outermost; what is off is absent. */
public final class Chains {
    private final Clock clock;
    private final @Nullable Observer observer;
    private final Backoff callBackoff;
    private final Backoff messageBackoff;
    private final Duration handlerTimeout;
    private final int mostAttempts;
    private final int batch;

    Chains(
            Clock clock,
            @Nullable Observer observer,
            Backoff callBackoff,
            Backoff messageBackoff,
            Duration handlerTimeout,
            int mostAttempts,
            int batch) {
        this.clock = clock;
        this.observer = observer;
        this.callBackoff = callBackoff;
        this.messageBackoff = messageBackoff;
        this.handlerTimeout = handlerTimeout;
        this.mostAttempts = mostAttempts;
        this.batch = batch;
    }

    /** The client chain: what stands between the contract's proxy and the peer, {@code last}. */
    Invoker client(Invoker last, String transport) {
        Invoker chain = last;
        chain = new DeadlineCheck(chain);
        chain = new Retrying(chain, callBackoff);
        if (observer != null) {
            chain = new Observed(chain, observer, transport);
        }
        return chain;
    }

    /** The server chain: what stands between a call transport and the handler. */
    CallHandler server(
            HandlerMethod handler,
            BoundOperation operation,
            @Nullable ServiceDatabase database,
            BooleanSupplier closing,
            String service) {
        ServedCall chain = new HandlerCall(handler);
        if (operation.model().keyed() && database != null) {
            chain = new RememberedCall(chain, operation, database);
        }
        chain = new ContextualCall(chain);
        return new DrainGate(chain, closing, service);
    }

    /** The consumer chain: what stands between a message transport and the handler. */
    Settling consumer(
            HandlerMethod handler, BoundOperation operation, String transport, Inbox inbox, ReplySender replies) {
        Consumption chain = new HandleMessage(handler, operation, replies);
        chain = new Inboxed(chain, inbox);
        Consumption expired = delivery -> true;
        Consumer<Message> givenUp = null;
        if (operation.model().style().responds() && !operation.model().style().oneToMany()) {
            AnswerErrors answering = new AnswerErrors(chain, inbox, operation, replies);
            expired = answering::expired;
            givenUp = answering::givenUp;
            chain = answering;
        }
        Settling one = settlement(chain, operation.model(), transport, expired, givenUp);
        return handler.batch()
                ? new BatchSettlement(handler, operation, transport, inbox, one, batch, handlerTimeout, clock, observer)
                : one;
    }

    /** The consumer chain of replies that go to a durable handler. */
    Settling replies(Consumption handling, OperationModel operation, String transport, Inbox inbox) {
        return settlement(new Inboxed(handling, inbox), operation, transport, delivery -> true, null);
    }

    private Settlement settlement(
            Consumption handling,
            OperationModel operation,
            String transport,
            Consumption expired,
            @Nullable Consumer<Message> givenUp) {
        Consumption chain = handling;
        chain = new ContextualMessage(chain, clock, handlerTimeout);
        chain = new SkipExpired(chain, clock, expired);
        if (observer != null) {
            chain = new ObservedMessage(chain, observer, operation, transport, clock);
        }
        return new Settlement(chain, mostAttempts, messageBackoff, givenUp);
    }
}
