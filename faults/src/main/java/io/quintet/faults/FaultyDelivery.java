package io.quintet.faults;

import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.Fence;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A delivery whose settling may fail. */
final class FaultyDelivery implements Delivery {
    private final Delivery delivery;
    private final Message message;
    private final FaultyTransport transport;

    FaultyDelivery(Delivery delivery, Message message, FaultyTransport transport) {
        this.delivery = delivery;
        this.message = message;
        this.transport = transport;
    }

    @Override
    public Message message() {
        return message;
    }

    @Override
    public int attempt() {
        return delivery.attempt();
    }

    @Override
    public Fence fence() {
        return delivery.fence();
    }

    @Override
    public void ack() {
        Fault before = next(Step.BEFORE_ACK);
        if (before == null) {
            delivery.ack();
            acked();
            return;
        }
        switch (before.kind()) {
            case THROW -> {
                delivery.retry(before.delay(), Failures.unknown(before));
                throw new InjectedFault(before);
            }
            case DROP -> delivery.retry(before.delay(), Failures.unknown(before));
            case DELAY -> transport.later(before, delivery::ack);
            default -> {
                delivery.ack();
                delivery.ack();
            }
        }
    }

    private void acked() {
        Fault after = next(Step.AFTER_ACK);
        if (after != null && after.kind() == FaultKind.THROW) {
            throw new InjectedFault(after);
        }
        if (after != null) {
            delivery.retry(Duration.ofMillis(1), Failures.unknown(after));
        }
    }

    @Override
    public void retry(Duration after, Throwable cause) {
        delivery.retry(after, cause);
    }

    /** Damage that the consumer has noticed was on the way here: the next delivery is sound. */
    @Override
    @SuppressWarnings("ReferenceEquality") // whether it is the message that came
    public void reject(Throwable cause) {
        if (message == delivery.message()) {
            delivery.reject(cause);
        } else {
            delivery.retry(Duration.ofMillis(1), cause);
        }
    }

    private @Nullable Fault next(Step step) {
        return transport.plan().next(transport.node(), step);
    }
}
