package io.quintet.runtime;

import io.quintet.Deadline;
import io.quintet.contract.OperationModel;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import java.time.Clock;
import java.time.Duration;

/** Consumer chain: binds deadline and trace to the thread, so that they propagate to what the handler sends. */
final class ContextualMessage implements Consumption {
    private final Consumption next;
    private final OperationModel operation;
    private final Budgets budgets;
    private final Clock clock;
    private final Duration handlerTimeout;

    ContextualMessage(
            Consumption next, OperationModel operation, Budgets budgets, Clock clock, Duration handlerTimeout) {
        this.next = next;
        this.operation = operation;
        this.budgets = budgets;
        this.clock = clock;
        this.handlerTimeout = handlerTimeout;
    }

    @Override
    public boolean handle(Delivery delivery) throws Exception {
        Message message = delivery.message();
        CallContext before =
                CallContext.bind(CallContext.of(deadline(message), message.headers(), budgets.counts(operation)));
        try {
            return next.handle(delivery);
        } finally {
            CallContext.bind(before);
        }
    }

    private Deadline deadline(Message message) {
        Deadline deadline = Deadline.in(handlerTimeout);
        Long expires = message.expires();
        if (expires == null) {
            return deadline;
        }
        return deadline.earlier(Deadline.in(Duration.ofMillis(expires - clock.millis())));
    }
}
