package io.quintet.runtime;

import io.quintet.contract.OperationModel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.Observer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Consumer chain: tells the observer how a message was handled. */
final class ObservedMessage implements Consumption {
    private final Consumption next;
    private final Observer observer;
    private final OperationModel operation;
    private final String transport;
    private final Clock clock;

    ObservedMessage(Consumption next, Observer observer, OperationModel operation, String transport, Clock clock) {
        this.next = next;
        this.observer = observer;
        this.operation = operation;
        this.transport = transport;
        this.clock = clock;
    }

    @Override
    public boolean handle(Delivery delivery) throws Exception {
        boolean handled;
        try {
            handled = next.handle(delivery);
        } catch (Exception | Error e) {
            observer.handled(operation, transport, sinceSent(delivery.message(), clock), delivery.attempt(), e);
            throw e;
        }
        if (handled) {
            observer.handled(operation, transport, sinceSent(delivery.message(), clock), delivery.attempt(), null);
        } else {
            observer.duplicate(operation, transport);
        }
        return handled;
    }

    static long sinceSent(Message message, Clock clock) {
        return since(message.header(HeaderNames.TIME), clock);
    }

    static long since(@Nullable String time, Clock clock) {
        if (time == null) {
            return 0;
        }
        try {
            return Math.max(
                    0, Duration.between(Instant.parse(time), clock.instant()).toNanos());
        } catch (DateTimeParseException | ArithmeticException e) {
            return 0; // a foreign sender's: no reason to handle the message again
        }
    }
}
