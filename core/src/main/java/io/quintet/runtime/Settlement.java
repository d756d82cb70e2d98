package io.quintet.runtime;

import io.quintet.QuintetException;
import io.quintet.log.FailureText;
import io.quintet.message.Message;
import io.quintet.resilience.Backoff;
import io.quintet.spi.Delivery;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Consumer chain, first link: settles a delivery by how its handling ended. */
final class Settlement implements Settling {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    /**
     * How often a message is handed out at most: one with which its process ends each time fails in no handler. As of RabbitMQ's quorum
     * queues, and more than a bad day costs a message that is just beside such a one.
     */
    private static final int MOST_DELIVERIES = 20;

    private final Consumption next;
    private final int mostAttempts;
    private final Backoff backoff;
    private final @Nullable Consumer<Message> givenUp;

    /** {@code givenUp} hears of messages that are rejected, or is null where nobody waits for them. */
    Settlement(Consumption next, int mostAttempts, Backoff backoff, @Nullable Consumer<Message> givenUp) {
        this.next = next;
        this.mostAttempts = mostAttempts;
        this.backoff = backoff;
        this.givenUp = givenUp;
    }

    @Override
    public void settle(Delivery delivery) {
        if (delivery.attempt() > Math.max(MOST_DELIVERIES, mostAttempts)) {
            giveUp(
                    delivery,
                    new IllegalStateException("handed out " + delivery.attempt()
                            + " times, and never settled (expected: handling that does not end its process)"));
            return;
        }
        try {
            next.handle(delivery);
        } catch (Exception | Error e) {
            fail(delivery, e);
            return;
        }
        delivery.ack();
    }

    private void fail(Delivery delivery, Throwable thrown) {
        Throwable e = FailureText.tellable(thrown);
        Message message = delivery.message();
        int attempt = delivery.attempt();
        if (!hopeless(thrown) && attempt < mostAttempts) {
            LOG.warn("attempt {} of {} failed, will retry: {}: {}", attempt, mostAttempts, message, e.toString());
            LOG.debug("attempt {} failed", attempt, e);
            delivery.retry(backoff.delay(attempt), e);
            return;
        }
        giveUp(delivery, e);
    }

    private void giveUp(Delivery delivery, Throwable e) {
        Message message = delivery.message();
        LOG.error("given up after attempt {}, goes to the dead letters: {}", delivery.attempt(), message, e);
        if (givenUp != null) {
            try {
                givenUp.accept(message);
            } catch (RuntimeException notAnswered) {
                LOG.warn("could not tell the requester of {}", message, notAnswered);
            }
        }
        delivery.reject(e);
    }

    /** Whether handling the same message again cannot succeed. */
    static boolean hopeless(Throwable e) {
        return e instanceof QuintetException failure
                && switch (failure.code()) {
                    case INVALID_ARGUMENT, OUT_OF_RANGE, UNIMPLEMENTED, NOT_FOUND, ALREADY_EXISTS, PERMISSION_DENIED ->
                        !failure.fromPeer();
                    case UNAUTHENTICATED -> !failure.fromPeer() && !failure.retrySafe();
                    default -> false;
                };
    }
}
