package io.quintet.runtime;

import io.quintet.spi.Delivery;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Consumer chain: does not handle what has expired. */
final class SkipExpired implements Consumption {
    private static final Logger LOG = LoggerFactory.getLogger(SkipExpired.class);

    private final Consumption next;
    private final Clock clock;
    private final Consumption expired;

    /** {@code expired} gets what has expired instead of {@code next}. */
    SkipExpired(Consumption next, Clock clock, Consumption expired) {
        this.next = next;
        this.clock = clock;
        this.expired = expired;
    }

    @Override
    public boolean handle(Delivery delivery) throws Exception {
        if (delivery.message().expired(clock.millis())) {
            LOG.debug("expired: {}", delivery.message());
            return expired.handle(delivery);
        }
        return next.handle(delivery);
    }
}
